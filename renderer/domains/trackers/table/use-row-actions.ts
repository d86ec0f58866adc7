import { useMemo } from 'react';
import { announce } from '../../../ui/feedback/live-region.tsx';
import { addBeside, moveBeside, type NewPlace } from '../model/edits.ts';
import type { Item } from '../model/rows.ts';
import { sendByTracker, sendEdits, sendWithUndo } from '../send-edits.ts';

export interface RowActions {
  readonly add: (place: NewPlace, title: string) => Promise<string | null>;
  readonly duplicate: (items: readonly Item[]) => void;
  readonly remove: (items: readonly Item[]) => void;
  readonly move: (item: Item, direction: 'up' | 'down') => void;
}

/** Changes to whole rows. `inOrder` is false while the table is sorted otherwise: then rows can't be moved. */
export function useRowActions(rows: readonly Item[], inOrder: boolean): RowActions {
  return useMemo(
    () => ({
      add: async (place, title) => {
        const answer = await sendEdits(place.near.trackerId, [addBeside(place, title)]);
        return answer.ok ? null : answer.reason;
      },
      duplicate: (items) => {
        void sendByTracker(
          items,
          items.map((item) => ({ kind: 'duplicate-item' as const, itemId: item.id })),
        );
      },
      remove: (items) => {
        void sendByTracker(
          items,
          items.map((item) => ({ kind: 'delete-item' as const, itemId: item.id })),
        );
      },
      move: (item, direction) => {
        if (!inOrder) {
          announce('Rows move in document order only. Clear the sort first.');
          return;
        }
        const edit = moveBeside(rows, item, direction);
        if (edit === null)
          announce(
            direction === 'up' ? 'It is the first of its kind here.' : 'It is the last of its kind here.',
          );
        else void sendWithUndo(item.trackerId, [edit]);
      },
    }),
    [rows, inOrder],
  );
}
