import { createHash } from 'node:crypto';
import { statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Digest } from '../../core/domain/readiness/evidence.ts';
import { type FileToSend, STORED_BYTES_MAX } from '../../core/domain/readiness/stored-file.ts';
import { fail, ok } from '../../core/kernel/result.ts';
import { errnoOf, readFailure, writeFailure } from '../files/file-failure.ts';
import type { FilePort, FileResult, HeldFile } from '../files/file-port.ts';
import { makeFolders } from '../files/make-folders.ts';
import { type IncomingFile, openIncomingFile } from './incoming-file.ts';
import { readThrough, tooLarge } from './read-through.ts';

/** Left free on the workspace's disk, so that its database can go on. */
const RESERVED_BYTES = 256 * 1024 * 1024;
const LEFTOVER = '.incoming';

export interface StoredFile {
  readonly digest: Digest;
  readonly bytes: number;
}

/** A file that comes piece by piece. */
export interface ReceivedFile {
  write(bytes: Uint8Array): Promise<FileResult<null>>;
  /** It is in the store from now on. */
  keep(): Promise<FileResult<StoredFile>>;
  /** Leaves nothing of it, unless it is kept. */
  discard(): Promise<void>;
}

/** Files kept under the SHA-256 of their bytes. What takes a signal rejects with its reason when it is aborted. */
export interface EvidenceStore {
  /** Keeps what a regular file says now; bytes that are kept already are not kept twice. */
  put(path: string, signal: AbortSignal): Promise<FileResult<StoredFile>>;
  /** Takes in a file that comes piece by piece. */
  receive(file: FileToSend): Promise<FileResult<ReceivedFile>>;
  has(digest: Digest): Promise<boolean>;
  /** To be read in pieces, and closed by the caller. */
  open(digest: Digest): Promise<FileResult<HeldFile>>;
  /** All of a file that is no longer than so many bytes. */
  read(digest: Digest, maxBytes: number, signal: AbortSignal): Promise<FileResult<Uint8Array>>;
  /** Whether the bytes still have their digest. */
  check(digest: Digest, signal: AbortSignal): Promise<FileResult<boolean>>;
}

export interface EvidenceStoreOptions {
  readonly folder: string;
  readonly files: FilePort;
  /** Bytes that the disk of a folder has left. */
  readonly freeBytes?: (folder: string) => Promise<number>;
}

/** Opens the store for its one writer: what a killed one left half copied is removed. */
export async function openEvidenceStore(options: EvidenceStoreOptions): Promise<EvidenceStore> {
  const { folder, files, freeBytes = freeOnDisk } = options;
  await makeFolders(folder, 0o700);
  for (const { name, kind } of await files.list(folder)) {
    if (kind === 'file' && name.endsWith(LEFTOVER)) await files.remove(join(folder, name));
  }
  const placeOf = (digest: Digest): string => join(folder, digest.slice(0, 2), digest);
  let puts = 0;

  function begin(): Promise<IncomingFile> {
    puts += 1;
    return openIncomingFile(files, join(folder, `${puts}${LEFTOVER}`), moveInto);
  }

  async function copy(from: HeldFile, path: string, signal: AbortSignal): Promise<FileResult<StoredFile>> {
    const incoming = await begin();
    try {
      const take = (piece: Uint8Array): Promise<void> => incoming.write(piece);
      const read = await readThrough(from, path, { limit: STORED_BYTES_MAX, signal, take });
      if (read.ok) await incoming.keep(read.value.digest);
      return read;
    } finally {
      await incoming.discard();
    }
  }

  /** Also where it is there already: the same bytes, and whole ones if those that are there were damaged. */
  async function moveInto(temp: string, digest: Digest): Promise<void> {
    const place = placeOf(digest);
    await makeFolders(dirname(place), 0o700);
    await files.rename(temp, place);
    await files.syncFolder(dirname(place));
    await files.syncFolder(folder);
  }

  async function open(digest: Digest): Promise<FileResult<HeldFile>> {
    try {
      return ok(await files.hold(placeOf(digest)));
    } catch (error) {
      return readFailure(placeOf(digest), error);
    }
  }

  async function readAll(digest: Digest, limit: number, signal: AbortSignal) {
    const file = await open(digest);
    if (!file.ok) return file;
    const pieces: Uint8Array[] = [];
    try {
      const take = (piece: Uint8Array): void => void pieces.push(piece);
      const read = await readThrough(file.value, placeOf(digest), { limit, signal, take });
      return read.ok ? ok({ digest: read.value.digest, bytes: Buffer.concat(pieces) }) : read;
    } finally {
      await file.value.close();
    }
  }

  async function written<Value>(name: string, work: () => Promise<Value>): Promise<FileResult<Value>> {
    try {
      return ok(await work());
    } catch (error) {
      return isFull(error) ? diskFull(name) : writeFailure(folder, error);
    }
  }

  return {
    async put(path, signal) {
      let from: HeldFile;
      let bytes: number;
      try {
        ({ bytes } = await files.facts(path));
        from = await files.hold(path);
      } catch (error) {
        return readFailure(path, error);
      }
      try {
        if (bytes <= STORED_BYTES_MAX && (await freeBytes(folder)) < bytes + RESERVED_BYTES)
          return diskFull(path);
        return await copy(from, path, signal);
      } catch (error) {
        signal.throwIfAborted();
        return isFull(error) ? diskFull(path) : writeFailure(folder, error);
      } finally {
        await from.close();
      }
    },
    async receive({ name, bytes }) {
      if (bytes > STORED_BYTES_MAX) return tooLarge(name, STORED_BYTES_MAX);
      if ((await freeBytes(folder)) < bytes + RESERVED_BYTES) return diskFull(name);
      const begun = await written(name, begin);
      if (!begun.ok) return begun;
      const incoming = begun.value;
      const hash = createHash('sha256');
      let length = 0;
      return ok({
        write: (piece) =>
          written(name, async () => {
            await incoming.write(piece);
            hash.update(piece);
            length += piece.length;
            return null;
          }),
        keep: () =>
          written(name, async () => {
            const digest = hash.digest('hex');
            await incoming.keep(digest);
            return { digest, bytes: length };
          }),
        discard: () => incoming.discard(),
      });
    },
    async has(digest) {
      const facts = await files.facts(placeOf(digest)).catch(() => null);
      return facts?.isFile === true;
    },
    open,
    async read(digest, maxBytes, signal) {
      const read = await readAll(digest, maxBytes, signal);
      if (!read.ok) return read;
      return read.value.digest === digest ? ok(read.value.bytes) : damaged(placeOf(digest));
    },
    async check(digest, signal) {
      const file = await open(digest);
      if (!file.ok) return file;
      try {
        const read = await readThrough(file.value, placeOf(digest), { limit: STORED_BYTES_MAX, signal });
        return read.ok ? ok(read.value.digest === digest) : read;
      } finally {
        await file.value.close();
      }
    },
  };
}

function isFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT'].includes(errnoOf(error) ?? '');
}

async function freeOnDisk(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

function diskFull(path: string) {
  return fail(
    'file.disk-full',
    `The workspace's disk has too little room to keep ${path}. Nothing was added. Free some space, then try again.`,
    { path },
    true,
  );
}

function damaged(path: string) {
  return fail(
    'file.changed',
    `${path} no longer holds the bytes it was stored with. Add the file again from where it came from.`,
    { path },
  );
}
