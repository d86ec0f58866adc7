import { distinctAddresses } from '../../core/domain/trackers/history/addresses.ts';
import type { ParentText } from '../../core/domain/trackers/history/identify-items.ts';
import { type ItemMap, withChanges } from '../../core/domain/trackers/history/item-map.ts';
import { NO_PARENT } from '../../core/domain/trackers/history/revision-record.ts';
import { rowHash, sectionOf } from '../../core/domain/trackers/identity/identity.ts';
import type { ParsedDocument, ParsedItem } from '../../core/domain/trackers/model.ts';
import { placesOf } from '../../core/domain/trackers/places/places.ts';
import { shownItem } from '../../core/domain/trackers/places/shown-items.ts';
import type { ItemId, RevisionId } from '../../core/kernel/ids.ts';
import type { DocumentCache } from '../contents/document-cache.ts';
import type { Reader } from '../handle.ts';
import { type RevisionRow, readItemChanges, readRevision } from '../records/revision.ts';
import { firstSeenItemId, unlistedItemId } from '../records/revision-ids.ts';
import type { ProjectedCache, ProjectedItem } from './projected-cache.ts';

/** Where the texts of revisions and what is known of them are read. */
export interface RevisionTexts {
  readonly db: Reader;
  readonly documents: DocumentCache;
  readonly projected: ProjectedCache;
  content(hash: string): Uint8Array;
}

type TextOf = Pick<RevisionRow, 'hash' | 'reading'>;

/** A revision's text as every device reads it. */
export function documentOf(p: RevisionTexts, { hash, reading }: TextOf): ParsedDocument {
  const document = p.documents.read(hash, () => p.content(hash), reading);
  if (document === null) throw new Error(`no document for content ${hash}`);
  return document;
}

/**
 * Which item stands at which address of a revision: what is known of the nearest revision it came from, and what each one
 * since says of it. Nothing is matched.
 */
export function itemIdsOf(p: RevisionTexts, id: RevisionId): ItemMap {
  const steps: { readonly id: RevisionId; readonly parent: RevisionId }[] = [];
  let at = id;
  let map: ItemMap | null = null;
  while (map === null) {
    map = p.projected.map(at) ?? currentIds(p, at);
    if (map !== null) break;
    const revision = readRevision(p.db, at);
    if (revision === null) throw new Error(`no revision ${at}`);
    // Always the same one, so that every device comes to the same where versions read differently.
    const [parent] = revision.parents;
    if (parent === undefined) {
      map = firstIds(p, revision);
      break;
    }
    steps.push({ id: at, parent });
    at = parent;
  }
  for (const step of steps.toReversed()) map = withChanges(map, readItemChanges(p.db, step.id)[step.parent]);
  p.projected.keepMap(id, map);
  return map;
}

function currentIds(p: RevisionTexts, id: RevisionId): ItemMap | null {
  const revision = readRevision(p.db, id);
  if (revision === null || currentIdOf(p.db, revision) !== id) return null;
  return idsOfItems(p.projected.items(p.db, revision.trackerId));
}

/** The revision whose items are those in the tables. Null for a tracker shown as part of another, which has none there. */
export function currentIdOf(db: Reader, { trackerId }: Pick<RevisionRow, 'trackerId'>): string | null {
  return db.value<string>(
    `SELECT revision_id FROM tracker WHERE id = ? AND EXISTS (SELECT 1 FROM tracker_outline WHERE tracker_id = ?)`,
    trackerId,
    trackerId,
  );
}

export function idsOfItems(items: readonly ProjectedItem[]): ItemMap {
  const addresses = distinctAddresses(items.map(({ record }) => record));
  return new Map(items.map(({ record }, at) => [addresses[at] ?? record.address, record.id]));
}

/** The ids of a text that was made from no other: derived, but where the revision says otherwise. */
export function firstIds(
  p: RevisionTexts,
  revision: Pick<RevisionRow, 'id' | 'trackerId'> & TextOf,
): ItemMap {
  const put = readItemChanges(p.db, revision.id)[NO_PARENT]?.put ?? {};
  const { items } = documentOf(p, revision);
  return new Map(
    distinctAddresses(items).map((address) => [
      address,
      put[address] ?? firstSeenItemId(revision.trackerId, revision.hash, address),
    ]),
  );
}

export interface PlacedItem {
  readonly item: ParsedItem;
  /** What all its places say, as one. */
  readonly shown: ParsedItem;
  /** A further place of another item. */
  readonly isFurther: boolean;
  readonly address: string;
  readonly id: ItemId;
}

/** The items of a text under the ids it gives them. */
export function placeIds(
  revision: Pick<RevisionRow, 'trackerId'>,
  document: ParsedDocument,
  ids: ItemMap,
): PlacedItem[] {
  const addresses = distinctAddresses(document.items);
  const places = placesOf(document);
  return document.items.map((item, at) => {
    const address = addresses[at] ?? item.address;
    const shown = shownItem(document, item);
    const isFurther = places.has(item.address);
    return {
      item,
      shown,
      isFurther,
      address,
      id: ids.get(address) ?? unlistedItemId(revision.trackerId, address),
    };
  });
}

/** A revision as a text that another is made from. */
export function parentText(p: RevisionTexts, revision: RevisionRow): ParentText {
  if (currentIdOf(p.db, revision) === revision.id) {
    const items = p.projected.items(p.db, revision.trackerId);
    const ids = idsOfItems(items);
    return {
      ids,
      known: items.map(({ record, fields }) => ({
        id: record.id,
        address: record.address,
        key: record.key,
        title: record.title,
        sectionPath: sectionOf(record.address),
        rowHash: record.rowHash,
        kind: record.kind,
        values: fields.map((field) => field.raw),
      })),
    };
  }
  const placed = placeIds(revision, documentOf(p, revision), itemIdsOf(p, revision.id));
  return {
    ids: new Map(placed.map(({ address, id }) => [address, id])),
    known: placed.map(({ item, address, id }) => ({
      id,
      address,
      key: item.key,
      title: item.title,
      sectionPath: sectionOf(address),
      rowHash: rowHash(item),
      kind: item.kind,
      values: item.fields.map((field) => field.raw),
    })),
  };
}
