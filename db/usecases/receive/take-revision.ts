import { z } from 'zod';
import { withChanges } from '../../../core/domain/trackers/history/item-map.ts';
import { NO_PARENT, type RevisionRecord } from '../../../core/domain/trackers/history/revision-record.ts';
import { MAX_DRIFT_MS } from '../../../core/kernel/hlc.ts';
import { type ItemId, RevisionId } from '../../../core/kernel/ids.ts';
import { noteJson, revisionJson } from '../../json-columns.ts';
import { readRevision } from '../../records/revision.ts';
import { revisionIdOf } from '../../records/revision-ids.ts';
import { NOTE_SOURCE, noteSourceId, REVISION_SOURCE, readNotes } from '../../records/revision-note.ts';
import { readTracker } from '../../records/tracker.ts';
import { EVENT_KINDS } from '../../reducers/apply-event.ts';
import { itemIdsOf } from '../../reducers/revision-texts.ts';
import { readEventOf } from '../../tables/event.ts';
import { contentBytes } from '../../tables/trackers/content.ts';
import { trackerOfItem } from '../../tables/trackers/item.ts';
import type { Transaction } from '../../transaction.ts';
import { appendEvent } from '../append.ts';
import { type Outcome, type Refused, type Take, UNKNOWN_KIND } from './receipt.ts';

/** How a revision and a note travel: the payload of their event, word for word. */
export const RevisionEnvelope = z.object({ id: RevisionId, payload: z.string() });
export type RevisionEnvelope = z.output<typeof RevisionEnvelope>;
export const NoteEnvelope = z.object({ id: z.string(), payload: z.string() });
export type NoteEnvelope = z.output<typeof NoteEnvelope>;

/** A text of elsewhere: taken in when its tracker, its parents, its bytes and a note on it are here. */
export const takeRevision: Take = (receipt, envelope) => {
  const parsed = RevisionEnvelope.safeParse(envelope);
  if (!parsed.success) return { setAside: 'form.broken', detail: parsed.error.issues[0]?.message ?? '' };
  const { id, payload } = parsed.data;
  const read = revisionJson.read(payload);
  if (!read.ok) return unread(read.error);
  const record = read.value;
  const { tx } = receipt;
  if (revisionIdOf(record) !== id) return { setAside: 'revision.forged', detail: 'its id is not its hash' };
  if (readRevision(tx.db, id) !== null) return 'repeated';
  const missing = missingFor(tx, id, record);
  if (missing !== null) return missing;
  const wrong = faultIn(tx, record);
  if (wrong !== null) return { setAside: 'revision.forged', detail: wrong };
  const verdict = receipt.check.revision(id, record);
  if (verdict !== 'ok') return verdict;
  appendEvent(tx, {
    source: REVISION_SOURCE,
    sourceId: id,
    kind: EVENT_KINDS.revision,
    at: 0,
    payload: revisionJson.write(record),
  });
  receipt.trackers.add(record.tracker);
  receipt.came(id);
  return 'applied';
};

function missingFor(tx: Transaction, id: RevisionId, record: RevisionRecord): Refused | null {
  const { tracker, content } = record;
  if (readTracker(tx.db, tracker) === null) return { park: 'tracker.missing', detail: tracker, content };
  const parent = record.parents.find((one) => readRevision(tx.db, one) === null);
  if (parent !== undefined) return { park: 'parent.missing', detail: parent, content };
  if (contentBytes(tx.db, content) === null) return { park: 'content.missing', detail: content, content };
  const hasNote = readNotes(tx.db, id).length > 0;
  return hasNote ? null : { park: 'note.missing', detail: `note:${id}`, content };
}

/** What no device of ours would have written, in words; null where nothing is. */
function faultIn(tx: Transaction, record: RevisionRecord): string | null {
  const { parents } = record;
  if (parents.some((one, at) => at > 0 && one <= (parents[at - 1] ?? '')))
    return 'its parents are not in order';
  if (contentBytes(tx.db, record.content) !== record.bytes) return 'its size is not that of its text';
  const [parent] = parents;
  const said = record.items[parent ?? NO_PARENT];
  const ids = withChanges(parent === undefined ? new Map() : itemIdsOf(tx, parent), said);
  if (new Set(ids.values()).size !== ids.size) return 'two of its rows have one id';
  const own = new Set([record.tracker, ...parents.map((one) => readRevision(tx.db, one)?.trackerId)]);
  const elsewhere = (id: ItemId) => {
    const tracker = trackerOfItem(tx.db, id);
    return tracker !== null && !own.has(tracker);
  };
  return Object.values(said?.put ?? {}).some(elsewhere) ? 'it names an item of another tracker' : null;
}

/** Who saw a revision come about: written at once, whether the revision is here or not. */
export const takeNote: Take = (receipt, envelope) => {
  const parsed = NoteEnvelope.safeParse(envelope);
  if (!parsed.success) return { setAside: 'form.broken', detail: parsed.error.issues[0]?.message ?? '' };
  const read = noteJson.read(parsed.data.payload);
  if (!read.ok) return unread(read.error);
  const note = read.value;
  const { tx } = receipt;
  const sourceId = noteSourceId(note.revision, note.device);
  if (parsed.data.id !== sourceId) return { setAside: 'form.broken', detail: 'its id is another one' };
  const payload = noteJson.write(note);
  const known = readEventOf(tx.db, NOTE_SOURCE, sourceId);
  if (known !== null)
    return known.payload === payload ? 'repeated' : { setAside: 'id.reused', detail: sourceId };
  const ahead = note.at - tx.now;
  if (ahead > MAX_DRIFT_MS) return { park: 'clock.ahead', detail: `${ahead} ms` };
  const verdict = receipt.check.note(note);
  if (verdict !== 'ok') return verdict;
  appendEvent(tx, { source: NOTE_SOURCE, sourceId, kind: EVENT_KINDS.observed, at: note.at, payload });
  receipt.came(`note:${note.revision}`);
  return 'applied';
};

function unread(error: { readonly code: string; readonly message: string }): Outcome {
  if (error.code === 'json.newer') return { park: UNKNOWN_KIND, detail: error.message };
  return { setAside: 'form.broken', detail: error.message };
}
