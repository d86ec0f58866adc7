import { withChanges } from '../../core/domain/trackers/history/item-map.ts';
import {
  NO_PARENT,
  type RevisionNote,
  type RevisionRecord,
} from '../../core/domain/trackers/history/revision-record.ts';
import type { ParsedDocument } from '../../core/domain/trackers/model.ts';
import { type DeviceId, DeviceId as DeviceIdSchema, type ItemId, RevisionId } from '../../core/kernel/ids.ts';
import { itemChangesJson, noteJson, readingJson, revisionJson } from '../json-columns.ts';
import { descendsFrom, type RevisionOrigin, type RevisionRow, readRevision } from '../records/revision.ts';
import { isSmaller, smallestNote } from '../records/revision-note.ts';
import { readTracker, type TrackerRow } from '../records/tracker.ts';
import type { EventRow } from '../tables/event.ts';
import { insertDoubt } from '../tables/trackers/item-doubt.ts';
import type { ItemFacts } from '../tables/trackers/item-facts.ts';
import { joinItems } from '../tables/trackers/item-join.ts';
import { insertRevision, lastSequence, writeOrigin } from '../tables/trackers/revision.ts';
import { absorbTracker, mayHaveRows, writeTrackerChangedAt } from '../tables/trackers/tracker.ts';
import { applyConflicts } from './apply-conflict.ts';
import { joinAt, showRows, takesItems } from './join-trackers.ts';
import { changesOfPlan, planItems, sameAddresses } from './plan-items.ts';
import { factsAfter, factsOf, recordEarlierTime, recordFacts, recordHistory } from './record-changes.ts';
import type { ReducerContext } from './reducer-context.ts';
import { changesOf } from './revision-changes.ts';
import { currentIdOf, documentOf, firstIds, idsOfItems } from './revision-texts.ts';
import { noteRows } from './rows-of-items.ts';
import { countStates, showRevision } from './show-revision.ts';
import { writeItems } from './write-items.ts';

/** A revision whose tracker or parents are not here is none that can be applied: `receiveRevisions` waits for them. */
export function applyRevision(p: ReducerContext, event: EventRow): void {
  const payload = revisionJson.read(event.payload);
  const id = RevisionId.safeParse(event.sourceId);
  if (!payload.ok || !id.success || readRevision(p.db, id.data) !== null) return;
  const record = payload.value;
  const tracker = readTracker(p.db, record.tracker);
  const parents = record.parents.map((parent) => readRevision(p.db, parent));
  if (tracker === null || parents.some((parent) => parent === null)) return;
  const known = parents.filter((parent) => parent !== null);
  absorb(p, known, record, id.data);
  const revision = insert(p, record, id.data, known);
  for (const doubt of record.doubts) {
    insertDoubt(p.db, { ...doubt, revisionId: revision.id, trackerId: revision.trackerId });
  }
  for (const pair of record.joins) joinItems(p.db, pair);
  applyConflicts(p, revision, record);
  take(p, readTracker(p.db, record.tracker) ?? tracker, revision, record);
  p.changes.touch('log', tracker.id);
}

/** The smallest note says when, by whom and why: a smaller one that comes later is right from the beginning. */
export function applyNote(p: ReducerContext, event: EventRow): void {
  const note = noteJson.read(event.payload);
  const revision = note.ok ? readRevision(p.db, note.value.revision) : null;
  if (!note.ok || revision === null) return;
  if (!isSmaller(note.value, { at: revision.at, device: revision.deviceId })) return;
  writeOrigin(p.db, revision.id, originOf(note.value));
  if (note.value.at !== revision.at) {
    const earlier = { ...revision, at: note.value.at };
    recordEarlierTime(p, earlier, changesOf(p, earlier));
    if (readTracker(p.db, revision.trackerId)?.revisionId === revision.id) {
      writeTrackerChangedAt(p.db, revision.trackerId, note.value.at);
    }
  }
  p.changes.items.whole = true;
  p.changes.touch('items', revision.trackerId);
  p.changes.touch('trackers', revision.trackerId);
  p.changes.touch('log', revision.trackerId);
}

function insert(
  p: ReducerContext,
  record: RevisionRecord,
  id: RevisionId,
  parents: readonly RevisionRow[],
): RevisionRow {
  const { tracker: trackerId, content: hash, bytes, reading } = record;
  const origin = originOf(smallestNote(p.notes(id)));
  const row = {
    ...origin,
    id,
    trackerId,
    sequence: lastSequence(p.db, trackerId) + 1,
    hash,
    bytes,
    parents: record.parents,
    depth: 1 + Math.max(0, ...parents.map((parent) => parent.depth)),
    reading,
    isHead: true,
  };
  const counts = countStates(documentOf(p, row));
  insertRevision(
    p.db,
    {
      ...row,
      parents: JSON.stringify(record.parents),
      reading: readingJson.write(reading),
      items: itemChangesJson.write(record.items),
    },
    record.parents,
    counts,
  );
  return row;
}

/** Of a revision without any note. */
export const UNKNOWN_DEVICE: DeviceId = DeviceIdSchema.parse('de_unknown');

/** A log without any note on a revision is a damaged one; its text is worth keeping all the same. */
function originOf(note: RevisionNote | null): RevisionOrigin {
  return {
    at: note?.at ?? 0,
    cause: note?.cause ?? 'outside',
    actorId: note?.actorId ?? null,
    author: note?.author ?? null,
    summary: note?.summary ?? '',
    deviceId: note?.device ?? UNKNOWN_DEVICE,
  };
}

/** Texts of another tracker that go on in this one's history are shown there alone. */
function absorb(
  p: ReducerContext,
  parents: readonly RevisionRow[],
  record: RevisionRecord,
  by: RevisionId,
): void {
  for (const { trackerId } of parents) {
    if (trackerId === record.tracker) continue;
    absorbTracker(p.db, trackerId, by);
    joinAt(p, readTracker(p.db, trackerId));
    p.changes.touch('trackers', trackerId);
  }
}

/** The text shown here moves only to one that comes from it: others wait until they are merged. */
function isShownNext(p: ReducerContext, tracker: TrackerRow, revision: RevisionRow): boolean {
  const { revisionId } = tracker;
  if (revisionId === null) return tracker.absorbedBy === null;
  return revision.parents.includes(revisionId) || descendsFrom(p.db, revision.id, revisionId);
}

function take(p: ReducerContext, tracker: TrackerRow, revision: RevisionRow, record: RevisionRecord): void {
  const shown = isShownNext(p, tracker, revision);
  const [parent = null, ...others] = revision.parents;
  const follows = shown && others.length === 0 && parent === tracker.revisionId;
  if (follows && parent === currentIdOf(p.db, revision) && mayHaveRows(p.db, tracker.id)) {
    if (takeNext(p, revision, record, documentOf(p, revision))) return;
  }
  const changes = changesOf(p, revision);
  recordHistory(p.db, revision, changes);
  recordFacts(p, revision, changes);
  if (shown) showRows(p, revision);
}

/**
 * The usual case: made from the text shown so far. What it changed is seen while its rows are written. False, with nothing
 * written, where another tracker has the row of one of its items.
 */
function takeNext(
  p: ReducerContext,
  revision: RevisionRow,
  record: RevisionRecord,
  document: ParsedDocument,
): boolean {
  const { trackerId } = revision;
  const [parent = null] = revision.parents;
  const known = p.projected.items(p.db, trackerId);
  const said = parent === null ? undefined : record.items[parent];
  const stayed = parent !== null && said === undefined && sameAddresses(known, document);
  const ids = () => (parent === null ? firstIds(p, revision) : withChanges(idsOfItems(known), said));
  const plan = planItems(known, document, stayed ? null : ids(), trackerId);
  if (record.items[parent ?? NO_PARENT] !== undefined && !takesItems(p, trackerId, plan)) return false;
  const changes = changesOfPlan(plan, parent);
  recordHistory(p.db, revision, changes);
  const facts = new Map<ItemId, ItemFacts>();
  const kept = new Map<ItemId, ItemFacts>(
    plan.planned.flatMap((one) => (one.kind === 'changes' ? [[one.id, one.stored.record] as const] : [])),
  );
  for (const change of changes.items) {
    const before = kept.get(change.id) ?? (change.itself === 'first' ? null : factsOf(p.db, change.id));
    facts.set(change.id, factsAfter(p.db, revision, change, before));
  }
  writeItems(p, trackerId, plan, facts);
  if (stayed) noteRows(p.projected.items(p.db, trackerId), document);
  showRevision(p, revision, document);
  return true;
}
