import { z } from 'zod';
import { DeviceId } from '../kernel/ids.ts';
import { Millis } from '../kernel/time.ts';

export const DeviceRow = z.object({
  id: DeviceId,
  name: z.string(),
  /** Of its signing key; null until an actor vouched for it. */
  fingerprint: z.string().nullable(),
  addedAt: Millis,
  revokedAt: Millis.nullable(),
  /** The one that writes here. */
  current: z.boolean(),
});
export type DeviceRow = z.output<typeof DeviceRow>;
