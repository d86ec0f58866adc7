import { memo, useMemo } from 'react';
import { explainInLine } from '../../../bridge/failure-messages.ts';
import { call } from '../../../bridge/hooks.ts';
import { Board } from '../../../ui/board/board.tsx';
import type { Outcome } from '../../../ui/table/table-types.ts';
import { formatDay } from '../../../ui/text/format.ts';
import { boardColumns, dropOn } from '../model/board.ts';
import { dueText, isLate } from '../model/days.ts';
import { setField } from '../model/edits.ts';
import { movesFrom } from '../model/moves.ts';
import type { Item, Outline } from '../model/rows.ts';
import { sendEdits } from '../send-edits.ts';
import { useToday } from '../today.ts';

interface ItemBoardProps {
  readonly label: string;
  readonly items: readonly Item[];
  /** How many there are, drawn or not. */
  readonly total: number;
  /** Null for the whole workspace: then columns are canonical states and the engine judges every move. */
  readonly outline: Outline | null;
  readonly onOpen: (itemId: string) => void;
  readonly lost: boolean;
}

/** Items as cards under their status; dragging one writes the word of the column it is dropped on. */
export const ItemBoard = memo(function ItemBoard({
  label,
  items,
  total,
  outline,
  onOpen,
  lost,
}: ItemBoardProps) {
  const today = useToday();
  const columns = useMemo(() => boardColumns(items, outline), [items, outline]);
  const byId = useMemo(() => new Map<string, Item>(items.map((item) => [item.id, item])), [items]);
  const refuses = (cardId: string, columnId: string): string | null => {
    const item = byId.get(cardId);
    const column = columns.find((each) => each.id === columnId);
    if (item === undefined || column === undefined || outline === null) return null;
    const drop = dropOn(item, column, movesFrom(outline, item));
    return drop.kind === 'refused' ? drop.reason : null;
  };
  const move = async (cardId: string, columnId: string): Promise<Outcome> => {
    const item = byId.get(cardId);
    const column = columns.find((each) => each.id === columnId);
    if (item === undefined || column === undefined) return { ok: false, reason: 'It is no longer here.' };
    // The item's own vocabulary decides, not the union the board was drawn from.
    const detail = await call('trackers.item', { itemId: item.id });
    if (!detail.ok) return { ok: false, reason: explainInLine(detail.error) };
    const drop = dropOn(item, column, detail.value.moves);
    if (drop.kind === 'same') return { ok: true };
    if (drop.kind === 'refused') return { ok: false, reason: drop.reason };
    return sendEdits(item.trackerId, [setField(item, drop.field, drop.value)]);
  };
  return (
    <Board
      label={label}
      columns={columns.map((column) => ({ id: column.id, label: column.title, mark: column.state }))}
      cards={columns.flatMap((column) =>
        column.items.map((item) => ({
          id: item.id,
          columnId: column.id,
          title: item.title,
          detail: detailText(item, outline === null, today),
          stale: lost,
        })),
      )}
      isPart={items.length < total}
      onOpen={onOpen}
      refuses={refuses}
      onMove={move}
    />
  );
});

function detailText(item: Item, showTracker: boolean, today: string): string {
  const due = item.due === null ? null : formatDay(item.due);
  const late = isLate(item, today);
  const parts = [
    showTracker ? item.trackerName : item.sectionTitle,
    item.owner,
    late && item.due !== null ? `${due ?? ''}, ${dueText(item.due, today)}` : due,
  ];
  return parts.filter((part): part is string => part !== null && part !== '').join(' · ');
}
