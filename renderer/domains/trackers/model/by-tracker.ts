import type { Edit, Item } from './rows.ts';

export interface PlacedEdit {
  readonly edit: Edit;
  /** Its place in the list it comes from. */
  readonly at: number;
}

/** Edits of single items by the tracker that each belongs to, in their order. */
export function editsByTracker(
  items: readonly Item[],
  edits: readonly Edit[],
): ReadonlyMap<Item['trackerId'], readonly PlacedEdit[]> {
  const owner = new Map<string, Item['trackerId']>(items.map((item) => [item.id, item.trackerId]));
  const groups = new Map<Item['trackerId'], PlacedEdit[]>();
  for (const [at, edit] of edits.entries()) {
    const trackerId = 'itemId' in edit ? owner.get(edit.itemId) : undefined;
    if (trackerId === undefined) continue;
    const group = groups.get(trackerId);
    if (group === undefined) groups.set(trackerId, [{ edit, at }]);
    else group.push({ edit, at });
  }
  return groups;
}
