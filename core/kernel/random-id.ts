import type { Entropy } from './clock.ts';

const ID_BYTES = 12;
const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** `prefix_` and 96 random bits in base64url. */
export function randomId(entropy: Entropy, prefix: string): string {
  let id = '';
  let pending = 0;
  let bits = 0;
  for (const byte of entropy.bytes(ID_BYTES)) {
    pending = (pending << 8) | byte;
    for (bits += 8; bits >= 6; ) {
      bits -= 6;
      id += BASE64URL.charAt((pending >> bits) & 63);
    }
  }
  return `${prefix}_${id}`;
}
