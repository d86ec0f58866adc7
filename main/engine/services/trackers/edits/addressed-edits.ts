import type { TrackerEdit } from '../../../../../core/contract/trackers.ts';
import type { AddressedEdit } from '../../../../../core/domain/trackers/edit/edit.ts';
import { itemShownAt } from '../../../../../core/domain/trackers/identity/item-at.ts';
import type { ParsedDocument } from '../../../../../core/domain/trackers/model.ts';
import type { ItemId } from '../../../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../../../core/kernel/result.ts';
import { unreachable } from '../../../../../core/kernel/unreachable.ts';
import { itemRow } from '../../../../../db/readers/items/item-rows.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import type { LiveTracker } from '../tracker-access.ts';

export interface AddressedEdits {
  readonly edits: readonly AddressedEdit[];
  /** Item at each address that an edit names. */
  readonly ids: ReadonlyMap<string, ItemId>;
}

/** Names items by where they stand in the document, which is how edits are planned. */
export function addressEdits(
  deps: EngineDeps,
  tracker: LiveTracker,
  doc: ParsedDocument,
  edits: readonly TrackerEdit[],
): Result<AddressedEdits, 'item.not-found'> {
  const { each, ids } = addressEach(deps, tracker, doc, edits);
  const addressed: AddressedEdit[] = [];
  for (const one of each) {
    if (!one.ok) return one;
    addressed.push(one.value);
  }
  return ok({ edits: addressed, ids });
}

/** The same, with an answer for each edit. */
export function addressEach(
  deps: EngineDeps,
  tracker: LiveTracker,
  doc: ParsedDocument,
  edits: readonly TrackerEdit[],
): {
  readonly each: readonly Result<AddressedEdit, 'item.not-found'>[];
  readonly ids: AddressedEdits['ids'];
} {
  const ids = new Map<string, ItemId>();
  const addressOf = (itemId: ItemId, missing: ItemId[]): string => {
    const row = itemRow(deps.db.read, itemId);
    const there = row === null || row.trackerId !== tracker.id ? null : itemShownAt(doc, row.address);
    const address = there?.address;
    if (address === undefined) missing.push(itemId);
    else ids.set(address, itemId);
    return address ?? '';
  };
  const addressed = (edit: TrackerEdit, missing: ItemId[]): AddressedEdit => {
    switch (edit.kind) {
      case 'set-field':
        return {
          kind: edit.kind,
          address: addressOf(edit.itemId, missing),
          field: edit.field,
          value: edit.value,
          ...(edit.seen === undefined ? {} : { seen: edit.seen }),
        };
      case 'add-item':
        return {
          kind: edit.kind,
          nearAddress: addressOf(edit.nearItemId, missing),
          place: edit.place,
          values: edit.values,
        };
      case 'delete-item':
      case 'duplicate-item':
        return { kind: edit.kind, address: addressOf(edit.itemId, missing) };
      case 'move-item':
        return {
          kind: edit.kind,
          address: addressOf(edit.itemId, missing),
          nearAddress: addressOf(edit.nearItemId, missing),
          place: edit.place,
        };
      case 'set-meta':
      case 'set-prose':
      case 'add-log':
        return edit;
      default:
        return unreachable(edit);
    }
  };
  const each = edits.map((edit) => {
    const missing: ItemId[] = [];
    const one = addressed(edit, missing);
    const [itemId] = missing;
    if (itemId === undefined) return ok(one);
    return fail('item.not-found', `This item is not in ${tracker.name} any more. Nothing was changed.`, {
      itemId,
    });
  });
  return { each, ids };
}
