import type { TrackerId } from '../../../../../core/kernel/ids.ts';
import { type Failure, fail, ok, type Result } from '../../../../../core/kernel/result.ts';
import { putBackText } from '../../../../../db/usecases/files/lost-texts.ts';
import { confirmIntent } from '../../../../../db/usecases/intents.ts';
import type { FileFailure } from '../../../../../node/files/file-port.ts';
import type { ReadFile } from '../../../files/read-tracker-file.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { isBehind, type LiveTracker, liveTracker, openIntentsOf } from '../tracker-access.ts';
import { sweepTemp, writeCurrent } from '../write-target.ts';
import { mergeHeads } from './merge-heads.ts';
import { isEmptied, readWhenStill, type StillRead } from './read-when-still.ts';
import { recordDisk } from './record-disk.ts';
import { settleIntent, settleWithoutFile } from './settle-intent.ts';

/** A file that is another one at each reading is left alone after so many. */
const ROUNDS = 8;

export interface Together {
  /** What was found and done, for a person, each thing once; see `inSentences`. */
  readonly said: readonly string[];
  /** The file as it was last read; null for a tracker without one. */
  readonly file: ReadFile | FileFailure | null;
  /** Why the newest text is not in the file; null when it is. */
  readonly behind: Failure | null;
}

export interface BringOptions {
  /** Takes the file as it stands, also while another program is changing it. */
  readonly asItStands?: boolean;
}

/**
 * Brings a tracker's file and all that is known of its history to one text: after an outside save, an edit of a file
 * that had changed, revisions received from elsewhere, a start after a kill. Whatever is on disk is a revision before
 * anything is written over it, and a merge is recorded before it is written, so a kill at any moment loses neither an
 * edit nor a conflict. Must run in the tracker's queue.
 */
export async function bringTogether(
  deps: EngineDeps,
  trackerId: TrackerId,
  options: BringOptions = {},
): Promise<Result<Together>> {
  const said: string[] = [];
  let file: ReadFile | null = null;
  const mended = await deps.mendHalfWritten(trackerId);
  if (!mended.ok) return ok({ said, file: mended.error, behind: mended.error });
  for (let round = 0; round < ROUNDS; round += 1) {
    const found = liveTracker(deps.db, trackerId);
    if (!found.ok) return found;
    const tracker = found.value;
    const { path } = tracker;
    const read = path === null ? null : await readWhenStill(deps, tracker.id, path, options);
    if (path === null || read === null || read.kind !== 'read') {
      const settled = path === null ? settleWithoutFile(deps, tracker.id) : ok([]);
      if (!settled.ok) return settled;
      // Further edits are made meanwhile, on a text that must have the earlier ones.
      const kept = read !== null && isWaitedFor(read) ? await keepBeside(deps, tracker) : ok(null);
      if (!kept.ok) return kept;
      const merged = await mergeHeads(deps, tracker.id);
      if (!merged.ok) return merged;
      said.push(...settled.value, ...merged.value);
      if (read?.kind === 'changing')
        return ok({ said, file: null, behind: stillChanging(deps, tracker, read.wait) });
      const error = read?.kind === 'refused' ? read.error : null;
      return ok({ said, file: error, behind: error });
    }
    file = read.file;
    const back = putBackText(deps.db, tracker.id, file);
    if (!back.ok) return back;
    if (back.value)
      said.push(`A text of ${tracker.name} that the workspace had lost was taken back from its file.`);
    const step = await oneRound(deps, tracker, path, read);
    if (!step.ok) return step;
    said.push(...step.value.said);
    if (step.value.done) return ok({ said, file, behind: step.value.behind });
  }
  deps.lookAgain(trackerId, deps.outsideTimes.still);
  const kept = `${file === null ? 'The file' : 'Its file'} kept changing outside. Everything seen of it is kept; it is read again when it is still.`;
  return ok({ said, file, behind: fail('file.being-changed', kept, { trackerId }, true).error });
}

function isWaitedFor(read: StillRead): boolean {
  return read.kind === 'changing' || (read.kind === 'refused' && read.error.code === 'file.emptied');
}

/** Edits that can't be written now are revisions beside what the file says; they are merged once it is read. */
async function keepBeside(deps: EngineDeps, tracker: LiveTracker): Promise<Result<null>> {
  for (const intent of openIntentsOf(deps.db, tracker.id)) {
    if (tracker.path !== null) await sweepTemp(deps, tracker.path, intent.id);
    const kept = confirmIntent(deps.db, intent.id, { onDisk: false });
    if (!kept.ok) return kept;
    deps.crashPoint('after-edit-kept');
  }
  return ok(null);
}

function stillChanging(deps: EngineDeps, { id, path }: LiveTracker, wait: number): Failure {
  deps.lookAgain(id, wait);
  const text = `Another program is changing ${path ?? 'the file'}; it is read as soon as it is still.`;
  return fail('file.being-changed', text, { trackerId: id }, true).error;
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
  { file, settled: still }: Extract<StillRead, { kind: 'read' }>,
): Promise<Result<Round>> {
  const said: string[] = [];
  for (const intent of openIntentsOf(deps.db, tracker.id)) {
    const settled = await settleIntent(deps, tracker, path, intent, file);
    if (!settled.ok) return stopped(settled.error, said);
    said.push(settled.value.said);
    if (settled.value.wroteFile) return ok({ said, done: false, behind: null });
  }
  // What was emptied holds nothing that could get lost, and takes nothing away here.
  const taken = isEmptied(deps, tracker.id, file) ? ok(null) : await recordDisk(deps, tracker.id, path, file);
  if (!taken.ok) return taken;
  // Kept as it stands; nothing is written over it before its writer has come to an end.
  if (!still) {
    const behind = stillChanging(deps, tracker, deps.outsideTimes.still);
    if (taken.value !== null) said.push(taken.value);
    return ok({ said, done: true, behind });
  }
  const merged = await mergeHeads(deps, tracker.id);
  if (!merged.ok) return merged;
  // A merge says that there was an outside change.
  said.push(...(merged.value.length > 0 || taken.value === null ? merged.value : [taken.value]));
  const now = liveTracker(deps.db, tracker.id);
  if (!now.ok) return now;
  if (!isBehind(deps.db, now.value.id) && !isEmptied(deps, tracker.id, file)) {
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

/** Each thing once, however often it was said; an edit's summary may lack its full stop. */
export function inSentences(said: readonly string[]): string {
  return [...new Set(said.map((one) => (/[.!?]$/u.test(one) ? one : `${one}.`)))].join(' ');
}
