import { createHash } from 'node:crypto';

/** Names bytes by what they say: SHA-256 in hex. Files, revisions and intents are compared by it. */
export function contentHash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
