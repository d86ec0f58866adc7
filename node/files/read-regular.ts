import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/**
 * The beginning of a file that somebody else may have put there, up to so many bytes; null for anything but a regular
 * file. A link is not followed, and a pipe or device is neither waited for nor read.
 */
export function readRegular(path: string, maxBytes: number): Uint8Array | null {
  let file: number;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch {
    return null;
  }
  try {
    const facts = fstatSync(file);
    if (!facts.isFile()) return null;
    const bytes = Buffer.alloc(Math.min(maxBytes, facts.size));
    let read = 0;
    while (read < bytes.length) {
      const more = readSync(file, bytes, read, bytes.length - read, read);
      if (more === 0) break;
      read += more;
    }
    return bytes.subarray(0, read);
  } catch {
    return null;
  } finally {
    closeSync(file);
  }
}
