import { basename, dirname, join } from 'node:path';
import { fail, ok } from '../../core/kernel/result.ts';
import { beyondNew, carriesAttributes, rememberCarries } from './attributes.ts';
import { contentHash } from './content-hash.ts';
import { errnoOf, isRefusedByFolder, NotPlainFile, writeFailure } from './file-failure.ts';
import type { FileFacts, FilePort, FileResult, OpenedFile } from './file-port.ts';
import { factsOfKept, hasOtherNames, type Kept, keepWithinReach, letGo, readKept } from './second-name.ts';
import {
  type InPlaceReason,
  type InPlaceWanted,
  type WrittenInPlace,
  whyNotGivenAway,
  writeInPlace,
} from './write-in-place.ts';

export interface WriteMoments {
  afterTemp(): void;
  afterFsync(): void;
  /** The file that is replaced has its second name, and still its first. */
  afterLink(): void;
  afterRename(): void;
  /** Written in place, and not synced. */
  afterInPlace(): void;
}

export interface Replacement extends InPlaceWanted {
  readonly path: string;
  /** Makes the temp name predictable, so that a start after a kill can sweep it. */
  readonly token: string;
  /** Second names for the file that is replaced, in order of preference. */
  readonly keepAs: readonly string[];
  /** Second names that were given before and may still be there: they are no reason to write in place. */
  readonly ownNames: () => readonly string[];
}

export type Written =
  | {
      readonly how: 'replaced';
      /** The file that had the name before: somebody may have it open and write on. */
      readonly kept: Kept;
      /** The new file as we left it; null when somebody touched it at once. */
      readonly left: FileFacts | null;
    }
  | ({ readonly how: 'in-place'; readonly because: InPlaceReason } & WrittenInPlace);

/** Where `replaceFile` writes first: same folder (a rename never crosses disks), hidden, named after the token. */
export function tempPathOf(path: string, token: string): string {
  return join(dirname(path), `.${basename(path)}.${token}.quarterdeck-tmp`);
}

const NOTHING: WriteMoments = {
  afterTemp() {},
  afterFsync() {},
  afterLink() {},
  afterRename() {},
  afterInPlace() {},
};

/**
 * Replaces the bytes of an existing file so that a reader, or a power cut, finds the old or the new ones and never a mix.
 * A symbolic link stays a link: its target is replaced. The temp file never survives a refusal. The file that was there
 * stays within reach: a program that has it open can go on writing into it. Where a new file would lack something that
 * belongs to the old one, that one is written into (docs/adr/0018-what-a-replaced-file-keeps.md).
 */
export async function replaceFile(
  files: FilePort,
  wanted: Replacement,
  moments: WriteMoments = NOTHING,
): Promise<FileResult<Written>> {
  const { path } = wanted;
  try {
    const target = await files.realPath(path);
    const facts = await files.facts(target);
    if (!facts.isFile) throw new NotPlainFile(path);
    if ((facts.mode & 0o222) === 0 || !(await files.writable(target)))
      return await readOnlyFailure(files, path, facts);
    const written = (await hasOtherNames(files, facts, wanted.ownNames))
      ? 'names'
      : await byNewFile(files, target, facts, wanted, moments);
    if (written === null) return changed(path);
    if (typeof written !== 'string') return ok(written);
    const inPlace = await writeInPlace(files, target, wanted, () => moments.afterInPlace());
    if (inPlace === null) return changed(path);
    if (inPlace.left !== null && carriesAttributes(facts) === true) rememberCarries(inPlace.left, true);
    return ok({ how: 'in-place', because: written, ...inPlace });
  } catch (error) {
    return writeFailure(path, error);
  }
}

/** In words why a file may not be written, as far as its mode or the system tell. It is opened for that, and left alone. */
export async function readOnlyFailure(
  files: FilePort,
  path: string,
  { mode }: Pick<FileFacts, 'mode'>,
): Promise<FileResult<never>> {
  try {
    // The super-user may write anything; a file marked read-only is still meant to stay as it is.
    if ((mode & 0o222) !== 0) await (await files.openInPlace(path)).close();
  } catch (error) {
    return writeFailure(path, error);
  }
  const message = `${path} is read-only. The file is unchanged. Make it writable, then try again.`;
  return fail('file.read-only', message, { path });
}

function changed(path: string): FileResult<never> {
  return fail(
    'file.changed',
    `${path} was changed by someone else a moment ago. Nothing was overwritten; look at it again.`,
    { path },
    true,
  );
}

/** A reason: nothing was done, since the new file would lack something. Null: the file is not what it was said to be. */
async function byNewFile(
  files: FilePort,
  target: string,
  facts: FileFacts,
  wanted: Replacement,
  moments: WriteMoments,
): Promise<Written | InPlaceReason | null> {
  if (carriesAttributes(facts) === true) return 'attributes';
  const temp = tempPathOf(target, wanted.token);
  const file = await openTemp(files, temp, facts);
  if (file === null) return 'folder';
  let written: Written | null = null;
  try {
    await fill(file, wanted.bytes, facts, moments);
    const fresh = await files.facts(temp);
    if (fresh.user !== facts.user || fresh.group !== facts.group || fresh.mode !== facts.mode) return 'owner';
    const attributes = await attributesBeyond(files, target, facts, temp);
    if (attributes === 'some') return 'attributes';
    const outcome = await swap(files, temp, target, facts, wanted, moments);
    if (outcome === null || typeof outcome === 'string') return outcome;
    moments.afterRename();
    const left = await files.facts(target);
    await files.syncFolder(dirname(target));
    const same = isSame(left, fresh);
    if (same && attributes === 'none') rememberCarries(left, false);
    written = { how: 'replaced', kept: outcome, left: same ? left : null };
    return written;
  } finally {
    if (written === null) await files.remove(temp);
  }
}

/**
 * What the file carries that the new one lacks: asked once after the file was touched outside, see `carriesAttributes`.
 * Without an answer it may have some; where no program tells them, they are copied each time.
 */
async function attributesBeyond(
  files: FilePort,
  target: string,
  facts: FileFacts,
  temp: string,
): Promise<'some' | 'none' | 'copied'> {
  if (carriesAttributes(facts) === false) return 'none';
  const asked = await files.attributes([target, temp]);
  if (asked.kind === 'no-answer') return 'some';
  if (asked.kind === 'told') {
    const carries = beyondNew(asked.of, target, temp).length > 0;
    rememberCarries(facts, carries);
    return carries ? 'some' : 'none';
  }
  await files.copyAttributes(target, temp);
  return 'copied';
}

/** Null, and nothing done, when the file is not what it was said to be; a reason when its name can't be given away. */
async function swap(
  files: FilePort,
  temp: string,
  target: string,
  facts: FileFacts,
  { expectedHash, keepAs }: Replacement,
  moments: WriteMoments,
): Promise<Kept | InPlaceReason | null> {
  let old: Kept | null = null;
  let renamed = false;
  let swappedOutside = false;
  try {
    const now = await files.facts(target);
    // Its mode, owner or attributes may have been set since they were looked at.
    if (now.inode === facts.inode && now.changedAt !== facts.changedAt) return 'attributes';
    old = await keepWithinReach(files, target, keepAs);
    moments.afterLink();
    // As late as possible: an editor may have saved, into this file or by another one, while the temp file was written.
    const { inode } = await factsOfKept(files, old);
    if (contentHash(await readKept(files, old)) !== expectedHash) return null;
    renamed = await files.renameOver(temp, target, inode);
    swappedOutside = !renamed;
    return renamed ? old : null;
  } catch (error) {
    const why = whyNotGivenAway(error);
    if (why === null) throw error;
    return why;
  } finally {
    // The only name left of a file that another program just replaced stays: a third may be writing into it.
    if (!renamed && old !== null && (old.how === 'handle' || !swappedOutside)) await letGo(files, old);
  }
}

function isSame(one: FileFacts, other: FileFacts): boolean {
  return one.inode === other.inode && one.bytes === other.bytes && one.modifiedAt === other.modifiedAt;
}

/** Makes a file whole or not at all; an existing one is left alone unless `overwrite`, and then keeps what belongs to it. */
export async function createFile(
  files: FilePort,
  wanted: { path: string; bytes: Uint8Array; token: string; overwrite: boolean },
): Promise<FileResult<null>> {
  const { path, overwrite } = wanted;
  try {
    const below = await makeFolderOf(files, path);
    if (below !== null) return below;
    const before = overwrite ? await readIfThere(files, path) : null;
    if (before !== null) {
      const expectedHash = contentHash(before);
      const written = await replaceFile(files, { ...wanted, expectedHash, keepAs: [], ownNames: () => [] });
      if (written.ok && written.value.how === 'replaced') await letGo(files, written.value.kept);
      return written.ok ? ok(null) : written;
    }
    const temp = tempPathOf(path, wanted.token);
    let moved = false;
    try {
      const file = await openTemp(files, temp, null);
      if (file !== null) await fill(file, wanted.bytes, null, NOTHING);
      await (overwrite ? files.rename(temp, path) : files.renameNew(temp, path));
      moved = true;
    } finally {
      if (!moved) await files.remove(temp);
    }
    await files.syncFolder(dirname(path));
    return ok(null);
  } catch (error) {
    if (errnoOf(error) === 'EEXIST' && (await factsIfThere(files, path))?.isFolder === true)
      return fail('file.exists', `${path} is a folder. Nothing was written; name a file in it.`, { path });
    return writeFailure(path, error);
  }
}

/** Makes the folder that a new file goes to; a failure where one of its parents is a file. */
async function makeFolderOf(files: FilePort, path: string): Promise<FileResult<never> | null> {
  try {
    await files.makeFolder(dirname(path));
    return null;
  } catch (error) {
    if (!['EEXIST', 'ENOTDIR'].includes(errnoOf(error) ?? '')) throw error;
    let parent = dirname(path);
    while ((await factsIfThere(files, parent)) === null && parent !== dirname(parent))
      parent = dirname(parent);
    return fail(
      'file.not-allowed',
      `${path} can't be written, because ${parent} is a file and not a folder. Choose another place.`,
      { path, parent },
    );
  }
}

const factsIfThere = (files: FilePort, path: string): Promise<FileFacts | null> =>
  files.facts(path).catch(() => null);

async function readIfThere(files: FilePort, path: string): Promise<Uint8Array | null> {
  try {
    return await files.read(path);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Null where the folder of a file that is there takes no other one. */
async function openTemp(files: FilePort, temp: string, like: FileFacts | null): Promise<OpenedFile | null> {
  try {
    // A temp file of the same token can only be our own, left by a killed process.
    await files.remove(temp);
    return await files.createExclusive(temp, like === null ? 0o644 : 0o600);
  } catch (error) {
    if (like === null || !isRefusedByFolder(error)) throw error;
    return null;
  }
}

/** The caller removes what was written in part. */
async function fill(
  file: OpenedFile,
  bytes: Uint8Array,
  like: FileFacts | null,
  moments: WriteMoments,
): Promise<void> {
  try {
    await file.write(bytes);
    moments.afterTemp();
    if (like !== null) {
      await giveTo(file, like);
      await file.setMode(like.mode);
    }
    await file.sync();
    moments.afterFsync();
  } finally {
    await file.close();
  }
}

/** Only the super-user may give a file away; whoever calls looks whose it came to be. */
async function giveTo(file: OpenedFile, { user, group }: FileFacts): Promise<void> {
  await file.setOwner(user, group).catch(() => undefined);
}
