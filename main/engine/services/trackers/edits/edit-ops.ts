import type { EntityOp } from '../../../../../core/domain/entity-kinds.ts';
import type { PlannedChange } from '../../../../../core/domain/trackers/edit/edit.ts';
import type { ItemId, TrackerId } from '../../../../../core/kernel/ids.ts';
import { contentHash } from '../../../../../node/files/content-hash.ts';

/**
 * One op per item that changes, its fields as the patch. What belongs to no item (metadata, prose, change log) and
 * items that only now come to be are patched under the tracker's own id.
 */
export function editOps(
  trackerId: TrackerId,
  changes: readonly PlannedChange[],
  ids: ReadonlyMap<string, ItemId>,
): EntityOp[] {
  const patches = new Map<string, Record<string, { value: string | null; before: string; after: string }>>();
  for (const change of changes) {
    const id = ids.get(change.address);
    const patch = patches.get(id ?? trackerId) ?? {};
    patches.set(id ?? trackerId, patch);
    const field =
      id === undefined && change.address !== '' ? `${change.address}#${change.field}` : change.field;
    patch[field.slice(0, 300)] = {
      value: change.after,
      before: cellHash(change.before),
      after: cellHash(change.after),
    };
  }
  return [...patches].map(([id, patch]) => ({ entity: { kind: 'item', id }, patch }));
}

/** The same edit may also come back as text: the hash of the cell tells that its result is already there. */
function cellHash(value: string | null): string {
  return value === null ? '' : contentHash(new TextEncoder().encode(value));
}
