import { createHash } from 'node:crypto';
import type { Digest } from '../../core/domain/readiness/evidence.ts';
import { byteLimit } from '../../core/kernel/byte-limit.ts';
import { fail, ok } from '../../core/kernel/result.ts';
import { readFailure } from '../files/file-failure.ts';
import type { FileResult, HeldFile } from '../files/file-port.ts';

/** Read, hashed and handed on at a time: a few milliseconds of the loop, also for who parses it. */
const PIECE_BYTES = 256 * 1024;

export interface ReadThrough {
  readonly limit: number;
  readonly signal: AbortSignal;
  /** Given each piece in order; the next one is read when it is done. What it throws is thrown on. */
  readonly take?: (piece: Uint8Array) => void | Promise<void>;
}

/** Reads a file to its end in pieces, and answers how long it is and its digest. Rejects when it is aborted. */
export async function readThrough(
  file: HeldFile,
  path: string,
  { limit, signal, take }: ReadThrough,
): Promise<FileResult<{ readonly digest: Digest; readonly bytes: number }>> {
  const hash = createHash('sha256');
  const length = file.found.bytes;
  if (length > limit) return tooLarge(path, limit);
  let bytes = 0;
  for (;;) {
    signal.throwIfAborted();
    let piece: Uint8Array;
    // One more than is left: what comes short of that is the end, and a small file is read at once.
    const asked = Math.min(PIECE_BYTES, Math.max(0, length - bytes) + 1);
    try {
      piece = await file.readAt(bytes, asked);
    } catch (error) {
      return readFailure(path, error);
    }
    if (piece.length === 0) return ok({ digest: hash.digest('hex'), bytes });
    bytes += piece.length;
    // It may have grown meanwhile.
    if (bytes > limit) return tooLarge(path, limit);
    hash.update(piece);
    await take?.(piece);
    if (bytes === length && piece.length < asked) return ok({ digest: hash.digest('hex'), bytes });
  }
}

export function tooLarge(path: string, limit: number): FileResult<never> {
  const most = byteLimit(limit);
  return fail('file.too-large', `${path} is larger than ${most}, the most that is read of such a file.`, {
    path,
  });
}
