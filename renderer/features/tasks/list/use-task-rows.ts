import { useCallback, useState } from 'react';
import type { RowOf, ViewState } from '../../../../core/contract/index.ts';
import { useView } from '../../../bridge/hooks.ts';
import { askedFilter, type TaskListFilter } from './task-filter.ts';

const windowSize = 300;

export interface TaskRows {
  readonly phase: ViewState<'tasks.list'>['phase'];
  readonly rows: readonly RowOf<'tasks.list'>[];
  readonly total: number;
  readonly start: number;
  readonly failure: ViewState<'tasks.list'>['failure'];
  readonly onWindow: (start: number, limit: number) => void;
}

/** The live rows around where the person looks; those before stay until others come, so typing doesn't blink. */
export function useTaskRows(filter: TaskListFilter): TaskRows {
  const asked = JSON.stringify(filter);
  const [place, setPlace] = useState({ asked, start: 0 });
  const live = useView('tasks.list', {
    filter: askedFilter(filter),
    window: { start: place.asked === asked ? place.start : 0, limit: windowSize },
  });
  const [before, setBefore] = useState(live);
  if (live.phase !== 'loading' && before !== live) setBefore(live);
  const shown = live.phase === 'loading' ? before : live;
  const onWindow = useCallback(
    (wanted: number, limit: number) => {
      const spare = Math.max(0, windowSize - limit) / 2;
      setPlace({ asked, start: Math.max(0, Math.floor((wanted - spare) / 50) * 50) });
    },
    [asked],
  );
  return {
    phase: shown.phase,
    rows: shown.rows,
    total: shown.extra?.total ?? 0,
    start: shown.extra?.start ?? 0,
    failure: live.failure,
    onWindow,
  };
}
