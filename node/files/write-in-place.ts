import { contentHash } from './content-hash.ts';
import { errnoOf } from './file-failure.ts';
import type { FileFacts, FileInPlace, FilePort } from './file-port.ts';
import { firstDifference } from './torn-mix.ts';

/** Why a file is written into instead of being replaced: what a new file in its place would not have. */
export type InPlaceReason =
  /** Another name, by hard link. */
  | 'names'
  /** Extended attributes, access lists, file flags. */
  | 'attributes'
  /** Another owner or group than files of ours get, or a mode that such a file can't have. */
  | 'owner'
  /** Something is mounted at its name, or it is itself. */
  | 'mount'
  /** Its folder takes no new file, or doesn't give this name away. */
  | 'folder';

/** Why a name could not go to a new file, where that leaves the file that has it as it was. */
export function whyNotGivenAway(error: unknown): 'mount' | 'folder' | null {
  const errno = errnoOf(error) ?? '';
  if (['EBUSY', 'EXDEV'].includes(errno)) return 'mount';
  return ['EACCES', 'EPERM', 'EROFS'].includes(errno) ? 'folder' : null;
}

/** Thrown like an error of the system: the file says neither what it said before nor what it should say. */
export class HalfWritten extends Error {
  readonly code = 'EHALFWRITTEN';

  constructor(path: string, error: unknown) {
    super(`${path} is half-written: ${errnoOf(error) ?? String(error)}`);
  }
}

export interface InPlaceWanted {
  readonly bytes: Uint8Array;
  /** What the file must still say. */
  readonly expectedHash: string;
}

export interface WrittenInPlace {
  /** Null when somebody touched it at once. */
  readonly left: FileFacts | null;
  /** When the file came into being, which is before anybody decided on this text. */
  readonly madeAt: number;
}

/**
 * Writes into the file that is there. Null, and nothing done, when it says something else than expected. A program that
 * reads it at this very moment can find half of a text; a kill or a power cut can leave one (`isTornMix`), so whoever
 * calls this has put both texts on the disk before. What fails is taken back, else `HalfWritten` is thrown.
 */
export async function writeInPlace(
  files: FilePort,
  path: string,
  { bytes, expectedHash }: InPlaceWanted,
  afterWriting: () => void,
): Promise<WrittenInPlace | null> {
  const file = await files.openInPlace(path);
  try {
    const seen = await file.facts();
    const before = await file.read();
    if (contentHash(before) !== expectedHash || (await files.facts(path)).inode !== seen.inode) return null;
    // Said again where it says so already: the last time it may not have come to the disk.
    const from = firstDifference(before, bytes) % Math.max(1, bytes.length);
    const wrote = await orTakeBack(file, path, before, async () => {
      const written = await file.overwrite(bytes, from, seen);
      if (written === null) return null;
      afterWriting();
      await keepMode(file, seen, written);
      await file.sync();
      return written;
    });
    if (wrote === null) return null;
    const left = await file.facts();
    const named = await files.facts(path);
    // Another program gave the name to a file of its own, which has nothing of this.
    if (named.inode !== seen.inode) return null;
    const same = left.bytes === wrote.bytes && left.modifiedAt === wrote.modifiedAt;
    return { left: same ? left : null, madeAt: seen.createdAt };
  } finally {
    await file.close();
  }
}

async function orTakeBack<Value>(
  file: FileInPlace,
  path: string,
  before: Uint8Array,
  write: () => Promise<Value>,
): Promise<Value> {
  try {
    return await write();
  } catch (error) {
    try {
      if ((await file.overwrite(before, 0, await file.facts())) === null) throw error;
      await file.sync();
    } catch {
      throw new HalfWritten(path, error);
    }
    throw error;
  }
}

/** The system takes the rights of owner and group to run a file as themselves away from one that others write into. */
async function keepMode(file: FileInPlace, seen: FileFacts, written: FileFacts): Promise<void> {
  if (written.mode === seen.mode) return;
  // Only its owner may; the bytes matter more.
  await file.setMode(seen.mode).catch(() => undefined);
}
