import { randomBytes } from 'node:crypto';
import { DeviceId } from '../../core/kernel/ids.ts';
import { newActorKey } from '../../node/secrets/actor-keys.ts';
import { type DeviceKeys, makeDeviceKeys } from '../../node/secrets/device-keys.ts';
import { memoryEntries } from './memory-secrets.ts';

export const realEntropy = { bytes: (count: number) => new Uint8Array(randomBytes(count)) };

/** Real keys of one device, as its machine keeps them. */
export async function deviceKeysFor(id: string): Promise<DeviceKeys> {
  const made = await makeDeviceKeys(memoryEntries(), realEntropy, DeviceId.parse(id), 'here');
  if (!made.ok) throw new Error(made.error.message);
  return made.value;
}

/** Real keys of one actor. */
export function actorKeys() {
  return newActorKey(realEntropy, null);
}
