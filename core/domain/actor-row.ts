import { z } from 'zod';
import { ActorId } from '../kernel/ids.ts';
import { Millis } from '../kernel/time.ts';

export const ActorRow = z.object({
  id: ActorId,
  name: z.string(),
  kind: z.enum(['person', 'agent']),
  fingerprint: z.string(),
  unlock: z.enum(['system', 'passphrase']),
  addedAt: Millis,
  revokedAt: Millis.nullable(),
  /** The actor whose key this one's replaced: the same person. */
  replaces: ActorId.nullable(),
  current: z.boolean(),
});
export type ActorRow = z.output<typeof ActorRow>;
