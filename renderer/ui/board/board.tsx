import type { KeyboardEvent } from 'react';
import { useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';
import type { Outcome } from '../table/table-types.ts';
import styles from './board.module.css';
import { BoardColumnView } from './board-column.tsx';
import { cardsAtOnce, groupCards, neighbour } from './board-model.ts';
import type { BoardCard, BoardColumn } from './board-types.ts';
import { useCardMoves } from './use-card-moves.ts';

export interface BoardProps {
  readonly label: string;
  readonly columns: readonly BoardColumn[];
  readonly cards: readonly BoardCard[];
  /** There are more cards than these. */
  readonly isPart?: boolean | undefined;
  readonly onOpen: (cardId: string) => void;
  /** Why a card may not go to a column, in words; null when it may. */
  readonly refuses?: ((cardId: string, columnId: string) => string | null) | undefined;
  readonly onMove?: ((cardId: string, columnId: string) => Promise<Outcome>) | undefined;
}

const directions = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  k: 'up',
  j: 'down',
} as const;

function isDirectionKey(key: string): key is keyof typeof directions {
  return key in directions;
}

function onResize(listener: () => void): () => void {
  window.addEventListener('resize', listener);
  return () => window.removeEventListener('resize', listener);
}

/**
 * Columns by state. Cards are moved by pointer, by React Aria's keyboard drag on their grip, or with Alt and an arrow key;
 * arrows and j/k move the focus, Enter opens.
 */
export function Board({ label, columns, cards, isPart = false, onOpen, refuses, onMove }: BoardProps) {
  const [dragged, setDragged] = useState<string | null>(null);
  const [shown, setShown] = useState<ReadonlyMap<string, number>>(new Map());
  const { moves, move, dismiss } = useCardMoves(onMove);
  const atOnce = useSyncExternalStore(onResize, () => cardsAtOnce(window.innerHeight));
  const board = useRef<HTMLDivElement>(null);
  const dealt = useMemo(() => groupCards(columns, cards, moves), [columns, cards, moves]);
  const latest = useRef(dealt);
  useLayoutEffect(() => {
    latest.current = dealt;
  }, [dealt]);

  const drop = (cardId: string, columnId: string) => {
    const card = cards.find((one) => one.id === cardId);
    if (card === undefined || card.columnId === columnId) return;
    move(cardId, columnId, refuses?.(cardId, columnId) ?? null);
  };
  const focusCard = (cardId: string | null) => {
    if (cardId === null) return;
    for (const [columnId, own] of latest.current) {
      const index = own.findIndex(({ id }) => id === cardId);
      if (index >= 0) flushSync(() => setShown((before) => new Map(before).set(columnId, index)));
    }
    board.current?.querySelector<HTMLElement>(`[data-card="${CSS.escape(cardId)}"]`)?.focus();
  };

  const onKeyDownCapture = (event: KeyboardEvent) => {
    const target = event.target instanceof HTMLElement ? event.target : null;
    // The grip inside a card may hold the focus: Alt moves the card from there too, bare arrows are the grip's own.
    const card = event.altKey ? target?.closest<HTMLElement>('[data-card]') : target;
    const cardId = card?.dataset['card'];
    const columnId = target?.closest<HTMLElement>('[data-column-id]')?.dataset['columnId'];
    if (cardId === undefined || columnId === undefined || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape' && moves.get(cardId)?.kind === 'refused') {
      dismiss(cardId);
    } else if (isDirectionKey(event.key)) {
      const direction = directions[event.key];
      if (event.altKey) {
        const step = direction === 'right' ? 1 : direction === 'left' ? -1 : 0;
        const to = columns[columns.findIndex((column) => column.id === columnId) + step];
        if (step === 0 || to === undefined) return;
        drop(cardId, to.id);
        // The card is redrawn in its column; the focus goes with it.
        requestAnimationFrame(() => focusCard(cardId));
      } else {
        const index = (dealt.get(columnId) ?? []).findIndex((card) => card.id === cardId);
        focusCard(neighbour(columns, dealt, { columnId, index }, direction));
      }
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      ref={board}
      role="group"
      aria-label={label}
      className={styles.board}
      onKeyDownCapture={onKeyDownCapture}
    >
      {columns.map((column) => (
        <BoardColumnView
          key={column.id}
          column={column}
          cards={dealt.get(column.id) ?? []}
          isPart={isPart}
          atOnce={atOnce}
          shows={shown.get(column.id) ?? 0}
          onTurn={focusCard}
          moves={moves}
          movable={onMove !== undefined}
          dragged={dragged}
          refusal={dragged === null ? null : (refuses?.(dragged, column.id) ?? null)}
          onDrag={setDragged}
          onDrop={(cardId) => drop(cardId, column.id)}
          onOpen={onOpen}
        />
      ))}
    </div>
  );
}
