import { basename, dirname, join } from 'node:path';
import { fail, ok } from '../../core/kernel/result.ts';
import { contentHash } from './content-hash.ts';
import { NotPlainFile, writeFailure } from './file-failure.ts';
import type { FileFacts, FilePort, FileResult } from './file-port.ts';
import { factsOfKept, type Kept, keepWithinReach, letGo, readKept } from './second-name.ts';

export interface WriteMoments {
  afterTemp(): void;
  afterFsync(): void;
  /** The file that is replaced has its second name, and still its first. */
  afterLink(): void;
  afterRename(): void;
}

export interface Replacement {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** The bytes on disk must still hash to this right before the rename. */
  readonly expectedHash: string;
  /** Makes the temp name predictable, so that a start after a kill can sweep it. */
  readonly token: string;
  /** Second names for the file that is replaced, in order of preference. */
  readonly keepAs: readonly string[];
}

export interface Replaced {
  /** The file that had the name before: somebody may have it open and write on. */
  readonly kept: Kept;
  /** The new file as we left it; null when somebody touched it at once. */
  readonly left: FileFacts | null;
}

/** Where `replaceFile` writes first: same folder (a rename never crosses disks), hidden, named after the token. */
export function tempPathOf(path: string, token: string): string {
  return join(dirname(path), `.${basename(path)}.${token}.quarterdeck-tmp`);
}

/**
 * Replaces the bytes of an existing file so that a reader, or a power cut, finds the old or the new ones and never a mix.
 * A symbolic link stays a link: its target is replaced. Mode and owner are kept. The temp file never survives a refusal.
 * The file that was there stays within reach: a program that has it open can go on writing into it.
 */
export async function replaceFile(
  files: FilePort,
  wanted: Replacement,
  moments?: WriteMoments,
): Promise<FileResult<Replaced>> {
  const { path } = wanted;
  try {
    const target = await files.realPath(path);
    const facts = await files.facts(target);
    if (!facts.isFile) throw new NotPlainFile(path);
    if ((facts.mode & 0o222) === 0 || !(await files.writable(target))) {
      return fail(
        'file.read-only',
        `${path} is read-only. The file is unchanged. Make it writable, then try again.`,
        { path },
      );
    }
    const temp = tempPathOf(target, wanted.token);
    await writeTempOrNone(files, temp, wanted.bytes, facts, moments);
    const kept = await swap(files, temp, target, wanted, moments);
    if (kept === null) {
      return fail(
        'file.changed',
        `${path} was changed by someone else a moment ago. Nothing was overwritten; look at it again.`,
        { path },
        true,
      );
    }
    moments?.afterRename();
    const left = await files.facts(target);
    await files.syncFolder(dirname(target));
    return ok({ kept: kept.old, left: isSame(left, kept.fresh) ? left : null });
  } catch (error) {
    return writeFailure(path, error);
  }
}

/** Null, and nothing done, when the file is not what it was said to be. */
async function swap(
  files: FilePort,
  temp: string,
  target: string,
  { expectedHash, keepAs }: Replacement,
  moments?: WriteMoments,
): Promise<{ readonly old: Kept; readonly fresh: FileFacts } | null> {
  let old: Kept | null = null;
  let renamed = false;
  let swappedOutside = false;
  try {
    const fresh = await files.facts(temp);
    old = await keepWithinReach(files, target, keepAs);
    moments?.afterLink();
    // As late as possible: an editor may have saved, into this file or by another one, while the temp file was written.
    const { inode } = await factsOfKept(files, old);
    if (contentHash(await readKept(files, old)) !== expectedHash) return null;
    renamed = await files.renameOver(temp, target, inode);
    swappedOutside = !renamed;
    if (swappedOutside) return null;
    return { old, fresh };
  } finally {
    if (!renamed) {
      await files.remove(temp);
      // The only name left of a file that another program just replaced stays: a third may be writing into it.
      if (old !== null && (old.how === 'handle' || !swappedOutside)) await letGo(files, old);
    }
  }
}

function isSame(one: FileFacts, other: FileFacts): boolean {
  return one.inode === other.inode && one.bytes === other.bytes && one.modifiedAt === other.modifiedAt;
}

/** Makes a file whole or not at all; an existing one is left alone unless `overwrite`. */
export async function createFile(
  files: FilePort,
  wanted: { path: string; bytes: Uint8Array; token: string; overwrite: boolean },
): Promise<FileResult<null>> {
  const { path } = wanted;
  try {
    await files.makeFolder(dirname(path));
    const temp = tempPathOf(path, wanted.token);
    let moved = false;
    try {
      await writeTemp(files, temp, wanted.bytes, null);
      await (wanted.overwrite ? files.rename(temp, path) : files.renameNew(temp, path));
      moved = true;
    } finally {
      if (!moved) await files.remove(temp);
    }
    await files.syncFolder(dirname(path));
    return ok(null);
  } catch (error) {
    return writeFailure(path, error);
  }
}

async function writeTempOrNone(...args: Parameters<typeof writeTemp>): Promise<void> {
  try {
    await writeTemp(...args);
  } catch (error) {
    const [files, temp] = args;
    await files.remove(temp);
    throw error;
  }
}

async function writeTemp(
  files: FilePort,
  temp: string,
  bytes: Uint8Array,
  like: FileFacts | null,
  moments?: WriteMoments,
): Promise<void> {
  // A temp file of the same token can only be our own, left by a killed process.
  await files.remove(temp);
  const handle = await files.createExclusive(temp, like === null ? 0o644 : 0o600);
  try {
    await handle.write(bytes);
    moments?.afterTemp();
    if (like !== null) {
      await keepOwner(handle.setOwner(like.user, like.group));
      await handle.setMode(like.mode);
    }
    await handle.sync();
    moments?.afterFsync();
  } finally {
    await handle.close();
  }
}

/** Only the super-user may give a file away; for everyone else it is theirs already or stays theirs. */
async function keepOwner(attempt: Promise<void>): Promise<void> {
  try {
    await attempt;
  } catch {
    // Bytes and mode matter more than the owner; the mode is set right after.
  }
}
