import { type KeyboardEvent, type MouseEvent, useRef, useState } from 'react';
import type { ExtraOf } from '../../../../core/contract/index.ts';
import { BoardLane } from '../../../../core/domain/readiness/board/lanes.ts';
import { SignoffDialog } from '../../../domains/readiness/signoffs/signoff-dialog.tsx';
import { readinessPath } from '../../../domains/readiness/signoffs/signoff-labels.ts';
import { useSteps } from '../../../domains/readiness/signoffs/use-steps.ts';
import { Board } from '../../../ui/board/board.tsx';
import { showToast } from '../../../ui/feedback/toast.tsx';
import { navigate } from '../../../ui/frame/navigation.tsx';
import type { Outcome } from '../../../ui/table/table-types.ts';
import styles from '../readiness.module.css';
import { boardColumns, type Card } from './board-model.ts';
import { CardDetail } from './card-detail.tsx';
import { CardMenu } from './card-menu.tsx';
import { moveCard } from './move-card.ts';

interface ReadinessBoardProps {
  readonly cards: readonly Card[];
  readonly counts: ExtraOf<'readiness.board'> | null;
  readonly withTracker: boolean;
  readonly lost: boolean;
}

interface OpenMenu {
  readonly card: Card;
  readonly x: number;
  readonly y: number;
}

/** Keys of a card, each a step towards a lane. */
const laneOfKey: Readonly<Record<string, BoardLane>> = { p: 'ready', a: 'signed', r: 'returned' };

/** Items as cards on the way to a sign-off; moving one is a step of its sign-off or a new status, or is refused with the reason. */
export function ReadinessBoard({ cards, counts, withTracker, lost }: ReadinessBoardProps) {
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const { opened: dialog, close, take } = useSteps();
  const place = useRef<HTMLDivElement>(null);
  const cardOf = (id: string | undefined) => cards.find((card) => card.id === id);
  const move = async (cardId: string, columnId: string): Promise<Outcome> => {
    const card = cardOf(cardId);
    const lane = BoardLane.safeParse(columnId);
    if (card === undefined || !lane.success) return { ok: false, reason: 'It is no longer here.' };
    const outcome = await moveCard(card, lane.data);
    if (outcome.kind === 'dialog') take({ step: outcome.step, itemId: card.id });
    return outcome.kind === 'refused' ? { ok: false, reason: outcome.reason } : { ok: true };
  };
  const openMenu = (card: Card, at: DOMRect) => setMenu({ card, x: at.left + 12, y: at.bottom });
  const onKeyDownCapture = (event: KeyboardEvent) => {
    const element =
      event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-card]') : null;
    const card = cardOf(element?.dataset['card']);
    if (element === null || card === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const lane = laneOfKey[event.key];
    if (event.key === 'm' || event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey))
      openMenu(card, element.getBoundingClientRect());
    else if (lane !== undefined) void move(card.id, lane).then(sayRefusal);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onContextMenu = (event: MouseEvent) => {
    const element = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-card]') : null;
    const card = cardOf(element?.dataset['card']);
    if (card === undefined) return;
    event.preventDefault();
    setMenu({ card, x: event.clientX, y: event.clientY });
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys and menu are those of the cards inside, which have the focus
    <div
      ref={place}
      className={styles.board}
      onKeyDownCapture={onKeyDownCapture}
      onContextMenu={onContextMenu}
    >
      <Board
        label="Readiness"
        columns={boardColumns(counts)}
        cards={cards.map((card) => ({
          id: card.id,
          columnId: card.lane,
          title: card.title,
          detail: <CardDetail card={card} withTracker={withTracker} />,
          stale: lost || card.lane === 'stale',
        }))}
        onOpen={(id) => navigate(readinessPath(id))}
        onMove={move}
      />
      {menu === null ? null : (
        <CardMenu
          key={menu.card.id}
          card={menu.card}
          at={menu}
          onStep={(opened) => {
            setMenu(null);
            // Once the menu is away and the card has the focus: the dialog gives it back to where it found it.
            requestAnimationFrame(() => {
              place.current
                ?.querySelector<HTMLElement>(`[data-card="${CSS.escape(opened.itemId)}"]`)
                ?.focus();
              take(opened);
            });
          }}
          onClose={() => setMenu(null)}
        />
      )}
      {dialog === null ? null : <SignoffDialog opened={dialog} onClose={close} />}
    </div>
  );
}

function sayRefusal(outcome: Outcome): void {
  if (!outcome.ok) showToast({ kind: 'info', text: outcome.reason });
}
