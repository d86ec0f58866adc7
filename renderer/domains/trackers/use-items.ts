import { useCallback, useState } from 'react';
import type { ViewState } from '../../../core/contract/index.ts';
import { client } from '../../bridge/client.ts';
import { useView } from '../../bridge/hooks.ts';
import type { Item, ItemFilter, ItemSort, Scope } from './model/rows.ts';

const WindowSize = 500;
/** Copying, exporting and select-all stop here; a person never means more. */
const MostCollected = 20_000;

export interface ItemsAsked {
  readonly trackerId: Scope;
  readonly filter: ItemFilter;
  readonly sort: ItemSort;
}

export interface ItemRows {
  readonly phase: ViewState<'trackers.items'>['phase'];
  readonly rows: readonly Item[];
  readonly total: number;
  readonly start: number;
  readonly failure: ViewState<'trackers.items'>['failure'];
  readonly onWindow: (start: number, limit: number) => void;
}

/**
 * The live rows around where the person looks. While another window or filter is on its way the rows before stay, so
 * that typing in the filter doesn't make the table blink.
 */
export function useItems({ trackerId, filter, sort }: ItemsAsked): ItemRows {
  const asked = JSON.stringify([trackerId, filter, sort]);
  const [place, setPlace] = useState({ asked, start: 0 });
  const live = useView('trackers.items', {
    trackerId,
    filter,
    sort,
    window: { start: place.asked === asked ? place.start : 0, limit: WindowSize },
  });
  const [before, setBefore] = useState(live);
  if (live.phase !== 'loading' && before !== live) setBefore(live);
  const shown = live.phase === 'loading' ? before : live;
  const onWindow = useCallback(
    (wanted: number, limit: number) => {
      const spare = Math.max(0, WindowSize - limit) / 2;
      setPlace({ asked, start: Math.max(0, Math.floor((wanted - spare) / 100) * 100) });
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

function page(asked: ItemsAsked, start: number): Promise<ViewState<'trackers.items'>> {
  return new Promise((resolve) => {
    let stop = () => {};
    let settled = false;
    const input = { ...asked, window: { start, limit: WindowSize } };
    stop = client().watch('trackers.items', input, (state) => {
      if (settled || state.phase === 'loading') return;
      settled = true;
      resolve(state);
      stop();
    });
    // The first state may come before `watch` returned.
    if (settled) stop();
  });
}

/** Every row a filter and sort stand for, window by window: for copies and for "select all". */
export async function collectItems(asked: ItemsAsked): Promise<readonly Item[]> {
  const rows: Item[] = [];
  for (let start = 0; start < MostCollected; start += WindowSize) {
    const state = await page(asked, start);
    if (state.phase !== 'live') break;
    rows.push(...state.rows);
    if (start + WindowSize >= (state.extra?.total ?? 0)) break;
  }
  return rows;
}
