import { hash } from 'node:crypto';
import {
  type IdentityMatch,
  type KnownItem,
  matchItems,
  sectionOf,
} from '../../core/domain/trackers/identity.ts';
import type { ParsedItem } from '../../core/domain/trackers/model.ts';
import { ItemId } from '../../core/kernel/ids.ts';
import type { ProjectedItem } from './projected-cache.ts';

/**
 * The id of an item first seen with a log row: made from that row's id and the item's address, which is unique in
 * its document, so that replaying the row gives the same id.
 */
export function freshItemId(causeId: string, address: string): ItemId {
  return ItemId.parse(`it_${hash('sha256', `${causeId}\n${address}`, 'base64url').slice(0, 16)}`);
}

/** Who is who after a change. When every address is where it was, that rule alone decides and nothing is compared. */
export function identify(
  known: ReadonlyMap<ItemId, ProjectedItem>,
  items: readonly ParsedItem[],
): IdentityMatch {
  const byAddress = new Map<string, ItemId>();
  for (const item of known.values()) byAddress.set(item.record.address, item.record.id);
  if (byAddress.size === items.length && items.every((item) => byAddress.has(item.address))) {
    return { matched: byAddress, fresh: [], gone: [], doubtful: [] };
  }
  return matchItems([...known.values()].map(knownItem), items);
}

function knownItem({ record }: ProjectedItem): KnownItem {
  return {
    id: record.id,
    address: record.address,
    key: record.key,
    title: record.title,
    sectionPath: sectionOf(record.address),
    rowHash: record.rowHash,
    kind: record.kind,
  };
}
