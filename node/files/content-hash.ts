import { hash } from 'node:crypto';
import { knownBytes, remember } from './known-bytes.ts';

const hashes = new WeakMap<Uint8Array, string>();

/** Names bytes by what they say: SHA-256 in hex. Files, revisions and intents are compared by it. */
export function contentHash(bytes: Uint8Array): string {
  const known = knownBytes(bytes) ?? bytes;
  const named = hashes.get(known) ?? hash('sha256', known, 'hex');
  hashes.set(known, named);
  remember(known);
  return named;
}

/** Bytes that are written under a name known already: they are read back as the same object, and not named again. */
export function nameKnown(bytes: Uint8Array, hash: string): void {
  hashes.set(bytes, hash);
  remember(bytes);
}
