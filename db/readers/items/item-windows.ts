import type { ItemRow } from '../../../core/domain/trackers/rows/item-rows.ts';
import type { ItemSelection } from '../../orders/item-filter.ts';
import type { WorkspaceDb } from '../../workspace-db.ts';
import { itemRowsByName } from './item-rows.ts';

export const MAX_WINDOW = 500;

export interface ItemsWindow {
  readonly rows: ItemRow[];
  /** Items of the filter, not of the window. */
  readonly total: number;
  readonly start: number;
}

/** One window of the items of a filter and sort. A start beyond the end answers the last full window. */
export function itemsWindow(
  db: WorkspaceDb,
  selection: ItemSelection & { readonly start: number; readonly limit: number },
): ItemsWindow {
  const { trackerId, filter, sort } = selection;
  const order = db.orders.order({ trackerId, filter, sort });
  const limit = Math.min(selection.limit, MAX_WINDOW);
  const start = selection.start < order.length ? selection.start : Math.max(0, order.length - limit);
  const rows = itemRowsByName(db.read, order.subarray(start, start + limit));
  return { rows, total: order.length, start };
}
