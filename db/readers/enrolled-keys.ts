import type { KnownKeys } from '../../core/domain/sync/known-keys.ts';
import type { Reader } from '../handle.ts';
import { readActor } from '../records/actor.ts';
import { readDevice } from '../records/device.ts';
import { registerClock } from '../tables/register.ts';

/** The keys enrolled in this workspace, as they are at each question. */
export function enrolledKeys(read: Reader): KnownKeys {
  return {
    actor(id) {
      const actor = readActor(read, id);
      if (actor === null) return null;
      const revokedAt = actor.revokedAt === null ? null : registerClock(read, 'actor', id, 'revoked');
      return { publicKey: actor.publicKey, revokedAt };
    },
    device: (id) => readDevice(read, id),
    get hasActors() {
      return read.value<number>('SELECT 1 FROM actor LIMIT 1') !== null;
    },
  };
}
