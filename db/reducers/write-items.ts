import type { ItemId, TrackerId } from '../../core/kernel/ids.ts';
import { unreachable } from '../../core/kernel/unreachable.ts';
import { deleteItem, insertItem, moveItem, updateItem } from '../tables/trackers/item.ts';
import type { ItemFacts } from '../tables/trackers/item-facts.ts';
import { deleteGoneItem, putGoneItem } from '../tables/trackers/item-gone.ts';
import { itemRecord } from './item-rows.ts';
import type { ItemsPlan, PlannedItem } from './plan-items.ts';
import type { ProjectedItem } from './projected-cache.ts';
import { factsOf } from './record-changes.ts';
import type { ReducerContext } from './reducer-context.ts';

/** With more written rows than this, cached orders are cheaper to rebuild than to update. */
const FOLLOW_LIMIT = 400;

/** Brings the item rows of a tracker to the text that is shown from now on. `facts`: of the items that changed. */
export function writeItems(
  p: ReducerContext,
  trackerId: TrackerId,
  plan: ItemsPlan,
  facts: ReadonlyMap<ItemId, ItemFacts>,
): void {
  for (const stored of plan.gone) hide(p, trackerId, stored, facts);
  const written = plan.planned.map((planned) => writeItem(p, trackerId, planned, facts)).values();
  p.projected.set(
    trackerId,
    plan.rows.map((row) => row ?? nextOf(written)),
  );
  if (p.changes.items.written.size > FOLLOW_LIMIT) p.changes.items.whole = true;
}

function nextOf<Value>(values: Iterator<Value>): Value {
  const next = values.next();
  if (next.done === true) throw new Error('a row was left out of the plan');
  return next.value;
}

/** Takes the items of a tracker out of the tables. */
export function hideItems(p: ReducerContext, trackerId: TrackerId): void {
  for (const stored of p.projected.items(p.db, trackerId)) hide(p, trackerId, stored, new Map());
  p.projected.set(trackerId, []);
}

function hide(
  p: ReducerContext,
  trackerId: TrackerId,
  { n, record }: ProjectedItem,
  facts: ReadonlyMap<ItemId, ItemFacts>,
): void {
  deleteItem(p.db, n);
  putGoneItem(p.db, record.id, facts.get(record.id) ?? record);
  p.changes.items.removed.add(n);
  p.changes.touch('items', trackerId);
}

function writeItem(
  p: ReducerContext,
  trackerId: TrackerId,
  planned: PlannedItem,
  facts: ReadonlyMap<ItemId, ItemFacts>,
): ProjectedItem {
  switch (planned.kind) {
    case 'moves':
      return moved(p, trackerId, planned);
    case 'changes':
      return changed(p, trackerId, planned, facts);
    case 'comes':
      return added(p, trackerId, planned, facts);
    default:
      return unreachable(planned);
  }
}

type Moves = Extract<PlannedItem, { kind: 'moves' }>;
type Changes = Extract<PlannedItem, { kind: 'changes' }>;
type Comes = Extract<PlannedItem, { kind: 'comes' }>;

function moved(p: ReducerContext, trackerId: TrackerId, { stored, item, place }: Moves): ProjectedItem {
  moveItem(p.db, stored.n, place.position, item.section, place.line);
  p.changes.items.written.add(stored.n);
  p.changes.touch('items', trackerId);
  const { position, line } = place;
  return { ...stored, record: { ...stored.record, position, section: item.section, line }, read: item };
}

function changed(
  p: ReducerContext,
  trackerId: TrackerId,
  { id, item, own, stored, place, links, fields }: Changes,
  facts: ReadonlyMap<ItemId, ItemFacts>,
): ProjectedItem {
  const { record } = stored;
  const next = itemRecord({ item, own }, id, place, links, fields, facts.get(id) ?? record);
  updateItem(p.db, stored.n, next);
  p.changes.items.written.add(stored.n);
  const joins = next.placeOf !== record.placeOf;
  if (joins || next.haystack !== record.haystack || next.title !== record.title)
    p.changes.items.reworded.add(stored.n);
  p.changes.touch('items', trackerId);
  return { n: stored.n, record: next, fields, read: item };
}

function added(
  p: ReducerContext,
  trackerId: TrackerId,
  { id, item, own, place, links, fields }: Comes,
  facts: ReadonlyMap<ItemId, ItemFacts>,
): ProjectedItem {
  const known = facts.get(id) ?? factsOf(p.db, id);
  if (known === null) throw new Error(`nothing is known of item ${id}`);
  deleteGoneItem(p.db, id);
  const record = itemRecord({ item, own }, id, place, links, fields, known);
  const n = insertItem(p.db, trackerId, record);
  p.changes.items.written.add(n);
  p.changes.items.reworded.add(n);
  p.changes.touch('items', trackerId);
  return { n, record, fields, read: item };
}
