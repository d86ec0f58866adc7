import type { ReactNode } from 'react';
import type { Mark } from '../mark.ts';
import { StateWord } from '../state-mark.tsx';
import type { Outcome } from '../table/table-types.ts';

export interface BoardColumn {
  readonly id: string;
  readonly label: string;
  readonly mark: Mark;
}

export interface BoardCard {
  readonly id: string;
  readonly columnId: string;
  readonly title: string;
  /** Muted line: due date, owner. */
  readonly detail?: ReactNode | undefined;
  readonly stale?: boolean | undefined;
}

export interface BoardProps {
  readonly label: string;
  readonly columns: readonly BoardColumn[];
  readonly cards: readonly BoardCard[];
  readonly onOpen: (cardId: string) => void;
  /** Why a card may not go to a column, in words; null when it may. */
  readonly refuses?: ((cardId: string, columnId: string) => string | null) | undefined;
  readonly onMove?: ((cardId: string, columnId: string) => Promise<Outcome>) | undefined;
}

export function Board({ label, columns, cards, onOpen }: BoardProps) {
  return (
    <div role="group" aria-label={label}>
      {columns.map((column) => (
        <section key={column.id}>
          <StateWord mark={column.mark} label={column.label} />
          {cards
            .filter((card) => card.columnId === column.id)
            .map((card) => (
              <button key={card.id} type="button" onClick={() => onOpen(card.id)}>
                {card.title}
              </button>
            ))}
        </section>
      ))}
    </div>
  );
}
