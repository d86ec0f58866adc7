import { createHash } from 'node:crypto';
import type { Entropy } from '../../../core/kernel/clock.ts';

/** 256 random bits behind a prefix by which a leaked one is recognised; only the digest is ever stored. */
export function freshToken(entropy: Entropy): { readonly token: string; readonly sha256: string } {
  const token = `qd_${Buffer.from(entropy.bytes(32)).toString('base64url')}`;
  return { token, sha256: tokenDigest(token) };
}

/** By which a shown token is found again. */
export function tokenDigest(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
