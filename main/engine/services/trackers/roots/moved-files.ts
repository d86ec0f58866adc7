import { glob } from 'tinyglobby';
import type { Result } from '../../../../../core/kernel/result.ts';
import { folderOfRoot } from '../../../../../db/records/root.ts';
import { readTrackerByPath, type TrackerRow } from '../../../../../db/records/tracker.ts';
import { relocateTracker } from '../../../../../db/usecases/trackers.ts';
import { hasTrackerExtension } from '../../../files/expand-paths.ts';
import { readTrackerFile } from '../../../files/read-tracker-file.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { heldBy } from '../tracker-access.ts';

/** A larger folder is not searched for a file that left its place. */
const MAX_FILES = 5000;
const DEEPEST = 12;

/**
 * Follows a tracker's file that left its place to the one file of the same root that says the very same and is no
 * tracker yet. Answers its new place; null when there is none, or more than one.
 */
export async function followMoved(deps: EngineDeps, tracker: TrackerRow): Promise<string | null> {
  const held = heldBy(deps.db, tracker.id);
  const folder = tracker.rootId === null ? null : folderOfRoot(deps.db.read, tracker.rootId);
  if (held === null || folder === null) return null;
  const paths = await glob('**/*', {
    cwd: folder,
    absolute: true,
    onlyFiles: true,
    followSymbolicLinks: false,
    expandDirectories: false,
    ignore: ['**/node_modules/**', '**/.git/**'],
    deep: DEEPEST,
  }).catch(() => []);
  if (paths.length > MAX_FILES) return null;
  const same: string[] = [];
  for (const path of paths.filter(hasTrackerExtension)) {
    const facts = await deps.files.facts(path).catch(() => null);
    if (facts?.bytes !== held.bytes || readTrackerByPath(deps.db.read, path)?.removedAt === null) continue;
    const read = await readTrackerFile(deps.files, path);
    if (read.ok && read.value.hash === held.hash) same.push(path);
  }
  const [only, second] = same;
  if (only === undefined || second !== undefined) return null;
  const moved = relink(deps, tracker, only);
  if (!moved.ok) deps.log.warn(moved.error.message, moved.error.facts);
  return moved.ok ? only : null;
}

/** Gives a tracker its file at another place, with its ids and history. */
export function relink(deps: EngineDeps, tracker: TrackerRow, path: string): Result<TrackerRow> {
  const moved = relocateTracker(deps.db, deps.owner(), tracker.id, path);
  if (!moved.ok) return moved;
  if (tracker.path !== null) deps.unfollow(tracker.path);
  deps.follow(path);
  deps.log.info('A tracker followed its file.', { trackerId: tracker.id });
  return moved;
}
