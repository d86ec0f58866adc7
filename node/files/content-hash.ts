import { hash } from 'node:crypto';

/** Bytes are compared some ten times faster than they are hashed; a file is read several times around one save. */
const KEPT = 6;
const KEPT_BYTES = 2 * 1024 * 1024;

let recent: readonly { readonly bytes: Uint8Array; readonly hash: string }[] = [];

/** Names bytes by what they say: SHA-256 in hex. Files, revisions and intents are compared by it. */
export function contentHash(bytes: Uint8Array): string {
  const known = recent.find(
    (one) => one.bytes.length === bytes.length && Buffer.compare(one.bytes, bytes) === 0,
  );
  const named = known ?? { bytes, hash: hash('sha256', bytes, 'hex') };
  if (bytes.length <= KEPT_BYTES) recent = [named, ...recent.filter((one) => one !== known)].slice(0, KEPT);
  return named.hash;
}
