import type { RevisionId, TrackerId } from '../../../../../core/kernel/ids.ts';
import { getContent } from '../../../../../db/contents/content-store.ts';
import type { ReplacedFileRow } from '../../../../../db/records/replaced-file.ts';
import { currentRevision, readRevision } from '../../../../../db/records/revision.ts';
import { shownAs } from '../../../../../db/records/shown-as.ts';
import { noteReplacedText } from '../../../../../db/usecases/files/replaced-files.ts';
import { recordRevision } from '../../../../../db/usecases/revisions.ts';
import { contentHash } from '../../../../../node/files/content-hash.ts';
import { errnoOf } from '../../../../../node/files/file-failure.ts';
import type { FileFacts } from '../../../../../node/files/file-port.ts';
import { isOnLocalDisk } from '../../../../../node/files/open-inodes.ts';
import { factsOfKept, type Kept, readKept } from '../../../../../node/files/second-name.ts';
import { ageOf, type Changing, markOf, seenChanging, waitFor } from '../../../files/stillness.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { observeFile } from '../observe-file.ts';
import { beforeOverwrittenEdits } from '../together/overwritten-edits.ts';
import { isBlank } from '../together/read-when-still.ts';
import { liveTracker } from '../tracker-access.ts';

/** A replaced file under observation; times are of the steady clock. */
export interface Replaced {
  row: ReplacedFileRow;
  readonly kept: Kept;
  readonly since: number;
  lookedAt: number;
  /** As it was when last read; null before the first time. */
  readMark: string | null;
  /** All its times when what it says was surely read: with these it needs no second reading. */
  surelyRead: string | null;
  changing: Changing | null;
  stillSince: number;
}

/** Two saves within one tick of the clock can leave the same times: one of the system's, or, of a disk that keeps seconds, of two. */
const tickOf = ({ changedAt }: FileFacts): number => (changedAt % 1000 === 0 ? 2000 : 20);

const timesOf = (facts: FileFacts): string => `${markOf(facts)}:${facts.changedAt}`;

export function replacedNow(row: ReplacedFileRow, kept: Kept, now: number): Replaced {
  return {
    row,
    kept,
    since: now,
    lookedAt: now,
    readMark: null,
    surelyRead: null,
    changing: null,
    stillSince: now,
  };
}

/** Reads it when it changed and is still again, and takes in what is new. False when it is gone. */
export async function lookAt(deps: EngineDeps, replaced: Replaced): Promise<boolean> {
  deps.crashPoint('before-look');
  try {
    const facts = await factsOfKept(deps.files, replaced.kept);
    const mark = markOf(facts);
    if (mark === replaced.readMark) {
      replaced.changing = null;
      return true;
    }
    const { steady: now, wall } = deps.timekeeper.moment();
    replaced.changing = seenChanging(replaced.changing, mark, now, ageOf(facts, wall));
    if (replaced.changing.lastAt === now) replaced.stillSince = now;
    const bytes = await readKept(deps.files, replaced.kept);
    if (contentHash(bytes) !== replaced.row.knownHash) {
      const known = getContent(deps.db.read, replaced.row.knownHash);
      const shorter = bytes.length < (known?.length ?? 0);
      if (waitFor(replaced.changing, shorter, now, deps.outsideTimes).wait > 0) return true;
      if (markOf(await factsOfKept(deps.files, replaced.kept)) !== mark) return true;
      if (!isCutShort(bytes, known) && !(await takeIn(deps, replaced, bytes))) return true;
    }
    replaced.readMark = mark;
    replaced.surelyRead = ageOf(facts, wall) > tickOf(facts) ? timesOf(facts) : null;
    replaced.changing = null;
    return true;
  } catch (error) {
    if (errnoOf(error) === null) throw error;
    deps.log.warn('A replaced file could not be read any more.', {
      path: replaced.row.path,
      errno: errnoOf(error),
    });
    return false;
  }
}

/** Whether it is not known yet to have been still for so long. */
export function hasMore(deps: EngineDeps, { changing, stillSince }: Replaced, still: number): boolean {
  return changing !== null || deps.timekeeper.moment().steady - stillSince < still;
}

/**
 * What it says when nobody writes it any more, also when that is less than before. False when it could not be kept, so
 * that it must not go yet.
 */
export async function takeInLast(deps: EngineDeps, replaced: Replaced): Promise<boolean> {
  if (await saysWhatWasRead(deps, replaced)) return true;
  const bytes = await readKept(deps.files, replaced.kept).catch(() => null);
  if (bytes === null || contentHash(bytes) === replaced.row.knownHash || isBlank(bytes)) return true;
  return takeIn(deps, replaced, bytes);
}

/** By its times, which can be gone by where nobody else writes the disk: of others they are told with delay. */
async function saysWhatWasRead({ files }: EngineDeps, { kept, surelyRead }: Replaced): Promise<boolean> {
  if (kept.how !== 'link' || surelyRead === null) return false;
  const facts = await factsOfKept(files, kept).catch(() => null);
  return (
    facts !== null && timesOf(facts) === surelyRead && (await isOnLocalDisk(kept.path).catch(() => false))
  );
}

/** A writer begins by emptying the file: the start of what was there is nothing new. */
function isCutShort(bytes: Uint8Array, known: Uint8Array | null): boolean {
  if (isBlank(bytes)) return true;
  return known !== null && bytes.length < known.length && bytes.every((byte, at) => byte === known[at]);
}

/**
 * An outside save made on what the file said when we replaced it, or on what its program had read before that: the file is
 * opened to save a text that was read earlier.
 */
async function takeIn(deps: EngineDeps, replaced: Replaced, bytes: Uint8Array): Promise<boolean> {
  const { revisionId } = replaced.row;
  // It may have been joined to another since.
  const trackerId = shownAs(deps.db.read, replaced.row.trackerId);
  return deps.queue.run(trackerId, async () => {
    const parent = sawLast(deps, trackerId, revisionId, bytes);
    const recorded = recordRevision(deps.db, {
      trackerId,
      bytes,
      cause: 'outside',
      actorId: null,
      summary: 'Changed outside, by a program that had the file open when an edit was written.',
      at: Math.max(deps.clock.now(), (currentRevision(deps.db.read, trackerId)?.at ?? 0) + 1),
      ...(parent === null ? {} : { parents: [parent] }),
    });
    if (!recorded.ok) {
      deps.log.warn(recorded.error.message, recorded.error.facts);
      return false;
    }
    replaced.row = { ...replaced.row, knownHash: recorded.value.hash, revisionId: recorded.value.revisionId };
    const noted = noteReplacedText(deps.db, replaced.row);
    if (!noted.ok) deps.log.warn(noted.error.message, noted.error.facts);
    deps.crashPoint('after-outside-kept');
    const observed = await observeFile(deps, trackerId);
    if (!observed.ok && observed.error.code !== 'tracker.not-found')
      deps.log.warn(observed.error.message, observed.error.facts);
    return true;
  });
}

/** The revision that the program had seen, as far as its text tells. */
function sawLast(
  deps: EngineDeps,
  trackerId: TrackerId,
  revisionId: RevisionId | null,
  bytes: Uint8Array,
): RevisionId | null {
  const held = revisionId === null ? null : readRevision(deps.db.read, revisionId);
  const found = liveTracker(deps.db, trackerId);
  if (held === null || !found.ok) return revisionId;
  const now = deps.clock.now();
  const file = { bytes, hash: contentHash(bytes), createdAt: now, modifiedAt: now };
  return beforeOverwrittenEdits(deps, found.value, held, file)?.before.id ?? revisionId;
}
