import type { Reading } from '../../core/domain/trackers/history/revision-record.ts';
import type { TrackerMapping } from '../../core/domain/trackers/vocabulary/mapping.ts';
import { type ActorId, TrackerId } from '../../core/kernel/ids.ts';
import type { Patch } from '../../core/kernel/op.ts';
import { fail, ok, type Result } from '../../core/kernel/result.ts';
import { putContent } from '../contents/content-store.ts';
import type { Place } from '../records/placing.ts';
import { currentRevision } from '../records/revision.ts';
import { readTracker, readTrackerByPath, type TrackerRow } from '../records/tracker.ts';
import { heldRevision } from '../records/tracker-file.ts';
import type { UndoStep } from '../records/undo-step.ts';
import { putHeldRevision } from '../tables/trackers/tracker-file.ts';
import { moveUndoStep, pushUndoStep } from '../tables/trackers/undo-step.ts';
import type { Transaction } from '../transaction.ts';
import type { WorkspaceDb } from '../workspace-db.ts';
import { appendOps } from './append.ts';
import { appendRevision, draft, trackerNotFound } from './revisions.ts';
import { type FoundRoot, placeFile } from './roots.ts';

export interface AddTrackerInput {
  readonly name: string;
  /** Absolute path of its file; null for one that lives in the workspace until exported. */
  readonly path: string | null;
  /** The repository or folder it belongs to; default: the folder it lies in. */
  readonly root?: FoundRoot | null;
  /** The resolved profile (`ParsedDocument.profile`), so that every replay reads it the same way. */
  readonly profile: string;
  readonly mapping: TrackerMapping | null;
  readonly bytes: Uint8Array;
  readonly actorId: ActorId;
  readonly summary: string;
  /** Came with the sample; taken away with it. */
  readonly sample?: boolean;
  /** When the text came to say this; default now. */
  readonly at?: number;
}

export interface AddedTracker {
  readonly trackerId: TrackerId;
  readonly sequence: number;
  readonly hash: string;
}

/** Adds a tracker: the op that names it, its first revision, its content and its projections. One transaction. */
export function addTracker(db: WorkspaceDb, input: AddTrackerInput): Result<AddedTracker> {
  return db.write('full', (tx) => takeIn(tx, input));
}

/** Adds several, all or none, for the cost of one disk sync. */
export function addTrackers(db: WorkspaceDb, inputs: readonly AddTrackerInput[]): Result<AddedTracker[]> {
  return db.write('full', (tx) => {
    const added: AddedTracker[] = [];
    for (const input of inputs) {
      const one = takeIn(tx, input);
      if (!one.ok) return one;
      added.push(one.value);
    }
    return ok(added);
  });
}

function takeIn(tx: Transaction, input: AddTrackerInput): Result<AddedTracker> {
  const there = input.path === null ? null : readTrackerByPath(tx.db, input.path);
  if (there !== null && there.removedAt === null) {
    return fail('tracker.exists', `${there.name} is in the workspace already. Nothing was added.`, {
      trackerId: there.id,
    });
  }
  const trackerId = TrackerId.parse(tx.id('tr'));
  const correlation = tx.id('cr');
  const placed = input.path === null ? null : placeFile(tx, input.path, input.root ?? null);
  const patch: Record<string, { value: string | boolean | null }> = {
    name: { value: input.name },
    ...placePatch(placed?.place ?? null),
  };
  if (input.sample === true) patch['sample'] = { value: true };
  appendOps(tx, {
    actorId: input.actorId,
    correlation,
    ops: [...(placed?.ops ?? []), { entity: { kind: 'tracker', id: trackerId }, patch }],
  });
  const tracker = readTracker(tx.db, trackerId);
  if (tracker === null) throw new Error('an added tracker has no row');
  const { actorId, summary, profile, mapping, bytes } = input;
  const hash = putContent(tx.db, bytes);
  const record = draft(tx, tracker, { hash, bytes, reading: { profile, mapping } });
  const revision = appendRevision(tx, record, {
    cause: 'import',
    actorId,
    summary,
    correlation,
    ...(input.at === undefined ? {} : { at: input.at }),
  });
  if (input.path !== null) putHeldRevision(tx.db, trackerId, revision.revisionId, tx.now);
  return ok({ trackerId, sequence: revision.sequence, hash: revision.hash });
}

/** Takes it out of the workspace. Everything about it stays and comes back with `restoreTracker`. */
export function removeTracker(db: WorkspaceDb, actorId: ActorId, trackerId: TrackerId): Result<TrackerRow> {
  return patchTracker(db, actorId, trackerId, { removed: { value: true } }, (row) => row.removedAt === null);
}

export function restoreTracker(db: WorkspaceDb, actorId: ActorId, trackerId: TrackerId): Result<TrackerRow> {
  return patchTracker(db, actorId, trackerId, { removed: { value: false } }, (row) => row.removedAt !== null);
}

export function renameTracker(
  db: WorkspaceDb,
  actorId: ActorId,
  trackerId: TrackerId,
  name: string,
): Result<TrackerRow> {
  return patchTracker(db, actorId, trackerId, { name: { value: name } });
}

/** Its file is somewhere else now; null lets go of the file. With words for it, it is a step to undo. */
export function relocateTracker(
  db: WorkspaceDb,
  actorId: ActorId,
  trackerId: TrackerId,
  path: string | null,
  root: FoundRoot | null = null,
  stepSummary: string | null = null,
): Result<TrackerRow> {
  return db.write('full', (tx) => {
    const before = readTracker(tx.db, trackerId);
    if (before === null || before.removedAt !== null) return trackerNotFound(trackerId);
    const there = path === null ? null : readTrackerByPath(tx.db, path);
    if (there !== null && there.removedAt === null && there.id !== trackerId) {
      return fail('tracker.exists', `${there.name} has its text in this file. Nothing was changed.`, {
        trackerId: there.id,
      });
    }
    const placed = path === null ? null : placeFile(tx, path, root);
    const correlation = tx.id('cr');
    appendOps(tx, {
      actorId,
      correlation,
      ops: [
        ...(placed?.ops ?? []),
        { entity: { kind: 'tracker', id: trackerId }, patch: placePatch(placed?.place ?? null) },
      ],
    });
    if (stepSummary !== null && before.hash !== null) {
      const { hash } = before;
      const text = { baseHash: hash, targetHash: hash };
      pushUndoStep(tx.db, { trackerId, ...text, summary: stepSummary, actorId, correlation, at: tx.now });
      tx.changes.touch('undo', trackerId);
    }
    return ok(readTracker(tx.db, trackerId) ?? before);
  });
}

/** The file where a step put it, or where it was before. */
export function movePlacingStep(
  db: WorkspaceDb,
  actorId: ActorId,
  step: UndoStep,
  place: Place | null,
): Result<null> {
  return db.write('full', (tx) => {
    appendOps(tx, {
      actorId,
      correlation: tx.id('cr'),
      ops: [{ entity: { kind: 'tracker', id: step.trackerId }, patch: placePatch(place) }],
    });
    moveUndoStep(tx.db, step);
    tx.changes.touch('undo', step.trackerId);
    return ok(null);
  });
}

function placePatch(place: Place | null) {
  return { root: { value: place?.rootId ?? null }, path: { value: place?.path ?? null } };
}

/** Reads it with another profile or mapping from now on: a revision of the same text. */
export function remapTracker(
  db: WorkspaceDb,
  actorId: ActorId,
  trackerId: TrackerId,
  reading: Reading,
): Result<TrackerRow> {
  return db.write('full', (tx) => {
    const tracker = readTracker(tx.db, trackerId);
    const revision = tracker === null ? null : currentRevision(tx.db, trackerId);
    if (tracker === null || tracker.removedAt !== null || revision === null)
      return trackerNotFound(trackerId);
    if (JSON.stringify(reading) === JSON.stringify(revision.reading)) return ok(tracker);
    const { hash } = revision;
    const record = draft(tx, tracker, { hash, bytes: tx.content(hash), reading });
    const { revisionId } = appendRevision(tx, record, {
      cause: 'reading',
      actorId,
      summary: `Read as "${reading.profile}".`,
      correlation: tx.id('cr'),
    });
    const held = heldRevision(tx.db, trackerId);
    if (held === revision.id) putHeldRevision(tx.db, trackerId, revisionId, tx.now);
    return ok(readTracker(tx.db, trackerId) ?? tracker);
  });
}

function patchTracker(
  db: WorkspaceDb,
  actorId: ActorId,
  trackerId: TrackerId,
  patch: Patch,
  allowed: (row: TrackerRow) => boolean = (row) => row.removedAt === null,
): Result<TrackerRow> {
  return db.write('full', (tx) => {
    const before = readTracker(tx.db, trackerId);
    if (before === null || !allowed(before)) return trackerNotFound(trackerId);
    appendOps(tx, {
      actorId,
      correlation: tx.id('cr'),
      ops: [{ entity: { kind: 'tracker', id: trackerId }, patch }],
    });
    return ok(readTracker(tx.db, trackerId) ?? before);
  });
}
