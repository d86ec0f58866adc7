import { useView } from '../../bridge/hooks.ts';
import { readOnce } from '../../bridge/read-once.ts';
import type { WindowRows } from '../../bridge/use-window.ts';
import { useWindow, useWindowRows } from '../../bridge/use-window.ts';
import type { Item, ItemFilter, ItemSort, Scope } from './model/rows.ts';

const WindowSize = 500;
/** Copying, exporting and select-all stop here; a person never means more. */
const MaxCollected = 20_000;

export interface ItemsRequest {
  readonly trackerId: Scope;
  readonly filter: ItemFilter;
  readonly sort: ItemSort;
}

export type ItemRows = WindowRows<Item>;

/** The live rows around where the person looks, `size` of them. */
export function useItems({ trackerId, filter, sort }: ItemsRequest, size = WindowSize): ItemRows {
  const { window, onWindow } = useWindow([trackerId, filter, sort], size);
  return useWindowRows(useView('trackers.items', { trackerId, filter, sort, window }), onWindow);
}

/**
 * The rows `from ..< end` of a filter and sort, window by window: for what reaches beyond the rows around where the
 * person looks. Null when the engine did not answer for all of them.
 */
export async function collectItems(
  asked: ItemsRequest,
  from = 0,
  end = MaxCollected,
): Promise<readonly Item[] | null> {
  const rows = new Map<string, Item>();
  for (let start = from; start < end; start += WindowSize) {
    const window = { start, limit: Math.min(WindowSize, end - start) };
    const state = await readOnce('trackers.items', { ...asked, window });
    if (state.phase !== 'live') return null;
    for (const row of state.rows) rows.set(row.id, row);
    if (start + WindowSize >= (state.extra?.total ?? 0)) break;
  }
  return [...rows.values()];
}
