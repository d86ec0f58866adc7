import { setTimeout as wait } from 'node:timers/promises';
import { mergeThreeWay } from '../../../../core/domain/trackers/merge/merge.ts';
import { encode } from '../../../../core/domain/trackers/text/text.ts';
import { ok, type Result } from '../../../../core/kernel/result.ts';
import { abandonIntent, confirmIntentMerged, openIntent } from '../../../../db/usecases/intents.ts';
import { addRestorePoint } from '../../../../db/usecases/restore-points.ts';
import { recordRevision } from '../../../../db/usecases/revisions.ts';
import { type ReadFile, readTrackerFile } from '../../files/read-tracker-file.ts';
import type { EngineDeps } from '../engine-deps.ts';
import { conflictRows, conflictSentence } from './conflict-rows.ts';
import { noteFileState } from './file-state.ts';
import { overwrittenEdits } from './overwritten-edits.ts';
import { settleIntent } from './settle-intent.ts';
import {
  actorName,
  documentAt,
  documentOf,
  type LiveTracker,
  liveTracker,
  openIntentsOf,
} from './tracker-access.ts';
import { writeTarget } from './write-target.ts';

const BETWEEN_READS_MS = 40;
const MAX_READS = 10;

export interface Observed {
  /** What was found and done, for a person. */
  readonly summary: string;
  readonly changed: boolean;
}

/**
 * Checks a tracker's file and records what it says. Must run in the tracker's queue. A file that can't be read
 * changes nothing: its last text is kept, and its state says why.
 */
export async function observeFile(deps: EngineDeps, trackerId: string): Promise<Result<Observed>> {
  const found = liveTracker(deps.db, trackerId);
  if (!found.ok) return found;
  const tracker = found.value;
  if (tracker.path === null)
    return ok({
      summary:
        tracker.rootId === null
          ? `${tracker.name} has no file; it lives in the workspace.`
          : `The file of ${tracker.name} is not on this device; its text is kept in the workspace.`,
      changed: false,
    });
  const settled = await settleOpen(deps, tracker);
  const read = await readWhole(deps, tracker.path, tracker.hash);
  const now = liveTracker(deps.db, trackerId);
  if (!now.ok) return now;
  const outcome =
    read.ok && read.value.hash !== now.value.hash ? await takeIn(deps, now.value, read.value) : null;
  const after = liveTracker(deps.db, trackerId);
  const fileState = noteFileState(deps, after.ok ? after.value : tracker, read.ok ? read.value : read.error);
  if (outcome !== null && !outcome.ok) return outcome;
  const summary = outcome?.value ?? settled ?? fileState.note ?? `${tracker.name} is in step with its file.`;
  return ok({ summary, changed: outcome !== null || settled !== null });
}

/** An outside writer may empty a file before it fills it: a new text counts once two reads in a row agree. */
async function readWhole(deps: EngineDeps, path: string, known: string): ReturnType<typeof readTrackerFile> {
  let read = await readTrackerFile(deps.files, path);
  for (let round = 0; round < MAX_READS && read.ok && read.value.hash !== known; round += 1) {
    await wait(BETWEEN_READS_MS);
    const again = await readTrackerFile(deps.files, path);
    if (again.ok && again.value.hash === read.value.hash) return again;
    read = again;
  }
  return read;
}

/** Unfinished edits first: they were decided before whatever the file says now. */
async function settleOpen(deps: EngineDeps, tracker: LiveTracker): Promise<string | null> {
  let said: string | null = null;
  for (const intent of openIntentsOf(deps.db, tracker.id)) {
    const current = liveTracker(deps.db, tracker.id);
    if (!current.ok) return said;
    const settled = await settleIntent(deps, current.value, intent);
    if (!settled.ok) return said;
    said = settled.value.summary;
  }
  return said;
}

async function takeIn(deps: EngineDeps, tracker: LiveTracker, file: ReadFile): Promise<Result<string>> {
  const author = tracker.path === null ? null : await deps.outsideAuthor(tracker.path, file.bytes);
  const overwritten = overwrittenEdits(deps, tracker, file);
  if (overwritten !== null) {
    const point = addRestorePoint(deps.db, `Before merging an outside change of ${tracker.name}`);
    if (!point.ok) return point;
  }
  const by = author === null ? '' : ` by ${author} (git)`;
  const recorded = recordRevision(deps.db, {
    trackerId: tracker.id,
    bytes: file.bytes,
    cause: 'outside',
    actorId: null,
    summary: `Changed outside${by}.`,
  });
  if (!recorded.ok) return recorded;
  deps.log.info('A tracker changed outside.', { trackerId: tracker.id, sequence: recorded.value.sequence });
  if (overwritten === null) return ok(`${tracker.name} was changed outside${by}; its new text was taken in.`);
  return mergeBack(deps, tracker, file, overwritten, author ?? 'outside');
}

/**
 * Someone saved over edits made here without having seen them. Theirs is in the file and in the history; ours are put
 * back where they don't collide, and where they do the file keeps theirs and a conflict shows both.
 */
async function mergeBack(
  deps: EngineDeps,
  before: LiveTracker,
  file: ReadFile,
  overwritten: NonNullable<ReturnType<typeof overwrittenEdits>>,
  who: string,
): Promise<Result<string>> {
  const tracker = liveTracker(deps.db, before.id);
  if (!tracker.ok) return tracker;
  const base = documentAt(deps.db, before, overwritten.baseHash);
  const mine = documentAt(deps.db, before, before.hash);
  const theirs = documentOf(deps.db, before, file.bytes);
  const merged = mergeThreeWay(base, mine, theirs);
  const conflicts = conflictRows(
    merged.conflicts,
    [base, mine, theirs],
    { who: actorName(deps.db, overwritten.actorId), at: overwritten.at },
    { who, at: Math.round(file.modifiedAt) },
  );
  const bytes = encode(merged.text);
  const summary = `Merged edits made here with an outside change.${conflictSentence(conflicts.length)}`;
  if (merged.text === theirs.text) {
    const kept = recordRevision(deps.db, {
      trackerId: before.id,
      bytes,
      cause: 'merge',
      actorId: overwritten.actorId,
      summary,
      conflicts,
    });
    return kept.ok ? ok(summary) : kept;
  }
  const intent = openIntent(deps.db, {
    trackerId: before.id,
    cause: 'restore',
    actorId: overwritten.actorId,
    summary,
    ops: [],
    splices: [],
    baseHash: file.hash,
    target: bytes,
  });
  if (!intent.ok) return intent;
  deps.crashPoint('after-intent');
  const { intentId } = intent.value;
  const target = { intentId, bytes, expectedHash: file.hash };
  const written = await writeTarget(deps, tracker.value, target, () =>
    confirmIntentMerged(deps.db, intentId, { bytes, summary, conflicts }, file.bytes),
  );
  if (written.ok) return ok(summary);
  const given = abandonIntent(deps.db, intentId, written.error.code);
  return given.ok ? written : given;
}
