import type { KnownKeys } from '../../core/domain/sync/known-keys.ts';
import { LearnedKeys } from '../../core/domain/sync/learned-keys.ts';
import type { Reader } from '../handle.ts';
import { readDevice } from '../records/device.ts';
import { envelopeOf, opsOn } from '../tables/op.ts';

/** The keys enrolled in this workspace, as they are at each question. */
export function enrolledKeys(read: Reader): KnownKeys {
  return {
    actor(id) {
      const keys = new LearnedKeys();
      for (const row of opsOn(read, 'actor', id)) {
        const op = envelopeOf(row);
        if (op.ok) keys.learn(op.value);
      }
      return keys.actor(id);
    },
    device: (id) => readDevice(read, id),
    get hasActors() {
      return read.value<number>('SELECT 1 FROM actor LIMIT 1') !== null;
    },
  };
}
