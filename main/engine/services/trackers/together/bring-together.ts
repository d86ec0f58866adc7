import type { TrackerId } from '../../../../../core/kernel/ids.ts';
import { type Failure, fail, ok, type Result } from '../../../../../core/kernel/result.ts';
import { putBackText } from '../../../../../db/usecases/lost-texts.ts';
import type { FileFailure } from '../../../../../node/files/file-port.ts';
import type { ReadFile } from '../../../files/read-tracker-file.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { isBehind, type LiveTracker, liveTracker, openIntentsOf } from '../tracker-access.ts';
import { sweepTemp, writeCurrent } from '../write-target.ts';
import { mergeHeads } from './merge-heads.ts';
import { readStillFile } from './read-still-file.ts';
import { recordDisk } from './record-disk.ts';
import { settleIntent, settleWithoutFile } from './settle-intent.ts';

/** A file that is another one at each reading is left alone after so many. */
const ROUNDS = 8;

export interface Together {
  /** What was found and done, for a person; null when there was nothing to do. */
  readonly said: string | null;
  /** The file as it was last read; null for a tracker without one. */
  readonly file: ReadFile | FileFailure | null;
  /** Why the newest text is not in the file; null when it is. */
  readonly behind: Failure | null;
}

/**
 * Brings a tracker's file and all that is known of its history to one text: after an outside save, an edit of a file
 * that had changed, revisions received from elsewhere, a start after a kill. Whatever is on disk is a revision before
 * anything is written over it, and a merge is recorded before it is written, so a kill at any moment loses neither an
 * edit nor a conflict. Must run in the tracker's queue.
 */
export async function bringTogether(deps: EngineDeps, trackerId: TrackerId): Promise<Result<Together>> {
  const said: string[] = [];
  let file: ReadFile | null = null;
  for (let round = 0; round < ROUNDS; round += 1) {
    const found = liveTracker(deps.db, trackerId);
    if (!found.ok) return found;
    const tracker = found.value;
    const { path } = tracker;
    const read = path === null ? null : await readStillFile(deps, tracker.id, path);
    if (path === null || read === null || !read.ok) {
      const unread = read === null || read.ok ? null : read.error;
      const settled = path === null ? settleWithoutFile(deps, tracker.id) : ok([]);
      if (!settled.ok) return settled;
      const merged = mergeHeads(deps, tracker.id);
      if (!merged.ok) return merged;
      said.push(...settled.value, ...merged.value);
      return ok({ said: sentences(said), file: unread, behind: unread });
    }
    file = read.value;
    const back = putBackText(deps.db, tracker.id, file.bytes);
    if (!back.ok) return back;
    if (back.value)
      said.push(`A text of ${tracker.name} that the workspace had lost was taken back from its file.`);
    const step = await oneRound(deps, tracker, path, file);
    if (!step.ok) return step;
    said.push(...step.value.said);
    if (step.value.done) return ok({ said: sentences(said), file, behind: step.value.behind });
  }
  const kept = `${file === null ? 'The file' : 'Its file'} kept changing outside. Everything seen of it is kept; it is read again when it is still.`;
  return ok({ said: sentences(said), file, behind: fail('file.changed', kept, { trackerId }, true).error });
}

interface Round {
  readonly said: readonly string[];
  /** False: the file changed under a write, or by it, and has to be read again. */
  readonly done: boolean;
  readonly behind: Failure | null;
}

async function oneRound(
  deps: EngineDeps,
  tracker: LiveTracker,
  path: string,
  file: ReadFile,
): Promise<Result<Round>> {
  const said: string[] = [];
  for (const intent of openIntentsOf(deps.db, tracker.id)) {
    const settled = await settleIntent(deps, tracker, path, intent, file);
    if (!settled.ok) return stopped(settled.error, said);
    said.push(settled.value.said);
    if (settled.value.wroteFile) return ok({ said, done: false, behind: null });
  }
  const taken = await recordDisk(deps, tracker.id, path, file);
  if (!taken.ok) return taken;
  const merged = mergeHeads(deps, tracker.id);
  if (!merged.ok) return merged;
  // A merge says that there was an outside change.
  said.push(...(merged.value.length > 0 || taken.value === null ? merged.value : [taken.value]));
  const now = liveTracker(deps.db, tracker.id);
  if (!now.ok) return now;
  if (!isBehind(deps.db, now.value.id)) {
    await sweepTemp(deps, path, tracker.id);
    return ok({ said, done: true, behind: null });
  }
  const written = await writeCurrent(deps, now.value, file.hash);
  return written.ok
    ? ok({
        said: said.length > 0 ? said : [`${tracker.name} was brought up to date.`],
        done: true,
        behind: null,
      })
    : stopped(written.error, said);
}

/** A failure of the file is a state of the tracker, told with what was done; one of the database ends the call. */
function stopped(error: Failure, said: readonly string[]): Result<Round> {
  if (error.code === 'file.changed') return ok({ said, done: false, behind: null });
  if (!error.code.startsWith('file.')) return { ok: false, error };
  return ok({ said, done: true, behind: error });
}

/** Each thing that was done, once; an edit's summary may lack its full stop. */
function sentences(said: readonly string[]): string | null {
  const each = [...new Set(said)].map((one) => (/[.!?]$/u.test(one) ? one : `${one}.`));
  return each.length === 0 ? null : each.join(' ');
}
