import type { RevisionCause } from '../../core/domain/trackers/rows/revision.ts';
import type { ActorId, EventId, TrackerId } from '../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../core/kernel/result.ts';
import { contentHash, getContent, putContent } from '../content-store.ts';
import { conflictJson, revisionJson } from '../json-columns.ts';
import { readTracker, type TrackerRow } from '../records/tracker.ts';
import { EVENT_KINDS } from '../reducers/apply-event.ts';
import type { Transaction } from '../transaction.ts';
import type { WorkspaceDb } from '../workspace-db.ts';
import { appendEvent } from './append.ts';
import { type ConflictInput, conflictPayload } from './conflicts.ts';

export interface RevisionInput {
  readonly trackerId: TrackerId;
  readonly bytes: Uint8Array;
  readonly cause: RevisionCause;
  readonly actorId: ActorId | null;
  readonly summary: string;
  /** When the text came to say this; default now. History brought along has its own times. */
  readonly at?: number;
  /** What a merge could not decide by itself. */
  readonly conflicts?: readonly ConflictInput[];
}

export interface RecordedRevision {
  readonly trackerId: TrackerId;
  readonly sequence: number;
  readonly hash: string;
  /** False when the tracker already says exactly this: nothing was written. */
  readonly fresh: boolean;
}

/** The text of a tracker as it was found, merged or put back, outside the edit path. One transaction. */
export function recordRevision(db: WorkspaceDb, input: RevisionInput): Result<RecordedRevision> {
  return db.write('full', (tx) => {
    const tracker = readTracker(tx.db, input.trackerId);
    if (tracker === null) return trackerNotFound(input.trackerId);
    const hash = contentHash(input.bytes);
    if (tracker.hash === hash && (input.conflicts ?? []).length === 0) {
      return ok({ trackerId: tracker.id, sequence: tracker.sequence, hash, fresh: false });
    }
    putContent(tx.db, input.bytes, baseOf(tx, tracker));
    return ok(
      appendRevision(tx, tracker, { ...input, hash, size: input.bytes.length, correlation: tx.id('cr') }),
    );
  });
}

export interface RevisionFacts {
  readonly hash: string;
  readonly size: number;
  readonly cause: RevisionCause;
  readonly actorId: ActorId | null;
  readonly summary: string;
  readonly correlation: string;
  readonly at?: number;
  readonly conflicts?: readonly ConflictInput[];
  /** See `carriedItems`: items that an edit made here left in place under another address. */
  readonly carried?: ReadonlyMap<string, string>;
}

/** Writes the revision's event (and those of its conflicts) inside a running transaction. Its content must be stored. */
export function appendRevision(tx: Transaction, tracker: TrackerRow, facts: RevisionFacts): RecordedRevision {
  const sequence = tracker.sequence + 1;
  const at = facts.at ?? tx.now;
  appendEvent(tx, {
    source: `tracker:${tracker.id}`,
    sourceId: String(sequence),
    kind: EVENT_KINDS.revision,
    at,
    payload: revisionJson.write({
      trackerId: tracker.id,
      sequence,
      hash: facts.hash,
      bytes: facts.size,
      cause: facts.cause,
      actorId: facts.actorId,
      summary: facts.summary,
      correlation: facts.correlation,
      ...(facts.carried === undefined || facts.carried.size === 0
        ? {}
        : { carried: Object.fromEntries(facts.carried) }),
    }),
  });
  for (const conflict of facts.conflicts ?? []) appendConflict(tx, tracker.id, conflict, at);
  return { trackerId: tracker.id, sequence, hash: facts.hash, fresh: true };
}

function appendConflict(
  tx: Transaction,
  trackerId: TrackerId,
  conflict: ConflictInput,
  at: number,
): EventId | null {
  const id = tx.id('co');
  return appendEvent(tx, {
    source: `conflict:${trackerId}`,
    sourceId: id,
    kind: EVENT_KINDS.conflict,
    at,
    payload: conflictJson.write(conflictPayload(tx.db, id, trackerId, conflict)),
  });
}

/** The current bytes, so that the next version is kept as what differs from them. */
export function baseOf(tx: Transaction, tracker: TrackerRow): { hash: string; bytes: Uint8Array } | null {
  if (tracker.hash === null) return null;
  const bytes = getContent(tx.db, tracker.hash);
  return bytes === null ? null : { hash: tracker.hash, bytes };
}

export function trackerNotFound(trackerId: string) {
  return fail('tracker.not-found', 'This tracker is not in the workspace. Nothing was changed.', {
    trackerId,
  });
}
