import { basename } from 'node:path';
import { likenessOf } from '../../../../../core/domain/trackers/identity/likeness.ts';
import type { TrackerId } from '../../../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../../../core/kernel/result.ts';
import { shownAs } from '../../../../../db/records/shown-as.ts';
import { setHeld } from '../../../../../db/usecases/revisions.ts';
import { relocateTracker } from '../../../../../db/usecases/trackers.ts';
import { peekUndo } from '../../../../../db/usecases/undo.ts';
import { absolutePath } from '../../../../../node/files/absolute-path.ts';
import { type ReadFile, readTrackerFile } from '../../../files/read-tracker-file.ts';
import type { Service } from '../../../handlers.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { observeFile } from '../observe-file.ts';
import { documentAt, documentOf, heldBy, type LiveTracker, liveTracker } from '../tracker-access.ts';
import { connectedPlace } from './connect-root.ts';
import { createKnownFiles } from './known-files.ts';
import { createRootFinder, type FoundPlace } from './root-finder.ts';

const GONE_NAMED = 20;

interface Candidate {
  readonly tracker: LiveTracker;
  readonly file: ReadFile;
  readonly place: FoundPlace;
}

/** How alike a file is to what a tracker says, so that a person sees whether it is its file. */
export const previewRelink: Service<EngineDeps, 'trackers.relinkPreview'> = async (
  deps,
  { trackerId, path },
  { signal },
) => {
  const found = await candidate(deps, trackerId, path, signal);
  if (!found.ok) return found;
  const { tracker, file, place } = found.value;
  const likeness = likenessOf(
    documentAt(deps.db, tracker, tracker.hash),
    documentOf(deps.db, tracker, file.bytes),
  );
  const gone = likeness.gone.slice(0, GONE_NAMED);
  return ok({ ...likeness, gone, path: place.file, same: file.hash === tracker.hash });
};

/** Takes another file for a tracker's own: its rows keep their ids and history as after any outside change. */
export const relinkTracker: Service<EngineDeps, 'trackers.relink'> = async (
  deps,
  { trackerId, path },
  { actorId, signal },
) => {
  const found = await candidate(deps, trackerId, path, signal);
  if (!found.ok) return found;
  const { tracker, place } = found.value;
  return deps.queue.run(tracker.id, async () => {
    const said = `${tracker.name} has its file at ${place.file} now.`;
    const summary = `Relinked ${tracker.name} to ${basename(place.file)}.`;
    const moved = relocateTracker(deps.db, actorId, tracker.id, place.file, place.root, summary);
    if (!moved.ok) return moved;
    if (tracker.path !== null) deps.unfollow(tracker.path);
    deps.follow(place.file);
    const step = peekUndo(deps.db, tracker.id, { actorId })?.id ?? null;
    // Whatever the file says comes after what is shown, also when it is a text that was taken back before.
    if (heldBy(deps.db, tracker.id)?.hash === moved.value.hash) {
      const held = setHeld(deps.db, tracker.id, moved.value.revisionId);
      if (!held.ok) return held;
    }
    const observed = await observeFile(deps, tracker.id);
    if (!observed.ok) return observed;
    return ok({ summary: observed.value.changed ? `${said} ${observed.value.summary}` : said, step });
  });
};

async function candidate(
  deps: EngineDeps,
  id: TrackerId,
  path: string,
  signal: AbortSignal,
): Promise<Result<Candidate>> {
  const found = liveTracker(deps.db, shownAs(deps.db.read, id));
  if (!found.ok) return found;
  const tracker = found.value;
  const place = await connectedPlace(deps, createRootFinder(deps, signal), absolutePath(path));
  if (!place.ok) return place;
  const read = await readTrackerFile(deps.files, place.value.file);
  if (!read.ok) {
    const { code, message } = read.error;
    const facts = { path: place.value.file, reason: message };
    return fail(code === 'file.missing' ? code : 'file.unreadable', message, facts);
  }
  const there = await createKnownFiles(deps).at(place.value.file);
  if (there === null || there.removedAt !== null)
    return ok({ tracker, file: read.value, place: place.value });
  const whose =
    there.id === tracker.id
      ? `${tracker.name} has this file already`
      : `${there.name} has its text in this file`;
  return fail('tracker.exists', `${whose}. Nothing was changed.`, {
    trackerId: there.id,
    reason: `${whose}.`,
  });
}
