import { ok, type Result } from '../../../../../core/kernel/result.ts';
import { folderOfRoot, readRoot } from '../../../../../db/records/root.ts';
import { readTrackersOfRoot } from '../../../../../db/records/tracker.ts';
import { bindRoot, type FoundRoot } from '../../../../../db/usecases/roots.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { observeFile } from '../observe-file.ts';
import { createRootFinder, type FoundPlace, type RootFinder } from './root-finder.ts';

/** Where a file stands, its root connected when the workspace knows it. Not to be called inside a tracker's queue. */
export async function placeOfFile(
  deps: EngineDeps,
  file: string,
  signal: AbortSignal,
): Promise<Result<FoundPlace>> {
  return connectedPlace(deps, createRootFinder(deps, signal), file);
}

/** The same with a finder that remembers, for many files. */
export async function connectedPlace(
  deps: EngineDeps,
  find: RootFinder,
  file: string,
): Promise<Result<FoundPlace>> {
  const place = await find(file);
  const connected = await connectRoot(deps, place.root);
  return connected.ok ? ok(place) : connected;
}

/** A repository that the workspace knows turned up in a folder of this device: its trackers have their files there. */
async function connectRoot(deps: EngineDeps, { id, folder }: FoundRoot): Promise<Result<null>> {
  const { read } = deps.db;
  if (id === null || readRoot(read, id) === null || folderOfRoot(read, id) === folder) return ok(null);
  const before = readTrackersOfRoot(read, id);
  const bound = bindRoot(deps.db, id, folder);
  // The folder was a plain one before its repository was known: it stays what it is.
  if (!bound.ok) return bound.error.code === 'root.folder-taken' ? ok(null) : bound;
  for (const { path } of before) if (path !== null) deps.unfollow(path);
  for (const tracker of bound.value) {
    if (tracker.path !== null) deps.follow(tracker.path);
    const observed = await deps.queue.run(tracker.id, () => observeFile(deps, tracker.id));
    if (!observed.ok) return observed;
  }
  return ok(null);
}
