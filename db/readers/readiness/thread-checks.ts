import { createPublicKey, verify } from 'node:crypto';
import type { KeyChecks } from '../../../core/domain/sync/known-keys.ts';

/** What a thread of readers checks sign-offs by: functions can't be handed to it. It knows no fingerprints. */
export const threadChecks: KeyChecks = {
  verify(publicKey, text, signature) {
    const bytes = Buffer.from(signature, 'base64');
    // Decoding skips what is no base64: only the one spelling of a signature counts.
    if (bytes.toString('base64') !== signature) return false;
    try {
      const key = createPublicKey(publicKey);
      return key.asymmetricKeyType === 'ed25519' && verify(null, Buffer.from(text, 'utf8'), key, bytes);
    } catch {
      return false;
    }
  },
  fingerprint: () => null,
};
