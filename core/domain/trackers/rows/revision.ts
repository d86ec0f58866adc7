import { z } from 'zod';
import { Millis } from '../../../kernel/time.ts';

export const Revision = z.object({
  sequence: z.number().int(),
  hash: z.string(),
  at: Millis,
  cause: z.enum(['import', 'edit', 'undo', 'redo', 'outside', 'merge', 'restore']),
  actor: z.string().nullable(),
  summary: z.string(),
  bytes: z.number().int(),
});
export type Revision = z.output<typeof Revision>;
