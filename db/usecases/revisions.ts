import { NOTE_SOURCE, noteSourceId, REVISION_SOURCE } from '../../core/domain/sync/text-events.ts';
import {
  type Reading,
  type RevisionNote,
  type RevisionRecord,
} from '../../core/domain/trackers/history/revision-record.ts';
import { isOutside, type RevisionCause } from '../../core/domain/trackers/rows/revision.ts';
import type { ActorId, DeviceId, RevisionId, TrackerId } from '../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../core/kernel/result.ts';
import { contentHash, getContent, putContent } from '../contents/content-store.ts';
import { bytesOf } from '../contents/text-bytes.ts';
import { knownWhole } from '../contents/whole-contents.ts';
import { knownFailure } from '../failures.ts';
import { noteJson, revisionJson } from '../json-columns.ts';
import { readingOptions } from '../records/reading-options.ts';
import { readRevision } from '../records/revision.ts';
import { revisionIdOf } from '../records/revision-ids.ts';
import { readTracker, type TrackerRow } from '../records/tracker.ts';
import { EVENT_KINDS } from '../reducers/apply-event.ts';
import type { RevisionTexts } from '../reducers/revision-texts.ts';
import { putHeldRevision } from '../tables/trackers/tracker-file.ts';
import { pushUndoStep } from '../tables/trackers/undo-step.ts';
import type { Transaction } from '../transaction.ts';
import type { WorkspaceDb } from '../workspace-db.ts';
import { appendEvent, thisDevice } from './append.ts';
import { type DraftInput, draftRevision, type MergeOutcome } from './draft-revision.ts';
import { wakeRevisions } from './receive/wake-revisions.ts';

export interface RevisionInput {
  readonly trackerId: TrackerId;
  readonly bytes: Uint8Array;
  readonly cause: RevisionCause;
  readonly actorId: ActorId | null;
  readonly summary: string;
  /** When the text came to say this; default now. History brought along has its own times. */
  readonly at?: number;
  /** The name git has for who saved it outside. */
  readonly author?: string | null;
  /** What it was made from; default the text shown here. */
  readonly parents?: readonly RevisionId[];
  /** What it is read with; default as its parent is. */
  readonly reading?: Reading;
  readonly merge?: MergeOutcome;
  /** The file says it already. */
  readonly held?: boolean;
  /** Hash of the text that undoing this returns to; without it this is no step to take back. */
  readonly undoFrom?: string;
}

export interface RecordedRevision {
  readonly trackerId: TrackerId;
  readonly revisionId: RevisionId;
  readonly sequence: number;
  readonly hash: string;
  /** False when what it was made from says exactly this: nothing was written. */
  readonly fresh: boolean;
  /** It is the text shown here now. */
  readonly current: boolean;
}

/** A revision drafted before its transaction, and the text its tracker showed then. */
export interface DraftedAhead {
  readonly record: RevisionRecord;
  readonly shown: RevisionId | null;
}

/** Which items a text holds takes long to tell of a long one. Null where only the transaction can tell, or refuse. */
export function draftAhead(db: WorkspaceDb, input: RevisionInput): DraftedAhead | null {
  const tracker = readTracker(db.read, input.trackerId);
  if (tracker === null) return null;
  try {
    const record = draft(db.texts, tracker, { ...input, hash: contentHash(input.bytes) });
    return { record, shown: tracker.revisionId };
  } catch (error) {
    if (knownFailure(error, db.file) === null) throw error;
    return null;
  }
}

/**
 * The text of a tracker as it was found, merged or put back, outside the edit path. One transaction. `ahead` counts as
 * long as the tracker shows the text it did.
 */
export function recordRevision(
  db: WorkspaceDb,
  input: RevisionInput,
  ahead: DraftedAhead | null = null,
): Result<RecordedRevision> {
  return db.write('full', (tx) => {
    const tracker = readTracker(tx.db, input.trackerId);
    if (tracker === null) return trackerNotFound(input.trackerId);
    const hash = contentHash(input.bytes);
    const known = input.merge === undefined ? sameAsParent(tx, tracker, input, hash) : null;
    if (known !== null) {
      if (input.held === true) putHeldRevision(tx.db, tracker.id, known.revisionId, tx.now);
      return ok(known);
    }
    putContent(tx.db, input.bytes, baseOf(tx, tracker));
    const correlation = tx.id('cr');
    const drafted =
      ahead !== null && ahead.shown === tracker.revisionId
        ? ahead.record
        : draft(tx, tracker, { ...input, hash });
    const revision = appendRevision(tx, drafted, { ...input, correlation });
    if (input.held === true) {
      const by = isOutside(input.cause) ? 'outside' : 'us';
      putHeldRevision(tx.db, tracker.id, revision.revisionId, tx.now, { by });
    }
    if (input.undoFrom !== undefined && input.undoFrom !== hash && input.actorId !== null) {
      const { actorId, summary, undoFrom: baseHash } = input;
      const at = tx.now;
      pushUndoStep(tx.db, {
        trackerId: tracker.id,
        baseHash,
        targetHash: hash,
        summary,
        actorId,
        correlation,
        at,
      });
      tx.changes.touch('undo', tracker.id);
    }
    return ok(revision);
  });
}

/** The file was found to say what this revision says; null when that is not known any more. `into`: see `HeldBefore`. */
export function setHeld(
  db: WorkspaceDb,
  trackerId: TrackerId,
  revisionId: RevisionId | null,
  into?: number,
): Result<null> {
  return db.write('normal', (tx) => {
    putHeldRevision(tx.db, trackerId, revisionId, tx.now, { into });
    return ok(null);
  });
}

export function parentsFor(
  tracker: TrackerRow,
  parents: readonly RevisionId[] | undefined,
): readonly RevisionId[] {
  return parents ?? (tracker.revisionId === null ? [] : [tracker.revisionId]);
}

/** Drafts a revision of a tracker, by default made from the text shown here and read as that is. */
export function draft(
  texts: RevisionTexts,
  tracker: TrackerRow,
  input: Omit<DraftInput, 'trackerId' | 'parents' | 'reading'> & {
    readonly parents?: readonly RevisionId[];
    readonly reading?: Reading;
  },
): RevisionRecord {
  const parents = parentsFor(tracker, input.parents);
  const [first] = parents;
  const reading =
    input.reading ?? (first === undefined ? readingOptions(tracker) : readingOf(texts, first, tracker));
  return draftRevision(texts, { ...input, trackerId: tracker.id, parents, reading });
}

function readingOf(texts: RevisionTexts, id: RevisionId, tracker: TrackerRow): Reading {
  return readRevision(texts.db, id)?.reading ?? readingOptions(tracker);
}

function sameAsParent(
  tx: Transaction,
  tracker: TrackerRow,
  input: RevisionInput,
  hash: string,
): RecordedRevision | null {
  const [parent, ...others] = parentsFor(tracker, input.parents);
  const row = parent === undefined || others.length > 0 ? null : readRevision(tx.db, parent);
  if (row === null || row.hash !== hash) return null;
  if (input.reading !== undefined && JSON.stringify(input.reading) !== JSON.stringify(row.reading))
    return null;
  return {
    trackerId: tracker.id,
    revisionId: row.id,
    sequence: row.sequence,
    hash,
    fresh: false,
    current: tracker.revisionId === row.id,
  };
}

export type NewNote = Pick<RevisionNote, 'cause' | 'actorId' | 'summary' | 'correlation'> & {
  readonly at?: number;
  readonly author?: string | null;
};

/**
 * Writes a revision and this device's note on it inside a running transaction. Its content must be stored. The note comes
 * first: who and when is asked for as soon as the revision is applied.
 */
export function appendRevision(tx: Transaction, record: RevisionRecord, note: NewNote): RecordedRevision {
  const id = revisionIdOf(record);
  appendNote(tx, id, thisDevice(tx), note);
  appendEvent(tx, {
    source: REVISION_SOURCE,
    sourceId: id,
    kind: EVENT_KINDS.revision,
    at: 0,
    payload: revisionJson.write(record),
  });
  const row = readRevision(tx.db, id);
  if (row === null) throw new Error(`revision ${id} was not applied`);
  wakeRevisions(tx, { id, content: record.content });
  return {
    trackerId: record.tracker,
    revisionId: id,
    sequence: row.sequence,
    hash: row.hash,
    fresh: true,
    current: readTracker(tx.db, record.tracker)?.revisionId === id,
  };
}

function appendNote(tx: Transaction, revision: RevisionId, device: DeviceId, note: NewNote): void {
  const at = note.at ?? tx.now;
  const { cause, actorId, author = null, summary, correlation } = note;
  appendEvent(tx, {
    source: NOTE_SOURCE,
    sourceId: noteSourceId(revision, device),
    kind: EVENT_KINDS.observed,
    at,
    payload: noteJson.write({ revision, device, at, cause, actorId, author, summary, correlation }),
  });
}

/**
 * The current bytes, so that the next version is kept as what differs from them; null where they are lost. What is known
 * to be stored whole comes from its reading: a large text takes milliseconds to put together again.
 */
export function baseOf(tx: Transaction, tracker: TrackerRow): { hash: string; bytes: Uint8Array } | null {
  const { hash } = tracker;
  if (hash === null) return null;
  const whole = knownWhole(tx.db);
  const document = whole.has(hash) ? tx.documents.read(hash, () => null, readingOptions(tracker)) : null;
  const bytes = document === null ? getContent(tx.db, hash) : bytesOf(document.text);
  if (bytes === null) return null;
  whole.add(hash);
  return { hash, bytes };
}

export function trackerNotFound(trackerId: string) {
  return fail('tracker.not-found', 'This tracker is not in the workspace. Nothing was changed.', {
    trackerId,
  });
}
