import { z } from 'zod';
import type { Entropy } from '../../core/kernel/clock.ts';
import type { DeviceId } from '../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../core/kernel/result.ts';
import { fingerprintOf, privateKeyOf, publicKeyOf, signText } from './ed25519.ts';
import type { SecretCode, SecretEntries } from './secret-store.ts';

/** The private halves of a device, and the place of the one workspace that may use them. */
const StoredDevice = z.object({
  version: z.literal(1),
  place: z.string(),
  signing: z.string(),
  agreement: z.string(),
});

export interface DeviceKeys {
  /** Ed25519, SPKI in PEM. */
  readonly signingKey: string;
  /** X25519, SPKI in PEM: what others seal for this device is sealed with it. */
  readonly agreementKey: string;
  /** Of the signing key. */
  readonly fingerprint: string;
  readonly sign: (text: string) => string;
}

/** A device's keys with the place they are bound to; null where this machine has none. */
export async function readDeviceKeys(
  entries: SecretEntries,
  deviceId: DeviceId,
): Promise<Result<{ readonly place: string; readonly keys: DeviceKeys } | null, SecretCode>> {
  const found = await entries.get(deviceId);
  if (!found.ok) return found;
  if (found.value === null) return ok(null);
  const stored = StoredDevice.safeParse(parseJson(found.value));
  if (!stored.success)
    return fail('secret.unreadable', "This device's private keys cannot be understood.", { deviceId });
  const { place, signing, agreement } = stored.data;
  return ok({ place, keys: keysOf(Buffer.from(signing, 'base64'), Buffer.from(agreement, 'base64')) });
}

/** Makes a device's two key pairs and keeps the private halves on this machine, bound to a place. */
export async function makeDeviceKeys(
  entries: SecretEntries,
  entropy: Entropy,
  deviceId: DeviceId,
  place: string,
): Promise<Result<DeviceKeys, SecretCode>> {
  const [signing, agreement] = [entropy.bytes(32), entropy.bytes(32)];
  const stored: z.infer<typeof StoredDevice> = {
    version: 1,
    place,
    signing: Buffer.from(signing).toString('base64'),
    agreement: Buffer.from(agreement).toString('base64'),
  };
  const kept = await entries.set(deviceId, new TextEncoder().encode(JSON.stringify(stored)));
  return kept.ok ? ok(keysOf(signing, agreement)) : kept;
}

function keysOf(signing: Uint8Array, agreement: Uint8Array): DeviceKeys {
  const key = privateKeyOf(signing, 'ed25519');
  const signingKey = publicKeyOf(key);
  return {
    signingKey,
    agreementKey: publicKeyOf(privateKeyOf(agreement, 'x25519')),
    fingerprint: fingerprintOf(signingKey),
    sign: (text) => signText(key, text),
  };
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}
