import { z } from 'zod';
import {
  laterNoteSourceId,
  NOTE_SOURCE,
  noteNamed,
  noteSourceId,
  REVISION_SOURCE,
} from '../../../core/domain/sync/text-events.ts';
import { parked, setAside } from '../../../core/domain/sync/verdict.ts';
import { withChanges } from '../../../core/domain/trackers/history/item-map.ts';
import { NO_PARENT, type RevisionRecord } from '../../../core/domain/trackers/history/revision-record.ts';
import { ConflictId, DeviceId, type ItemId, RevisionId, type TrackerId } from '../../../core/kernel/ids.ts';
import { noteJson, revisionJson } from '../../json-columns.ts';
import { readConflict } from '../../records/conflict.ts';
import { historyOf, parentsOf, readRevision } from '../../records/revision.ts';
import { conflictIdOf, revisionIdOf } from '../../records/revision-ids.ts';
import { readNotes } from '../../records/revision-note.ts';
import { readTracker } from '../../records/tracker.ts';
import { EVENT_KINDS } from '../../reducers/apply-event.ts';
import { itemIdsOf } from '../../reducers/revision-texts.ts';
import { readEventOf } from '../../tables/event.ts';
import { contentBytes } from '../../tables/trackers/content.ts';
import { trackerOfItem } from '../../tables/trackers/item.ts';
import type { Transaction } from '../../transaction.ts';
import { appendEvent } from '../append.ts';
import { aheadOf } from './clock-ahead.ts';
import { APPLIED, type Ingest, type Outcome, REPEATED, type ReceiveCheck } from './ingestion.ts';

/** How a revision and a note travel: the payload of their event, word for word. */
export const RevisionEnvelope = z.object({ id: RevisionId, payload: z.string() });
export type RevisionEnvelope = z.output<typeof RevisionEnvelope>;
export const NoteEnvelope = z.object({ id: z.string(), payload: z.string() });
export type NoteEnvelope = z.output<typeof NoteEnvelope>;

/** A text of elsewhere: applied when its tracker, its parents, its bytes and a note on it are here. */
export const ingestRevision: Ingest = (ingestion, envelope) => {
  const parsed = RevisionEnvelope.safeParse(envelope);
  if (!parsed.success) return setAside('form.broken', parsed.error.issues[0]?.message ?? '');
  const { id, payload } = parsed.data;
  const read = revisionJson.read(payload);
  if (!read.ok) return unread(read.error);
  const record = read.value;
  const { tx } = ingestion;
  if (revisionIdOf(record) !== id) return setAside('revision.forged', 'its id is not its hash');
  if (readRevision(tx.db, id) !== null) return REPEATED;
  const missing = missingFor(tx, id, record);
  if (missing !== null) return missing;
  const wrong = faultIn(tx, record);
  if (wrong !== null) return setAside('revision.forged', wrong);
  appendEvent(tx, {
    source: REVISION_SOURCE,
    sourceId: id,
    kind: EVENT_KINDS.revision,
    at: 0,
    payload: revisionJson.write(record),
  });
  ingestion.trackers.add(record.tracker);
  ingestion.arrived(id);
  return APPLIED;
};

/** What a revision waits for by the name of a note on it. */
export const noteOn = (revision: string): string => `note:${revision}`;

function missingFor(tx: Transaction, id: RevisionId, record: RevisionRecord): Outcome | null {
  const { tracker, content } = record;
  const missing = (reason: Parameters<typeof parked>[0], name: string): Outcome => ({
    ...parked(reason, name, name),
    content,
  });
  if (readTracker(tx.db, tracker) === null) return missing('tracker.missing', tracker);
  const parent = record.parents.find((one) => readRevision(tx.db, one) === null);
  if (parent !== undefined) return missing('parent.missing', parent);
  if (contentBytes(tx.db, content) === null) return missing('content.missing', content);
  return readNotes(tx.db, id).length > 0 ? null : missing('note.missing', noteOn(id));
}

/** What no device of ours would have written, in words; null where nothing is. */
function faultIn(tx: Transaction, record: RevisionRecord): string | null {
  const { parents, doubts, conflicts, joins, sides } = record;
  if (parents.some((one, at) => at > 0 && one <= (parents[at - 1] ?? '')))
    return 'its parents are not in order';
  if (contentBytes(tx.db, record.content) !== record.bytes) return 'its size is not that of its text';
  const against = parents[0] ?? NO_PARENT;
  if (Object.keys(record.items).some((key) => key !== against))
    return 'it names items against what it was not made from';
  if (sides !== null && [sides.earlier, sides.later].some((side) => readRevision(tx.db, side) === null))
    return 'its conflicts are between revisions it does not come from';
  const wrongConflict = faultInConflicts(tx, record);
  if (wrongConflict !== null) return wrongConflict;
  const maps = parents.map((one) => itemIdsOf(tx, one));
  const ids = withChanges(maps[0] ?? new Map(), record.items[against]);
  if (new Set(ids.values()).size !== ids.size) return 'two of its rows have one id';
  const named = [
    ...Object.values(record.items).flatMap(({ put }) => Object.values(put)),
    ...doubts.map(({ itemId }) => itemId),
    ...conflicts.flatMap(({ itemId }) => itemId ?? []),
    ...joins.flat(),
  ];
  if (namesForeignItem(tx, record, named)) return 'it names an item of another tracker';
  const sideBySide = maps.map((map) => new Set(map.values()));
  return joins.some(
    ([one, other]) => one === other || sideBySide.some((all) => all.has(one) && all.has(other)),
  )
    ? 'it joins items that stood side by side'
    : null;
}

/**
 * Two merges of the same revisions name one conflict alike, and of an older version's conflicts each has a name of its own.
 * A name that is given twice, or is another conflict's, would put one in the place of the other.
 */
function faultInConflicts(tx: Transaction, record: RevisionRecord): string | null {
  const { conflicts, parents, sides } = record;
  if (conflicts.length > 0 && sides === null) return 'its conflicts are between no revisions';
  const made = new Set<string>();
  const named: string[] = [];
  for (const { id, itemId, address, field } of conflicts) {
    if (id === undefined) made.add(conflictIdOf(parents, itemId ?? address, field));
    else named.push(id);
  }
  if (named.some((id) => !ConflictId.safeParse(id).success)) return 'a conflict of it has no proper id';
  if (new Set(named).size !== named.length || named.some((id) => made.has(id)))
    return 'two of its conflicts have one id';
  return named.some((id) => readConflict(tx.db, id) !== null)
    ? 'a conflict of it has the id of another one'
    : null;
}

/** Whether an item is of a tracker whose texts these are not made from, and that is not found at the same place. */
function namesForeignItem(
  tx: Transaction,
  { tracker, parents }: RevisionRecord,
  items: readonly ItemId[],
): boolean {
  const others = new Set<string>(items.flatMap((id) => trackerOfItem(tx.db, id) ?? []));
  for (const own of oneHistory(tx, tracker)) others.delete(own);
  if (others.size === 0) return false;
  const above = parentsOf(tx.db);
  const seen = new Set(parents);
  // A set hands out what is added while it is walked.
  for (const id of seen) {
    const revision = readRevision(tx.db, id);
    if (revision !== null) for (const own of oneHistory(tx, revision.trackerId)) others.delete(own);
    if (others.size === 0) return false;
    for (const parent of above(id)) seen.add(parent);
  }
  return true;
}

/** The trackers at one place, and those that took them into their history. */
function oneHistory(tx: Transaction, tracker: TrackerId): ReadonlySet<string> {
  const all = new Set<string>([tracker, ...historyOf(tx.db, tracker)]);
  for (const id of all) {
    const by = readTracker(tx.db, id)?.absorbedBy ?? null;
    const absorber = by === null ? null : readRevision(tx.db, by);
    if (absorber !== null) all.add(absorber.trackerId);
  }
  return all;
}

/** Who saw a revision come about: written at once, whether the revision is here or not. */
export function ingestNote(check: ReceiveCheck): Ingest {
  return (ingestion, envelope, isNew) => {
    const parsed = NoteEnvelope.safeParse(envelope);
    if (!parsed.success) return setAside('form.broken', parsed.error.issues[0]?.message ?? '');
    // Asked first, and of its id: who sent a note is only known while it comes, and it may have to wait.
    const foreign = isNew ? foreignTo(check, parsed.data.id) : null;
    if (foreign !== null) return foreign;
    const read = noteJson.read(parsed.data.payload);
    if (!read.ok) return unread(read.error);
    const note = read.value;
    const { tx } = ingestion;
    const sourceId = parsed.data.id;
    const { revision, device, at } = note;
    if (![noteSourceId(revision, device), laterNoteSourceId(revision, device, at)].includes(sourceId))
      return setAside('form.broken', 'its id is another one');
    const payload = noteJson.write(note);
    const known = readEventOf(tx.db, NOTE_SOURCE, sourceId);
    if (known !== null) return known.payload === payload ? REPEATED : setAside('id.reused', sourceId);
    const ahead = aheadOf(note.at, tx.now);
    if (ahead !== null) return ahead;
    appendEvent(tx, { source: NOTE_SOURCE, sourceId, kind: EVENT_KINDS.observed, at: note.at, payload });
    ingestion.arrived(noteOn(note.revision));
    return APPLIED;
  };
}

function foreignTo(check: ReceiveCheck, noteId: string): Outcome | null {
  const writer = DeviceId.safeParse(noteNamed(noteId).device);
  if (!writer.success) return setAside('form.broken', 'its id names no device');
  const verdict = check.note(writer.data);
  return verdict.kind === 'accepted' ? null : verdict;
}

function unread(error: { readonly code: string; readonly message: string }): Outcome {
  return error.code === 'json.newer'
    ? parked('kind.unknown', error.message)
    : setAside('form.broken', error.message);
}
