import type { Reading } from '../../../../core/domain/trackers/history/revision-record.ts';
import type { ParsedDocument } from '../../../../core/domain/trackers/model.ts';
import { parseTracker } from '../../../../core/domain/trackers/read/parse.ts';
import { decode } from '../../../../core/domain/trackers/text/text.ts';
import type { ActorId, TrackerId } from '../../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../../core/kernel/result.ts';
import { contentHash, contentOf, getContent } from '../../../../db/contents/content-store.ts';
import { readActor } from '../../../../db/records/actor.ts';
import { type IntentRow, readIntents } from '../../../../db/records/intent.ts';
import { readingOptions } from '../../../../db/records/reading-options.ts';
import { historyOf, type RevisionRow, readRevision } from '../../../../db/records/revision.ts';
import { shownAs } from '../../../../db/records/shown-as.ts';
import { readTracker, type TrackerRow } from '../../../../db/records/tracker.ts';
import { heldRevision } from '../../../../db/records/tracker-file.ts';
import type { WorkspaceDb } from '../../../../db/workspace-db.ts';

/** A tracker that is in the workspace and has a text. */
export type LiveTracker = TrackerRow & { readonly hash: string };

export function liveTracker(db: WorkspaceDb, id: TrackerId): Result<LiveTracker, 'tracker.not-found'> {
  const row = readTracker(db.read, shownAs(db.read, id));
  if (row === null || row.removedAt !== null || row.hash === null) {
    return fail('tracker.not-found', 'This tracker is not in the workspace. Nothing was changed.', {
      trackerId: id,
    });
  }
  return ok({ ...row, hash: row.hash });
}

/** How this tracker's profile reads these bytes. */
export function documentOf(db: WorkspaceDb, tracker: TrackerRow, bytes: Uint8Array): ParsedDocument {
  const options = readingOptions(tracker);
  return db.documents.read(contentHash(bytes), () => bytes, options) ?? parseTracker(decode(bytes), options);
}

/** The text with this hash, read as this tracker's profile does. */
export function documentAt(db: WorkspaceDb, tracker: TrackerRow, hash: string): ParsedDocument {
  return (
    db.documents.read(hash, () => null, readingOptions(tracker)) ??
    documentOf(db, tracker, contentOf(db, hash))
  );
}

/** The text with this hash, read as a revision says. */
export function documentRead(db: WorkspaceDb, reading: Reading, hash: string): ParsedDocument {
  return (
    db.documents.read(hash, () => getContent(db.read, hash), reading) ??
    parseTracker(decode(contentOf(db, hash)), reading)
  );
}

/** The revision that the file was last known to hold. */
export function heldBy(db: WorkspaceDb, trackerId: string): RevisionRow | null {
  const held = heldRevision(db.read, trackerId);
  return held === null ? null : readRevision(db.read, held);
}

/** Whether the file still has to be brought to the current revision. */
export function isBehind(db: WorkspaceDb, trackerId: string): boolean {
  const tracker = readTracker(db.read, trackerId);
  return tracker !== null && tracker.path !== null && heldRevision(db.read, trackerId) !== tracker.revisionId;
}

export function openIntentsOf(db: WorkspaceDb, trackerId: string): readonly IntentRow[] {
  const open = readIntents(db.read);
  if (open.length === 0) return open;
  const ids = new Set(historyOf(db.read, trackerId));
  return open.filter((intent) => ids.has(intent.trackerId));
}

export function actorName(db: WorkspaceDb, actorId: ActorId): string {
  return readActor(db.read, actorId)?.name ?? actorId;
}
