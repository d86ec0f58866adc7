import type { z } from 'zod';
import type { TrackerEdit } from '../../../../core/contract/trackers.ts';
import type { AddressedEdit } from '../../../../core/domain/trackers/edit/edit.ts';
import { itemShownAt } from '../../../../core/domain/trackers/identity/item-at.ts';
import type { ParsedDocument } from '../../../../core/domain/trackers/model.ts';
import type { ItemId } from '../../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../../core/kernel/result.ts';
import { unreachable } from '../../../../core/kernel/unreachable.ts';
import { itemRow } from '../../../../db/readers/item-rows.ts';
import type { EngineDeps } from '../engine-deps.ts';
import type { LiveTracker } from './tracker-access.ts';

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
  edits: readonly z.output<typeof TrackerEdit>[],
): Result<AddressedEdits, 'item.not-found'> {
  const ids = new Map<string, ItemId>();
  const missing: ItemId[] = [];
  const addressOf = (itemId: ItemId): string => {
    const row = itemRow(deps.db.read, itemId);
    const there = row === null || row.trackerId !== tracker.id ? null : itemShownAt(doc, row.address);
    const address = there?.address;
    if (address === undefined) missing.push(itemId);
    else ids.set(address, itemId);
    return address ?? '';
  };
  const addressed = edits.map((edit): AddressedEdit => {
    switch (edit.kind) {
      case 'set-field':
        return { kind: edit.kind, address: addressOf(edit.itemId), field: edit.field, value: edit.value };
      case 'add-item':
        return {
          kind: edit.kind,
          nearAddress: addressOf(edit.nearItemId),
          place: edit.place,
          values: edit.values,
        };
      case 'delete-item':
      case 'duplicate-item':
        return { kind: edit.kind, address: addressOf(edit.itemId) };
      case 'move-item':
        return {
          kind: edit.kind,
          address: addressOf(edit.itemId),
          nearAddress: addressOf(edit.nearItemId),
          place: edit.place,
        };
      case 'set-meta':
      case 'set-prose':
      case 'add-log':
        return edit;
      default:
        return unreachable(edit);
    }
  });
  const [first] = missing;
  if (first !== undefined) {
    return fail('item.not-found', `This item is not in ${tracker.name} any more. Nothing was changed.`, {
      itemId: first,
    });
  }
  return ok({ edits: addressed, ids });
}
