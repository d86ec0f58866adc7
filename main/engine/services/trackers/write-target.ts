import { type Failure, fail, ok, type Result } from '../../../../core/kernel/result.ts';
import { contentOf } from '../../../../db/contents/content-store.ts';
import { readReplacedFiles } from '../../../../db/records/replaced-file.ts';
import type { TrackerRow } from '../../../../db/records/tracker.ts';
import { noteReplaced } from '../../../../db/usecases/files/replaced-files.ts';
import { setHeld } from '../../../../db/usecases/revisions.ts';
import { replaceFile, tempPathOf, type Written } from '../../../../node/files/atomic-write.ts';
import { contentHash, nameKnown } from '../../../../node/files/content-hash.ts';
import { isHalfWritten } from '../../../../node/files/file-failure.ts';
import { secondNames } from '../../../../node/files/second-name.ts';
import { readTrackerFile } from '../../files/read-tracker-file.ts';
import type { EngineDeps } from '../engine-deps.ts';
import type { LiveTracker } from './tracker-access.ts';

export interface Target {
  /** Makes the temp file's name predictable, so that it can be swept after a kill. */
  readonly token: string;
  readonly bytes: Uint8Array;
  readonly hash: string;
  /** What the file must still say right before it is replaced. */
  readonly expectedHash: string;
  /** Whether the intent with this token has noted that the file will be replaced. */
  readonly noted: boolean;
}

/**
 * Steps 2 and 3 of an edit: the file, then the confirmation. A tracker without a file has no step 2. The caller decides
 * what becomes of the intent when this fails: the file says what it said before, unless `isUnrecorded` or `isHalfWritten`.
 * `confirm` is told when the file came into being that was written into; nothing when a new one took its name.
 */
export async function writeTarget<Confirmed>(
  deps: EngineDeps,
  tracker: TrackerRow,
  target: Target,
  confirm: (into: number | undefined) => Result<Confirmed>,
): Promise<Result<Confirmed>> {
  const { path } = tracker;
  if (path !== null) nameKnown(target.bytes, target.hash);
  const written = path === null ? null : await replaceTracked(deps, tracker, path, target);
  if (path !== null && written?.ok === false) {
    if (isHalfWritten(written.error) || !(await alreadyThere(deps, path, target.bytes))) return written;
  }
  deps.crashPoint('before-confirm');
  const confirmed = confirm(
    written?.ok === true && written.value.how === 'in-place' ? written.value.madeAt : undefined,
  );
  if (confirmed.ok) return confirmed;
  deps.log.warn('An edit is in its file but could not be confirmed; it is settled before the next edit.', {
    trackerId: tracker.id,
    code: confirmed.error.code,
  });
  if (tracker.path === null) return confirmed;
  // The database says of itself that nothing was saved; said of the file, that would have a person do the edit twice.
  return fail(
    UNRECORDED,
    `It is in ${tracker.path}, but the workspace could not record it. Don't repeat it: it is recorded before the next edit. The reason: ${confirmed.error.message}`,
    confirmed.error.facts,
  );
}

const UNRECORDED = 'db.unrecorded';

/** The file says it, the workspace does not yet. */
export function isUnrecorded({ code }: Failure): boolean {
  return code === UNRECORDED;
}

/**
 * The file that is replaced stays within reach until nobody can write it any more. Where it is written into instead, the
 * note of it is what a start goes by that finds it half-written.
 */
async function replaceTracked(
  deps: EngineDeps,
  tracker: TrackerRow,
  path: string,
  { token, bytes, expectedHash, noted }: Target,
): Promise<Result<Written>> {
  const real = await deps.files.realPath(path).catch(() => path);
  const note = noted ? ok(token) : noteReplaced(deps.db, tracker.id, real, expectedHash);
  if (!note.ok) return note;
  const id = note.value;
  const namesOf = (one: string) => secondNames(deps.workspace, real, one);
  const ownNames = () => readReplacedFiles(deps.db.read).flatMap((row) => namesOf(row.id));
  const written = await replaceFile(
    deps.files,
    { path, bytes, expectedHash, token, keepAs: namesOf(id), ownNames },
    {
      afterTemp: () => deps.crashPoint('after-temp'),
      afterFsync: () => deps.crashPoint('after-fsync'),
      afterLink: () => deps.crashPoint('after-link'),
      afterRename: () => deps.crashPoint('after-rename'),
      afterInPlace: () => deps.crashPoint('after-in-place'),
    },
  );
  if (!written.ok) {
    deps.watchReplaced(id, isHalfWritten(written.error) ? 'half-written' : 'not-replaced');
    return written;
  }
  const { value } = written;
  deps.watchReplaced(id, value.how === 'replaced' ? value.kept : 'not-replaced');
  if (value.left !== null) deps.touched.know(path, value.left);
  if (value.how === 'replaced') deps.inPlace.delete(path);
  else deps.inPlace.set(path, value.because);
  return written;
}

/**
 * Brings the file to the current revision, which is in the history already. `expectedHash`: what is on disk, and a
 * revision too.
 */
export async function writeCurrent(
  deps: EngineDeps,
  tracker: LiveTracker,
  expectedHash: string,
): Promise<Result<null>> {
  const confirm = (into?: number) => setHeld(deps.db, tracker.id, tracker.revisionId, into);
  if (expectedHash === tracker.hash) return confirm();
  const bytes = contentOf(deps.db, tracker.hash);
  const target = { token: tracker.id, bytes, hash: tracker.hash, expectedHash, noted: false };
  return writeTarget(deps, tracker, target, confirm);
}

/** A killed process may have left a temp file; its name is known. */
export async function sweepTemp(deps: EngineDeps, path: string, token: string): Promise<void> {
  try {
    await deps.files.remove(tempPathOf(await deps.files.realPath(path), token));
  } catch {
    // The folder is gone, so is the temp file.
  }
}

/** The rename may have happened although what followed it failed. */
async function alreadyThere(deps: EngineDeps, path: string, bytes: Uint8Array): Promise<boolean> {
  const found = await readTrackerFile(deps.files, path);
  return found.ok && found.value.hash === contentHash(bytes);
}

/** The codes an edit may answer with; the finer reasons of reading go into the words. */
export function asEditFailure(result: { readonly ok: false; readonly error: Failure }): {
  readonly ok: false;
  readonly error: Failure;
} {
  const { code, message, facts, retryable } = result.error;
  switch (code) {
    case 'file.not-allowed':
    case 'file.too-large':
    case 'file.binary':
    case 'file.not-utf8':
    case 'file.emptied':
    case 'file.read-failed':
    case 'file.exists':
      return fail('file.write-failed', message, facts, retryable);
    case 'db.disk-full':
      return fail('file.disk-full', message, facts, retryable);
    default:
      return result;
  }
}
