import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { explain } from '../../../bridge/failure-messages.ts';
import { call } from '../../../bridge/hooks.ts';
import { announce } from '../../../ui/feedback/live-region.tsx';
import { showToast } from '../../../ui/feedback/toast.tsx';
import {
  arrangeLanes,
  isPending,
  positionText,
  type QueueMove,
  type QueuePosition,
  type QueueRow,
} from './queue-model.ts';

type Moves = ReadonlyMap<string, QueueMove>;
const none: Moves = new Map();

/**
 * Moves of waiting tasks. A move is drawn at once as sent, and stays so until the hub's order shows it; a refused one
 * goes back to where the hub has it, with the reason.
 */
export function useQueueMoves(rows: readonly QueueRow[]) {
  const [moves, setMoves] = useState(none);
  const dealt = useMemo(() => arrangeLanes(rows, moves), [rows, moves]);
  const latest = useRef({ rows, moves });
  useEffect(() => {
    latest.current = { rows, moves };
  }, [rows, moves]);
  const forget = useCallback((id: string) => {
    setMoves((before) => new Map([...before].filter(([one]) => one !== id)));
  }, []);
  const move = useCallback(
    async (row: QueueRow, place: QueuePosition): Promise<void> => {
      const { rows: shown, moves: before } = latest.current;
      // What the hub's own order shows by now needs no remembering. The newest is last: it is made after the others.
      const next = new Map(
        [...before].filter(
          ([id, one]) => id !== row.id && shown.some((other) => other.id === id && isPending(other, one)),
        ),
      );
      next.set(row.id, { ...place, from: { lane: row.lane, rank: row.rank } });
      latest.current = { rows: shown, moves: next };
      setMoves(next);
      const words = positionText(arrangeLanes(shown, next), row.id);
      announce(`${words}, sent`);
      const answer = await call('tasks.rank', { taskId: row.id, ...place });
      if (answer.ok) {
        announce(`${words}, confirmed`);
        return;
      }
      forget(row.id);
      const why = explain(answer.error);
      announce(`not moved: ${why.what}`);
      showToast({ kind: 'problem', text: `“${row.title}” was not moved. ${why.what}`, detail: why.next });
    },
    [forget],
  );
  const pending: ReadonlySet<string> = useMemo(
    () => new Set(rows.filter((row) => isPending(row, moves.get(row.id))).map((row) => row.id)),
    [rows, moves],
  );
  return { dealt, pending, move };
}
