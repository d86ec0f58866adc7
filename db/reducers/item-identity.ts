import { hash } from 'node:crypto';
import {
  type IdentityMatch,
  type KnownItem,
  matchItems,
  sectionOf,
} from '../../core/domain/trackers/identity/identity.ts';
import type { ParsedItem } from '../../core/domain/trackers/model.ts';
import { wellFormed } from '../../core/domain/trackers/text/well-formed.ts';
import { ItemId } from '../../core/kernel/ids.ts';
import type { ProjectedItem } from './projected-cache.ts';

/**
 * The id of an item first seen with a log row: made from that row's id and the item's address, which is unique in
 * its document, so that replaying the row gives the same id.
 */
export function freshItemId(causeId: string, address: string): ItemId {
  return ItemId.parse(`it_${hash('sha256', `${causeId}\n${address}`, 'base64url').slice(0, 16)}`);
}

/** Identifies items after a change. Items our own edit moved to another address are known, not matched. */
export function identify(
  known: readonly ProjectedItem[],
  items: readonly ParsedItem[],
  carried: ReadonlyMap<string, string> = new Map(),
): IdentityMatch {
  if (carried.size === 0) return matchItems(known.map(knownItem), items);
  const byAddress = new Map(known.map((stored) => [stored.record.address, stored.record.id]));
  const sure = new Map<string, string>();
  for (const item of items) {
    const before = carried.get(item.address);
    const id = before === undefined ? undefined : byAddress.get(wellFormed(before));
    if (id !== undefined) sure.set(item.address, id);
  }
  const taken = new Set(sure.values());
  const match = matchItems(
    known.filter((stored) => !taken.has(stored.record.id)).map(knownItem),
    items.filter((item) => !sure.has(item.address)),
  );
  return { ...match, matched: new Map([...match.matched, ...sure]) };
}

/**
 * Every item is at the address it had: then the first rule of identity (same address) decides for all of them,
 * and nothing needs to be compared. The usual case of an edit.
 */
export function sameAddresses(known: readonly ProjectedItem[], items: readonly ParsedItem[]): boolean {
  return (
    known.length === items.length && items.every((item, at) => item.address === known[at]?.record.address)
  );
}

function knownItem({ record, fields }: ProjectedItem): KnownItem {
  return {
    id: record.id,
    address: record.address,
    key: record.key,
    title: record.title,
    sectionPath: sectionOf(record.address),
    rowHash: record.rowHash,
    kind: record.kind,
    values: fields.map((field) => field.raw),
  };
}
