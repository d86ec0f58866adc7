import { isAncestor } from '../../../../../core/domain/trackers/merge/revisions/graph.ts';
import type { TrackerId } from '../../../../../core/kernel/ids.ts';
import { ok, type Result } from '../../../../../core/kernel/result.ts';
import { readingOptions } from '../../../../../db/records/reading-options.ts';
import {
  currentRevision,
  headsOf,
  parentsOf,
  type RevisionRow,
  revisionsSaying,
} from '../../../../../db/records/revision.ts';
import { addRestorePoint } from '../../../../../db/usecases/restore-points.ts';
import { setHeld } from '../../../../../db/usecases/revisions.ts';
import type { ReadFile } from '../../../files/read-tracker-file.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { heldBy, liveTracker } from '../tracker-access.ts';
import { beforeOverwrittenEdits, wasThere } from './overwritten-edits.ts';
import { readAhead, recordAhead } from './read-ahead.ts';

/**
 * Makes what the file says a revision, unless it is one. An outside text descends from the one the file was last known
 * to hold, or from before the recent edits that its writer had not seen. Answers, in words, what was found.
 */
export async function recordDisk(
  deps: EngineDeps,
  trackerId: TrackerId,
  path: string,
  file: ReadFile,
): Promise<Result<string | null>> {
  const { db } = deps;
  const found = liveTracker(db, trackerId);
  if (!found.ok) return found;
  const tracker = found.value;
  if (heldBy(db, trackerId)?.hash === file.hash) return ok(null);
  await readAhead(db, readingOptions(tracker), file.hash, file.bytes);
  const held = heldBy(db, trackerId);
  const current = currentRevision(db.read, trackerId);
  const there = alreadyHeld(deps, held, current, file.hash);
  if (there !== null) {
    const noted = setHeld(db, tracker.id, there.id, wasThere(file, there.at) ? file.createdAt : undefined);
    return noted.ok ? ok(null) : noted;
  }
  const author = await deps.outsideAuthor(path, file.bytes);
  const unseen = held === null ? null : beforeOverwrittenEdits(deps, tracker, held, file);
  if (unseen !== null || held?.id !== current?.id || headsOf(db.read, trackerId).length > 1) {
    const point = addRestorePoint(db, `Before merging an outside change of ${tracker.name}`);
    if (!point.ok) return point;
  }
  const by = author === null ? '' : ` by ${author} (git)`;
  const parent = unseen?.before ?? held;
  const recorded = await recordAhead(db, {
    trackerId: tracker.id,
    bytes: file.bytes,
    cause: unseen?.isSlow === false ? 'outside-unseen' : 'outside',
    actorId: null,
    author,
    summary: `Changed outside${by}.`,
    // Later than the edits it is merged with, also within one millisecond: what stands in the file stays there.
    at: Math.max(deps.clock.now(), (current?.at ?? 0) + 1),
    parents: parent === null ? [] : [parent.id],
    held: true,
  });
  if (!recorded.ok) return recorded;
  deps.crashPoint('after-outside-kept');
  deps.log.info('A tracker changed outside.', { trackerId, sequence: recorded.value.sequence });
  return ok(`${tracker.name} was changed outside${by}; its new text was taken in.`);
}

/**
 * The revision that the file holds without our having noted it: a kill came after the write. One between what it was
 * known to hold and the current one, that is; any other known text there was put back by somebody.
 */
function alreadyHeld(
  { db }: EngineDeps,
  held: RevisionRow | null,
  current: RevisionRow | null,
  hash: string,
): RevisionRow | null {
  if (current === null || current.hash === hash) return current;
  const known = parentsOf(db.read);
  const between = (one: RevisionRow): boolean =>
    (held === null || isAncestor(known, held.id, one.id)) && isAncestor(known, one.id, current.id);
  return revisionsSaying(db.read, current.trackerId, hash).find(between) ?? null;
}
