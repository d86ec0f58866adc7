import { useMemo } from 'react';
import { useView } from '../../bridge/hooks.ts';
import { useTicking } from '../../ui/text/ageing.ts';
import { useClock } from '../../ui/text/clock.tsx';
import { type Agent, countStale, staleAgents } from './board/board-model.ts';

const everyone = { states: null, text: '' } as const;

/** All agents, and which of them are stale, rechecked each second. */
export function useAgents(): {
  readonly agents: readonly Agent[];
  readonly stale: ReadonlySet<string>;
  readonly phase: 'loading' | 'live' | 'lost' | 'failed';
} {
  const view = useView('agents.list', everyone);
  const clock = useClock();
  const lost = view.phase === 'lost';
  const staleAfterMs = view.extra?.staleAfterMs ?? Number.POSITIVE_INFINITY;
  const { rows } = view;
  // Growing stale needs no message: the number of stale agents is what makes the screen render again.
  const count = useTicking((now) => countStale(rows, now, staleAfterMs, lost));
  const ids = useMemo(
    () => [...staleAgents(rows, clock.now(), staleAfterMs, lost)].join(' '),
    // oxlint-disable-next-line react/exhaustive-deps -- the count says when the time has made a difference
    [rows, staleAfterMs, lost, count, clock],
  );
  // The same set as long as the same agents are in it: else every row would be drawn again at every update.
  const stale = useMemo(() => new Set(ids === '' ? [] : ids.split(' ')), [ids]);
  return { agents: rows, stale, phase: view.phase };
}
