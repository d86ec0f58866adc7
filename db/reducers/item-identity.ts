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

/** Who is who after a change. */
export function identify(known: readonly ProjectedItem[], items: readonly ParsedItem[]): IdentityMatch {
  return matchItems(known.map(knownItem), items);
}

/**
 * Every item stands where it stood: then the first rule of identity (same address) decides for all of them, and
 * nothing needs to be compared. The usual case of an edit.
 */
export function sameAddresses(known: readonly ProjectedItem[], items: readonly ParsedItem[]): boolean {
  return (
    known.length === items.length && items.every((item, at) => item.address === known[at]?.record.address)
  );
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
