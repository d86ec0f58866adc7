import type { FileHandle } from 'node:fs/promises';
import { knownBytes, remember } from './known-bytes.ts';

/** Files up to this size are read into one place, and copied only when they say something new. */
const SCRATCH_BYTES = 2 * 1024 * 1024;

/** Two reads at once are common, more are not. */
const PLACES = 2;
const places: Uint8Array[] = [];

/** The whole of an open file. Bytes that were read lately are given again as the same object, without memory of their own. */
export async function readBytes(handle: FileHandle): Promise<Uint8Array> {
  const place = places.pop() ?? new Uint8Array(SCRATCH_BYTES);
  let length = 0;
  for (;;) {
    const { bytesRead } = await handle.read(place, length, place.length - length, null);
    if (bytesRead === 0) break;
    length += bytesRead;
    if (length === place.length) return Buffer.concat([place, await handle.readFile()]);
  }
  const read = place.subarray(0, length);
  const bytes = knownBytes(read) ?? read.slice();
  remember(bytes);
  if (places.length < PLACES) places.push(place);
  return bytes;
}
