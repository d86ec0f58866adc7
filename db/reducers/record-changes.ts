import { ITEM_ITSELF } from '../../core/domain/trackers/text/change-words.ts';
import { wellFormed } from '../../core/domain/trackers/text/well-formed.ts';
import type { ItemId } from '../../core/kernel/ids.ts';
import type { Writer } from '../handle.ts';
import { type RevisionRow, readRevision } from '../records/revision.ts';
import { trackerOfItem } from '../tables/trackers/item.ts';
import { type ItemFacts, readItemFacts, writeItemFacts } from '../tables/trackers/item-facts.ts';
import { putGoneItem, readGoneItem } from '../tables/trackers/item-gone.ts';
import { insertHistory, lastChangeOf } from '../tables/trackers/item-history.ts';
import { noteRemoval } from '../tables/trackers/item-removal.ts';
import type { ReducerContext } from './reducer-context.ts';
import type { ItemChange, RevisionChanges } from './revision-changes.ts';

type Facts = Pick<ReducerContext, 'db' | 'projected'>;
type Recorded = Pick<RevisionRow, 'id' | 'trackerId' | 'at' | 'depth'>;

/** Writes what a revision changed into the histories of its items: once, whichever text is shown. */
export function recordHistory(db: Writer, revision: Recorded, changes: RevisionChanges): void {
  for (const change of changes.items) {
    const row = {
      revisionId: revision.id,
      itemId: change.id,
      trackerId: revision.trackerId,
      title: wellFormed(change.title),
    };
    const { title } = row;
    if (change.itself === 'added') {
      insertHistory(db, { ...row, field: ITEM_ITSELF, label: 'Added', before: null, after: title });
    }
    if (change.itself === 'removed') {
      insertHistory(db, { ...row, field: ITEM_ITSELF, label: 'Removed', before: title, after: null });
    }
    for (const { field, label, before, after } of change.fields) {
      insertHistory(db, {
        ...row,
        field: wellFormed(field),
        label: wellFormed(label),
        before: before === null ? null : wellFormed(before),
        after: after === null ? null : wellFormed(after),
      });
    }
  }
  for (const { id, parentId, address, title, rowHash } of changes.gone) {
    noteRemoval(db, {
      itemId: id,
      trackerId: revision.trackerId,
      depth: revision.depth,
      revisionId: revision.id,
      parentId,
      address: wellFormed(address),
      title: wellFormed(title),
      rowHash,
    });
  }
}

/** What is known of an item, in a text that is shown or not. */
export function factsOf(db: Writer, id: ItemId): ItemFacts | null {
  return readItemFacts(db, id) ?? readGoneItem(db, id);
}

/**
 * What is known of an item once a revision's change to it is: added at the smallest time, changed at the greatest, first
 * due as the earliest revision with a date said. Any order of revisions comes to the same.
 */
export function factsAfter(
  db: Writer,
  revision: Recorded,
  change: ItemChange,
  before: ItemFacts | null,
): ItemFacts {
  const { at } = revision;
  const isIn = change.itself === 'first' || change.itself === 'added';
  if (before === null) {
    return {
      addedAt: at,
      changedAt: at,
      firstDue: change.due,
      firstDueIn: change.due === null ? null : revision.id,
    };
  }
  const addedAt = isIn ? Math.min(before.addedAt, at) : before.addedAt;
  const stayed = change.itself === null && change.fields.length === 0;
  const changedAt = isIn
    ? Math.max(addedAt, lastChangeOf(db, change.id) ?? addedAt)
    : Math.max(before.changedAt, stayed ? before.changedAt : at);
  if (change.due === null || !isEarlier(db, revision, before)) return { ...before, addedAt, changedAt };
  return { addedAt, changedAt, firstDue: change.due, firstDueIn: revision.id };
}

function isEarlier(db: Writer, revision: Recorded, { firstDueIn }: ItemFacts): boolean {
  if (firstDueIn === null) return true;
  const first = readRevision(db, firstDueIn);
  if (first === null) return true;
  if (first.at !== revision.at) return revision.at < first.at;
  return first.depth === revision.depth ? revision.id < first.id : revision.depth < first.depth;
}

/** Brings what is known of items up to date with a revision whose text is not the one shown. */
export function recordFacts(p: Facts, revision: Recorded, changes: RevisionChanges): void {
  for (const change of changes.items) {
    putFacts(p, change.id, factsAfter(p.db, revision, change, factsOf(p.db, change.id)));
  }
}

/** The same for one whose time became known better: what it made the latest may be so no more. */
export function recordEarlierTime(p: Facts, revision: Recorded, changes: RevisionChanges): void {
  const { db } = p;
  for (const change of changes.items) {
    const before = factsOf(db, change.id);
    if (before === null) continue;
    const { addedAt, firstDue, firstDueIn } = factsAfter(db, revision, change, before);
    const changedAt = Math.max(addedAt, lastChangeOf(db, change.id) ?? addedAt);
    putFacts(p, change.id, { addedAt, changedAt, firstDue, firstDueIn });
  }
}

/** The item may be shown in another tracker than the revision's: two that were found to be one. */
function putFacts({ db, projected }: Facts, id: ItemId, facts: ItemFacts): void {
  const trackerId = trackerOfItem(db, id);
  if (trackerId === null) return putGoneItem(db, id, facts);
  writeItemFacts(db, id, facts);
  projected.forget(trackerId);
}
