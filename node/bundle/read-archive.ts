import { createHash } from 'node:crypto';
import { Header, Parser, type ReadEntry } from 'tar';
import { EVIDENCE_MEMBERS, isMemberPath, MEMBERS } from '../../core/domain/readiness/bundle/member-path.ts';
import type { Digest } from '../../core/domain/readiness/evidence.ts';
import { fail, ok, type Result } from '../../core/kernel/result.ts';
import { quoted } from '../evidence/judgement.ts';
import { readThrough } from '../evidence/read-through.ts';
import { readFailure } from '../files/file-failure.ts';
import type { FileCode, HeldFile } from '../files/file-port.ts';
import { ARCHIVE_FOLDER, archiveWriter } from './write-archive.ts';

export const ARCHIVE_BYTES_MAX = 8 * 1024 * 1024 * 1024;
/** Of a member that is read as a whole: all but evidence. */
const TEXT_BYTES_MAX = 64 * 1024 * 1024;
const TEXTS_BYTES_MAX = 256 * 1024 * 1024;
const MEMBERS_MAX = 50_010;
const BLOCK = 512;

/** Why an archive is no bundle, whatever it holds. */
export type ArchiveCode =
  | 'bundle.not-an-archive'
  | 'bundle.unsafe-name'
  | 'bundle.not-a-file'
  | 'bundle.duplicate-name'
  | 'bundle.too-large'
  | 'bundle.damaged';

export interface ReadMember {
  readonly bytes: number;
  readonly sha256: Digest;
  /** Null for evidence, which may be of any length. */
  readonly contents: Uint8Array | null;
}

export interface ReadArchive {
  /** Of the archive as a whole. */
  readonly digest: Digest;
  readonly bytes: number;
  /** By path, in their order. */
  readonly members: ReadonlyMap<string, ReadMember>;
}

export type ArchiveResult = Result<ReadArchive, ArchiveCode | FileCode>;

/**
 * Reads a bundle's archive to its end without unpacking any of it. Only what `archiveWriter` makes is one, down to the last
 * byte between its files: what other programs would unpack is what was read here. Rejects when it is aborted.
 */
export async function readArchive(file: HeldFile, path: string, signal: AbortSignal): Promise<ArchiveResult> {
  let first: Uint8Array;
  try {
    first = await file.readAt(0, BLOCK);
  } catch (error) {
    return readFailure(path, error);
  }
  if (!beginsLikeBundle(first)) return notAnArchive(path);
  const reading = new Reading();
  const read = await readThrough(file, path, {
    limit: ARCHIVE_BYTES_MAX,
    signal,
    take: (piece) => reading.take(piece),
  });
  if (!read.ok) return read;
  return reading.end(read.value);
}

/** A compressed one is not read at all. */
function beginsLikeBundle(block: Uint8Array): boolean {
  if (block.length < BLOCK) return false;
  const { cksumValid, path, type } = headerOf(block) ?? {};
  return cksumValid === true && path === `${ARCHIVE_FOLDER}${MEMBERS.manifest}` && type === 'File';
}

function headerOf(block: Uint8Array): Header | null {
  try {
    return new Header(Buffer.from(block));
  } catch {
    return null;
  }
}

class Reading {
  readonly #parser = new Parser({ strict: true });
  readonly #members = new Map<string, ReadMember>();
  readonly #names = new Set<string>();
  /** What our writer makes of the same files. */
  readonly #again = createHash('sha256');
  readonly #writer = archiveWriter((bytes) => void this.#again.update(bytes));
  #textBytes = 0;
  #problem: ArchiveResult | null = null;

  constructor() {
    this.#parser.on('entry', (entry: ReadEntry) => this.#member(entry));
    const other = (): void => this.#refuse('bundle.not-a-file', 'It holds something that is no file.');
    this.#parser.on('meta', other);
    this.#parser.on('ignoredEntry', other);
    this.#parser.on('error', (error: Error) =>
      this.#refuse('bundle.damaged', `It is damaged: ${quoted(error.message)}.`),
    );
  }

  take(piece: Uint8Array): void {
    if (this.#problem === null) this.#parser.write(Buffer.from(piece.buffer, piece.byteOffset, piece.length));
  }

  end({ digest, bytes }: { readonly digest: Digest; readonly bytes: number }): ArchiveResult {
    if (this.#problem === null) this.#parser.end();
    if (this.#problem !== null) return this.#problem;
    this.#writer.end();
    if (this.#again.digest('hex') !== digest)
      return refused(
        'bundle.damaged',
        'Bytes between its files are not as they were written: it was changed, or packed anew by another program.',
      );
    return ok({ digest, bytes, members: this.#members });
  }

  #member(entry: ReadEntry): void {
    const { size } = entry;
    const path = pathIn(entry);
    const problem = this.#problemOf(path, entry);
    if (problem !== null || path === null) {
      entry.resume();
      this.#problem ??= problem;
      return;
    }
    this.#names.add(path.toLowerCase());
    const hash = createHash('sha256');
    const pieces: Uint8Array[] = [];
    const isText = !path.startsWith(EVIDENCE_MEMBERS);
    if (isText) this.#textBytes += size;
    this.#writer.begin(path, size);
    entry.on('data', (piece: Uint8Array) => {
      hash.update(piece);
      this.#writer.write(piece);
      if (isText) pieces.push(piece);
    });
    entry.on('end', () => {
      const contents = isText ? Buffer.concat(pieces) : null;
      this.#members.set(path, { bytes: size, sha256: hash.digest('hex'), contents });
    });
  }

  #problemOf(path: string | null, entry: ReadEntry): ArchiveResult | null {
    const { type, size } = entry;
    const name = quoted(path ?? entry.path);
    if (type !== 'File')
      return refused('bundle.not-a-file', `${name} is no file, but a ${type}.`, { member: name });
    if (path === null)
      return refused('bundle.unsafe-name', `It holds "${name}", a name that could lead out of its folder.`, {
        member: name,
      });
    if (this.#names.has(path.toLowerCase()))
      return refused('bundle.duplicate-name', `It holds ${name} twice.`, { member: name });
    if (this.#names.size >= MEMBERS_MAX)
      return refused('bundle.too-large', `It holds more than ${MEMBERS_MAX} files.`);
    const isText = !path.startsWith(EVIDENCE_MEMBERS);
    if (isText && (size > TEXT_BYTES_MAX || this.#textBytes + size > TEXTS_BYTES_MAX))
      return refused('bundle.too-large', `${name} is too large to be what its name says.`, { member: name });
    return null;
  }

  #refuse(code: ArchiveCode, message: string): void {
    this.#problem ??= refused(code, message);
  }
}

/** Null for what would not be unpacked into the folder of bundles. */
function pathIn({ path }: ReadEntry): string | null {
  const below = path.startsWith(ARCHIVE_FOLDER) ? path.slice(ARCHIVE_FOLDER.length) : '';
  return isMemberPath(below) ? below : null;
}

function refused(
  code: ArchiveCode,
  message: string,
  facts: { readonly member?: string } = {},
): ArchiveResult {
  return fail(code, message, facts);
}

function notAnArchive(path: string) {
  return refused(
    'bundle.not-an-archive',
    `${path} is no bundle: a bundle is an uncompressed tar archive that begins with its manifest.`,
  );
}
