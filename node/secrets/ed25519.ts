import {
  createHash,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  sign as signBytes,
  verify as verifyBytes,
} from 'node:crypto';
import type { KeyChecks } from '../../core/domain/sync/known-keys.ts';

/** RFC 8410 wrapping of a raw Ed25519 or X25519 seed as PKCS #8. */
const PKCS8_PREFIX = {
  ed25519: Buffer.from('302e020100300506032b657004220420', 'hex'),
  x25519: Buffer.from('302e020100300506032b656e04220420', 'hex'),
} as const;

export function privateKeyOf(seed: Uint8Array, curve: keyof typeof PKCS8_PREFIX): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX[curve], seed]), format: 'der', type: 'pkcs8' });
}

/** SPKI in PEM. */
export function publicKeyOf(key: KeyObject): string {
  return createPublicKey(key).export({ format: 'pem', type: 'spki' }).toString();
}

/** Short enough to read aloud: SHA-256 of the public key, first 20 bytes, in groups of four hex digits. */
export function fingerprintOf(publicKey: string): string {
  const spki = createPublicKey(publicKey).export({ format: 'der', type: 'spki' });
  const digest = createHash('sha256').update(spki).digest('hex').slice(0, 40);
  return (digest.match(/.{4}/g) ?? []).join(' ');
}

/** Ed25519 over the text as UTF-8, in base64. */
export function signText(key: KeyObject, text: string): string {
  return signBytes(null, Buffer.from(text, 'utf8'), key).toString('base64');
}

export const keyChecks: KeyChecks = {
  verify(publicKey, text, signature) {
    const bytes = Buffer.from(signature, 'base64');
    // Decoding skips what is no base64: only the one spelling of a signature counts.
    if (bytes.toString('base64') !== signature) return false;
    try {
      const key = createPublicKey(publicKey);
      return key.asymmetricKeyType === 'ed25519' && verifyBytes(null, Buffer.from(text, 'utf8'), key, bytes);
    } catch {
      return false;
    }
  },
  fingerprint(publicKey) {
    try {
      return fingerprintOf(publicKey);
    } catch {
      return null;
    }
  },
};
