import { useCallback, useState } from 'react';
import type { ViewName, ViewState } from '../../core/contract/index.ts';

/** The part of a long list that is asked for. */
export interface ListWindow {
  readonly start: number;
  readonly limit: number;
}

export interface AskedWindow {
  readonly window: ListWindow;
  /** Called with what is in sight; the window moves so that as much is known on either side. */
  readonly onWindow: (start: number, limit: number) => void;
}

/** A window of `size` rows around where the person looks; back at the top whenever something else is asked for. */
export function useWindow(asked: unknown, size: number): AskedWindow {
  const key = JSON.stringify(asked);
  const [place, setPlace] = useState({ key, start: 0 });
  const onWindow = useCallback(
    (wanted: number, limit: number) => {
      const spare = Math.max(0, size - limit) / 2;
      const step = size / 5;
      setPlace({ key, start: Math.max(0, Math.floor((wanted - spare) / step) * step) });
    },
    [key, size],
  );
  return { window: { start: place.key === key ? place.start : 0, limit: size }, onWindow };
}

interface LiveWindow<Row> {
  readonly phase: ViewState<ViewName>['phase'];
  readonly rows: readonly Row[];
  readonly extra: { readonly total: number; readonly start: number } | null;
  readonly failure: ViewState<ViewName>['failure'];
}

export interface WindowRows<Row> {
  readonly phase: LiveWindow<Row>['phase'];
  readonly rows: readonly Row[];
  readonly total: number;
  readonly start: number;
  readonly failure: ViewState<ViewName>['failure'];
  readonly onWindow: AskedWindow['onWindow'];
}

/** A view as it last was until another input's rows come, so that typing in a filter doesn't blink. */
export function useSettled<Live extends Pick<ViewState<ViewName>, 'phase'>>(live: Live): Live {
  const [before, setBefore] = useState(live);
  if (live.phase !== 'loading' && before !== live) setBefore(live);
  return live.phase === 'loading' ? before : live;
}

/** The rows of a live window, as `useSettled` keeps them. */
export function useWindowRows<Row>(
  live: LiveWindow<Row>,
  onWindow: AskedWindow['onWindow'],
): WindowRows<Row> {
  const { phase, rows, extra } = useSettled(live);
  return {
    phase,
    rows,
    total: extra?.total ?? 0,
    start: extra?.start ?? 0,
    failure: live.failure,
    onWindow,
  };
}
