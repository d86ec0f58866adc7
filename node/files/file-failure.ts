import { type Failure, fail } from '../../core/kernel/result.ts';
import type { FileFailure, FileResult } from './file-port.ts';

/** The system's own error name (`ENOSPC`), or null for anything else. */
export function errnoOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

/** Thrown like an error of the system, so that it becomes a failure of its own: a folder, pipe or device. */
export class NotPlainFile extends Error {
  readonly code = 'EFTYPE';

  constructor(path: string) {
    super(`${path} is not a plain file`);
  }
}

/** Windows and some network mounts can't sync a folder; a rename itself is then all there is. */
export function isUnsyncable(error: unknown): boolean {
  return ['EISDIR', 'EPERM', 'EINVAL', 'ENOTSUP', 'EACCES', 'EBADF'].includes(errnoOf(error) ?? '');
}

/** A disk without hard links (FAT, some network mounts), or two disks. */
export function isUnlinkable(error: unknown): boolean {
  return ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV', 'EACCES'].includes(
    errnoOf(error) ?? '',
  );
}

/** A folder that takes no new file, or not beside a name as long as that. */
export function isRefusedByFolder(error: unknown): boolean {
  return ['EACCES', 'EPERM', 'EROFS', 'ENAMETOOLONG'].includes(errnoOf(error) ?? '');
}

/** A write that stopped half way and could not be taken back: what the file should say must not be given up. */
export function isHalfWritten({ facts }: Failure): boolean {
  return facts['halfWritten'] === true;
}

/** Words for a refused write. The original file is untouched in every one of these cases. */
export function writeFailure(
  path: string,
  error: unknown,
): { readonly ok: false; readonly error: FileFailure } {
  const errno = errnoOf(error);
  switch (errno) {
    case 'ENOSPC':
    case 'EDQUOT':
      return fail(
        'file.disk-full',
        `The disk is full: ${path} could not be written. The file is unchanged. Free some space and try again.`,
        { path },
        true,
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return fail('file.read-only', `${path} ${WHY_NOT_WRITTEN[errno]}`, { path });
    case 'EHALFWRITTEN':
      return fail(
        'file.write-failed',
        `${path} could not be written to its end: its disk failed half way, so that it may say half of the new text. The whole of it is kept in the workspace; the file of a tracker is written again by itself as soon as its disk takes it.`,
        { path, halfWritten: true },
        true,
      );
    case 'EFTYPE':
      return fail('file.not-allowed', `${path} is not a plain file and was left as it is.`, { path });
    case 'ENOENT':
    case 'ENOTDIR':
      return fail(
        'file.missing',
        `${path} is not there: moved, deleted, or its disk is not connected. What it last said is kept in the workspace.`,
        { path },
        true,
      );
    case 'EEXIST':
      return fail('file.exists', `${path} exists already and was left as it is. Choose another name.`, {
        path,
      });
    case 'ETIMEDOUT':
      return fail(
        'file.write-failed',
        `${path} could not be written: its disk or network share does not answer. Whether it was written shows when it does.`,
        { path, errno },
        true,
      );
    case null:
      throw error;
    default:
      return fail(
        'file.write-failed',
        `${path} could not be written (${errno}). The file is unchanged. Try again; the diagnostics page has the details.`,
        { path, errno },
        true,
      );
  }
}

const WHY_NOT_WRITTEN = {
  EACCES:
    'may not be written here. The file is unchanged. Give yourself the right to write it, then try again.',
  EPERM:
    'may not be written here, whatever its mode says: a file flag forbids it (on Linux `lsattr` shows it and `chattr -i -a` takes it away, on macOS `ls -lO` and `chflags nouchg`), or another program holds it. The file is unchanged.',
  EROFS:
    'is on a disk that is mounted read-only. The file is unchanged. Mount it for writing, then try again.',
} as const;

/** Words for a refused read. */
export function readFailure(path: string, error: unknown): FileResult<never> {
  const errno = errnoOf(error);
  switch (errno) {
    case 'ENOENT':
    case 'ENOTDIR':
      return fail(
        'file.missing',
        `${path} is not there: moved, deleted, or its disk is not connected.`,
        { path },
        true,
      );
    case 'EACCES':
    case 'EPERM':
      return fail(
        'file.not-allowed',
        `${path} may not be read by this user. Nothing was changed. Give yourself the right to read it, then try again.`,
        { path },
      );
    case 'EFTYPE':
      return fail(
        'file.not-allowed',
        `${path} is not a plain file: a folder, pipe or device lies there. It was not read, and nothing was changed. Put the file back, or name another.`,
        { path },
      );
    case 'ETIMEDOUT':
      return fail(
        'file.read-failed',
        `${path} could not be read: its disk or network share does not answer. Its last text is kept here, if it was read before.`,
        { path, errno },
        true,
      );
    case null:
      throw error;
    default:
      return fail(
        'file.read-failed',
        `${path} could not be read (${errno}). Nothing was changed; its last text is kept here, if it was read before. Try again once its disk answers, or put the file back.`,
        { path, errno },
        true,
      );
  }
}
