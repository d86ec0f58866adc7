import type { Entropy } from '../core/kernel/clock.ts';

const ID_BYTES = 12;

/** `prefix_` and 96 random bits in base64url. */
export function randomId(entropy: Entropy, prefix: string): string {
  return `${prefix}_${Buffer.from(entropy.bytes(ID_BYTES)).toString('base64url')}`;
}
