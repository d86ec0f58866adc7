import { distinctAddresses } from '../../core/domain/trackers/history/addresses.ts';
import {
  type NamedItems,
  type NamingRules,
  type NewText,
  nameItems,
  nameMergedItems,
} from '../../core/domain/trackers/history/identify-items.ts';
import { changesBetween, type ItemMap } from '../../core/domain/trackers/history/item-map.ts';
import {
  type ConflictDraft,
  type ItemChanges,
  type MergeSides,
  type Reading,
  type RevisionRecord,
} from '../../core/domain/trackers/history/revision-record.ts';
import { nearestCommonAncestors } from '../../core/domain/trackers/merge/revisions/graph.ts';
import type { ParsedDocument } from '../../core/domain/trackers/model.ts';
import { wellFormed } from '../../core/domain/trackers/text/well-formed.ts';
import type { ItemId, RevisionId, TrackerId } from '../../core/kernel/ids.ts';
import { parentsOf, type RevisionRow, readRevision } from '../records/revision.ts';
import { firstSeenItemId } from '../records/revision-ids.ts';
import { sameAddresses } from '../reducers/plan-items.ts';
import {
  currentIdOf,
  documentOf,
  itemIdsOf,
  parentText,
  type RevisionTexts,
} from '../reducers/revision-texts.ts';
import { findLastRemoved, findRemoved } from '../tables/trackers/item-removal.ts';

/** What a merge of two revisions came to, beside its text. */
export interface MergeOutcome {
  readonly sides: MergeSides;
  readonly conflicts: readonly ConflictDraft[];
}

export interface DraftInput {
  readonly trackerId: TrackerId;
  readonly parents: readonly RevisionId[];
  readonly hash: string;
  readonly bytes: Uint8Array;
  readonly reading: Reading;
  /** Items that an edit of our own left in place under another address: address now -> address before. */
  readonly carried?: (before: ParsedDocument, after: ParsedDocument) => ReadonlyMap<string, string>;
  readonly merge?: MergeOutcome | undefined;
}

/** A text as the revision it becomes: what is which item is decided here, once for all devices. */
export function draftRevision(texts: RevisionTexts, input: DraftInput): RevisionRecord {
  const { trackerId, hash, bytes, reading, merge } = input;
  const parents = input.parents.toSorted();
  const rows = parents.map((id) => parentRow(texts, id));
  // The bytes are at hand: they need not be put together again from what was just stored.
  const document = texts.documents.read(hash, () => bytes, reading) ?? documentOf(texts, input);
  const rules: NamingRules = {
    removed: (address, rowHash) => findRemoved(texts.db, trackerId, address, rowHash),
    lastRemoved: (address) => findLastRemoved(texts.db, trackerId, address),
    firstSeen: (address) => firstSeenItemId(trackerId, hash, address),
  };
  const { named, items, parentIds } = nameAgainst(texts, rows, document, rules, input);
  const find = (address: string): ItemId | null => {
    const maps = [named.ids, ...parentIds];
    return maps.map((ids) => ids.get(address)).find((id) => id !== undefined) ?? null;
  };
  return {
    tracker: trackerId,
    parents,
    content: hash,
    bytes: bytes.length,
    reading,
    items,
    doubts: named.doubts.map(({ itemId, address, score }) => ({ itemId, address, score })),
    sides: merge?.sides ?? null,
    conflicts: (merge?.conflicts ?? []).map((conflict) => ({
      ...conflict,
      itemId: find(wellFormed(conflict.address)),
    })),
    joins: joinable(texts, parents, named).map(([one, other]) => [one, other]),
  };
}

/**
 * Ids that were known before the histories parted may have stood side by side since, and are two items: only those that
 * each side gave by itself are one.
 */
function joinable(
  texts: RevisionTexts,
  parents: readonly RevisionId[],
  { joins }: NamedItems,
): NamedItems['joins'] {
  const [one, other] = parents;
  if (joins.length === 0 || one === undefined || other === undefined) return [];
  const before = nearestCommonAncestors(parentsOf(texts.db), one, other).flatMap((id) => {
    const row = readRevision(texts.db, id);
    return row === null ? [] : [...itemIdsOf(texts, row.id).values()];
  });
  const known = new Set(before);
  return joins.filter((pair) => !pair.some((id) => known.has(id)));
}

function parentRow(texts: RevisionTexts, id: RevisionId): RevisionRow {
  const row = readRevision(texts.db, id);
  if (row === null) throw new Error(`a revision is made from one that is not here: ${id}`);
  return row;
}

interface Naming {
  readonly named: NamedItems;
  readonly items: Record<string, ItemChanges>;
  readonly parentIds: readonly ItemMap[];
}

const NOTHING_NEW: Naming = {
  named: { ids: new Map(), doubts: [], joins: [] },
  items: {},
  parentIds: [],
};

function nameAgainst(
  texts: RevisionTexts,
  parents: readonly RevisionRow[],
  document: ParsedDocument,
  rules: NamingRules,
  input: DraftInput,
): Naming {
  const [one, other] = parents;
  if (one === undefined) return NOTHING_NEW;
  if (other !== undefined) {
    const both = [parentText(texts, one), parentText(texts, other)] as const;
    const named = nameMergedItems(textOf(document), both, rules);
    return {
      named,
      items: changesAgainst(one.id, both[0].ids, named),
      parentIds: both.map(({ ids }) => ids),
    };
  }
  const carried = input.carried?.(documentOf(texts, one), document) ?? new Map<string, string>();
  const isCurrent = currentIdOf(texts.db, one) === one.id;
  if (
    carried.size === 0 &&
    isCurrent &&
    sameAddresses(texts.projected.items(texts.db, one.trackerId), document)
  ) {
    return NOTHING_NEW;
  }
  const parent = parentText(texts, one);
  const named = nameItems(textOf(document), parent, carried, rules);
  return { named, items: changesAgainst(one.id, parent.ids, named), parentIds: [parent.ids] };
}

function textOf({ items }: ParsedDocument): NewText {
  return { items, addresses: distinctAddresses(items) };
}

/** Against the first parent alone: its map and this give the whole, so that nothing else need be trusted or compared. */
function changesAgainst(parent: RevisionId, before: ItemMap, named: NamedItems): Record<string, ItemChanges> {
  const changes = changesBetween(before, named.ids);
  return changes === undefined ? {} : { [parent]: changes };
}
