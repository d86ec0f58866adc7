import type { ItemId } from '../../../kernel/ids.ts';
import type { ItemChanges } from './revision-record.ts';

/** Which item stands at which address of a text. */
export type ItemMap = ReadonlyMap<string, ItemId>;

export function withChanges(before: ItemMap, changes: ItemChanges | undefined): ItemMap {
  if (changes === undefined) return before;
  const map = new Map(before);
  for (const address of changes.drop) map.delete(address);
  for (const [address, id] of Object.entries(changes.put)) map.set(address, id);
  return map;
}

/** What must be said so that a receiver comes from one map to the other; undefined when nothing must be. */
export function changesBetween(before: ItemMap, after: ItemMap): ItemChanges | undefined {
  const put: [string, ItemId][] = [];
  for (const [address, id] of after) if (before.get(address) !== id) put.push([address, id]);
  const drop = [...before.keys()].filter((address) => !after.has(address));
  if (put.length === 0 && drop.length === 0) return undefined;
  return { put: Object.fromEntries(put.toSorted(byAddress)), drop: drop.toSorted() };
}

function byAddress([one]: [string, ItemId], [other]: [string, ItemId]): number {
  return one < other ? -1 : Number(one > other);
}
