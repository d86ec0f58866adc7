import { hash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { lostText, Refusal } from '../failures.ts';
import type { Reader, Writer } from '../handle.ts';
import {
  type ContentRow,
  contentDepth,
  insertContent,
  readContentRow,
  replaceContentRow,
} from '../tables/trackers/content.ts';
import { knownWhole } from './whole-contents.ts';

/** A delta chain this long ends in a full copy, so that reading any version is bounded work. */
const MAX_DEPTH = 64;
const WORTH_COMPRESSING = 512;
const SPAN_BYTES = 8;

const hashes = new WeakMap<Uint8Array, string>();

/** SHA-256 in hex. Bytes that were named are never written into. */
export function contentHash(bytes: Uint8Array): string {
  const known = hashes.get(bytes);
  if (known !== undefined) return known;
  const named = hash('sha256', bytes, 'hex');
  hashes.set(bytes, named);
  return named;
}

/**
 * Keeps bytes under their hash; known bytes cost nothing. With `base` (an earlier version that is stored) only the
 * differing range is kept when it is small, which makes a one-cell edit of a large file a small row.
 */
export function putContent(
  db: Writer,
  bytes: Uint8Array,
  base: { readonly hash: string; readonly bytes: Uint8Array } | null = null,
): string {
  const own = contentHash(bytes);
  if (contentDepth(db, own) !== null) return own;
  const baseDepth = base === null ? null : contentDepth(db, base.hash);
  if (base !== null && baseDepth !== null && baseDepth < MAX_DEPTH) {
    const delta = deltaBetween(base.bytes, bytes);
    if (delta.length * 4 < bytes.length) {
      insertContent(db, {
        hash: own,
        bytes: bytes.length,
        form: 'delta',
        base: base.hash,
        depth: baseDepth + 1,
        data: delta,
      });
      const known = knownWhole(db);
      if (known.has(base.hash)) known.add(own);
      return own;
    }
  }
  insertContent(db, whole(own, bytes));
  knownWhole(db).add(own);
  return own;
}

function whole(own: string, bytes: Uint8Array): ContentRow {
  const packed = bytes.length < WORTH_COMPRESSING ? null : deflateRawSync(bytes, { level: 3 });
  const worth = packed !== null && packed.length < bytes.length * 0.9;
  return {
    hash: own,
    bytes: bytes.length,
    form: worth ? 'deflate' : 'raw',
    base: null,
    depth: 0,
    data: worth ? packed : bytes,
  };
}

/** The bytes kept under a hash, or null. Checked against the hash: a damaged row is never passed off as a file. */
export function getContent(db: Reader, wanted: string): Uint8Array | null {
  const bytes = unpack(db, wanted);
  return bytes !== null && contentHash(bytes) === wanted ? bytes : null;
}

/** The same of a text that the history names: where it is lost, what is under way ends with that failure. */
export function contentOf(db: { readonly read: Reader; readonly file: string }, wanted: string): Uint8Array {
  const bytes = getContent(db.read, wanted);
  if (bytes === null) throw new Refusal(lostText(db.file, wanted).error);
  return bytes;
}

/** Keeps whole bytes under their hash, whatever stands there: what was kept is damaged. */
export function replaceContent(db: Writer, bytes: Uint8Array): void {
  replaceContentRow(db, whole(contentHash(bytes), bytes));
}

function unpack(db: Reader, wanted: string, deepest = MAX_DEPTH): Uint8Array | null {
  const row = readContentRow(db, wanted);
  if (row === null) return null;
  if (row.form === 'raw') return row.data;
  if (row.form === 'deflate') return inflated(row.data);
  const base = row.base === null || deepest === 0 ? null : unpack(db, row.base, deepest - 1);
  return base === null ? null : applyDelta(base, row.data);
}

function inflated(data: Uint8Array): Uint8Array | null {
  try {
    return inflateRawSync(data);
  } catch {
    // Damaged, which is all that zlib can tell of it.
    return null;
  }
}

/** Two little-endian 32-bit lengths (kept at the start, kept at the end), then the bytes between. */
function deltaBetween(base: Uint8Array, bytes: Uint8Array): Uint8Array {
  const shorter = Math.min(base.length, bytes.length);
  let head = commonPieces(base, bytes, shorter, (common) => [common, common]);
  while (head < shorter && base[head] === bytes[head]) head += 1;
  let tail = commonPieces(base, bytes, shorter - head, (common) => [
    base.length - common - PIECE,
    bytes.length - common - PIECE,
  ]);
  while (tail < shorter - head && base[base.length - 1 - tail] === bytes[bytes.length - 1 - tail]) tail += 1;
  const delta = new Uint8Array(SPAN_BYTES + bytes.length - head - tail);
  const view = new DataView(delta.buffer);
  view.setUint32(0, head, true);
  view.setUint32(4, tail, true);
  delta.set(bytes.subarray(head, bytes.length - tail), SPAN_BYTES);
  return delta;
}

/** Compared by pieces first, which is a hundred times faster than byte by byte. */
const PIECE = 4096;

/** How many bytes, in whole pieces and up to `most`, are the same; `next` says where the pieces begin behind so many. */
function commonPieces(
  one: Uint8Array,
  other: Uint8Array,
  most: number,
  next: (common: number) => readonly [number, number],
): number {
  let common = 0;
  while (common + PIECE <= most) {
    const [at, otherAt] = next(common);
    if (Buffer.compare(one.subarray(at, at + PIECE), other.subarray(otherAt, otherAt + PIECE)) !== 0) break;
    common += PIECE;
  }
  return common;
}

function applyDelta(base: Uint8Array, delta: Uint8Array): Uint8Array | null {
  if (delta.length < SPAN_BYTES) return null;
  const view = new DataView(delta.buffer, delta.byteOffset, delta.byteLength);
  const head = view.getUint32(0, true);
  const tail = view.getUint32(4, true);
  if (head > base.length || tail > base.length) return null;
  const middle = delta.subarray(SPAN_BYTES);
  const bytes = new Uint8Array(head + middle.length + tail);
  bytes.set(base.subarray(0, head), 0);
  bytes.set(middle, head);
  bytes.set(base.subarray(base.length - tail), head + middle.length);
  return bytes;
}
