import { setTimeout as wait } from 'node:timers/promises';
import { mergeThreeWay } from '../../../../core/domain/trackers/merge/merge.ts';
import { encode } from '../../../../core/domain/trackers/text/text.ts';
import { ok, type Result } from '../../../../core/kernel/result.ts';
import { abandonIntent, confirmIntentMerged, openIntent } from '../../../../db/usecases/intents.ts';
import { addRestorePoint } from '../../../../db/usecases/restore-points.ts';
import { recordRevision } from '../../../../db/usecases/revisions.ts';
import { type ReadFile, readTrackerFile } from '../../files/read-tracker-file.ts';
import type { EngineParts } from '../engine-parts.ts';
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

const BETWEEN_LOOKS_MS = 40;
const MOST_LOOKS = 10;

export interface Observed {
  /** What was found and done, for a person. */
  readonly summary: string;
  readonly changed: boolean;
}

/**
 * Looks at a tracker's file and takes in what it says. Must run in the tracker's queue. A file that can't be read
 * changes nothing: its last text is kept, and its state says why.
 */
export async function observeFile(parts: EngineParts, trackerId: string): Promise<Result<Observed>> {
  const found = liveTracker(parts.db, trackerId);
  if (!found.ok) return found;
  const tracker = found.value;
  if (tracker.path === null)
    return ok({ summary: `${tracker.name} has no file; it lives in the workspace.`, changed: false });
  const settled = await settleOpen(parts, tracker);
  const read = await readWhole(parts, tracker.path, tracker.hash);
  const now = liveTracker(parts.db, trackerId);
  if (!now.ok) return now;
  const outcome =
    read.ok && read.value.hash !== now.value.hash ? await takeIn(parts, now.value, read.value) : null;
  const after = liveTracker(parts.db, trackerId);
  const standing = noteFileState(parts, after.ok ? after.value : tracker, read.ok ? read.value : read.error);
  if (outcome !== null && !outcome.ok) return outcome;
  const summary = outcome?.value ?? settled ?? standing.note ?? `${tracker.name} is in step with its file.`;
  return ok({ summary, changed: outcome !== null || settled !== null });
}

/** An outside writer may empty a file before it fills it: a new text counts once two looks in a row agree. */
async function readWhole(
  parts: EngineParts,
  path: string,
  known: string,
): ReturnType<typeof readTrackerFile> {
  let read = await readTrackerFile(parts.files, path);
  for (let look = 0; look < MOST_LOOKS && read.ok && read.value.hash !== known; look += 1) {
    await wait(BETWEEN_LOOKS_MS);
    const again = await readTrackerFile(parts.files, path);
    if (again.ok && again.value.hash === read.value.hash) return again;
    read = again;
  }
  return read;
}

/** Unfinished edits first: they were decided before whatever the file says now. */
async function settleOpen(parts: EngineParts, tracker: LiveTracker): Promise<string | null> {
  let said: string | null = null;
  for (const intent of openIntentsOf(parts.db, tracker.id)) {
    const current = liveTracker(parts.db, tracker.id);
    if (!current.ok) return said;
    const settled = await settleIntent(parts, current.value, intent);
    if (!settled.ok) return said;
    said = settled.value.summary;
  }
  return said;
}

async function takeIn(parts: EngineParts, tracker: LiveTracker, file: ReadFile): Promise<Result<string>> {
  const author = tracker.path === null ? null : await parts.outsideAuthor(tracker.path, file.bytes);
  const overwritten = overwrittenEdits(parts, tracker, file);
  if (overwritten !== null) {
    const point = addRestorePoint(parts.db, `Before merging an outside change of ${tracker.name}`);
    if (!point.ok) return point;
  }
  const by = author === null ? '' : ` by ${author} (git)`;
  const recorded = recordRevision(parts.db, {
    trackerId: tracker.id,
    bytes: file.bytes,
    cause: 'outside',
    actorId: null,
    summary: `Changed outside${by}.`,
  });
  if (!recorded.ok) return recorded;
  parts.log.info('A tracker changed outside.', { trackerId: tracker.id, sequence: recorded.value.sequence });
  if (overwritten === null) return ok(`${tracker.name} was changed outside${by}; its new text was taken in.`);
  return mergeBack(parts, tracker, file, overwritten, author ?? 'outside');
}

/**
 * Someone saved over edits made here without having seen them. Theirs is in the file and in the history; ours are put
 * back where they don't collide, and where they do the file keeps theirs and a conflict shows both.
 */
async function mergeBack(
  parts: EngineParts,
  before: LiveTracker,
  file: ReadFile,
  overwritten: NonNullable<ReturnType<typeof overwrittenEdits>>,
  who: string,
): Promise<Result<string>> {
  const tracker = liveTracker(parts.db, before.id);
  if (!tracker.ok) return tracker;
  const base = documentAt(parts.db, before, overwritten.baseHash);
  const mine = documentAt(parts.db, before, before.hash);
  const theirs = documentOf(parts.db, before, file.bytes);
  const merged = mergeThreeWay(base, mine, theirs);
  const conflicts = conflictRows(
    merged.conflicts,
    [base, mine, theirs],
    { who: actorName(parts.db, overwritten.actorId), at: overwritten.at },
    { who, at: Math.round(file.modifiedAt) },
  );
  const bytes = encode(merged.text);
  const summary = `Merged edits made here with an outside change.${conflictSentence(conflicts.length)}`;
  if (merged.text === theirs.text) {
    const kept = recordRevision(parts.db, {
      trackerId: before.id,
      bytes,
      cause: 'merge',
      actorId: overwritten.actorId,
      summary,
      conflicts,
    });
    return kept.ok ? ok(summary) : kept;
  }
  const intent = openIntent(parts.db, {
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
  parts.crashPoint('after-intent');
  const { intentId } = intent.value;
  const target = { intentId, bytes, expectedHash: file.hash };
  const written = await writeTarget(parts, tracker.value, target, () =>
    confirmIntentMerged(parts.db, intentId, { bytes, summary, conflicts }, file.bytes),
  );
  if (written.ok) return ok(summary);
  const given = abandonIntent(parts.db, intentId, written.error.code);
  return given.ok ? written : given;
}
