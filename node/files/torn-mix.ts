/**
 * Whether a file says what a writing in place leaves that was cut off: at each offset what it said before or what it
 * should say, with the length of either or one in between. The system may have put any part of it on the disk first, and
 * may have made room at the end that nothing was written into yet.
 */
export function isTornMix(before: Uint8Array, wanted: Uint8Array, found: Uint8Array): boolean {
  const shortest = Math.min(before.length, wanted.length);
  if (found.length < shortest || found.length > Math.max(before.length, wanted.length)) return false;
  return found.every(
    (byte, at) => byte === before[at] || byte === wanted[at] || (byte === 0 && at >= before.length),
  );
}

/** Where two texts begin to differ; the length of the shorter one when that is the beginning of the other. */
export function firstDifference(one: Uint8Array, other: Uint8Array): number {
  const shortest = Math.min(one.length, other.length);
  let at = 0;
  while (at < shortest && one[at] === other[at]) at += 1;
  return at;
}
