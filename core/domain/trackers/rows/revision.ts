import { z } from 'zod';
import { Millis } from '../../../kernel/time.ts';

/** What made a revision. `reading`: the text stayed, it is read with another profile or mapping. */
export const RevisionCause = z.enum([
  'import',
  'edit',
  'undo',
  'redo',
  'outside',
  'merge',
  'restore',
  'reading',
]);
export type RevisionCause = z.output<typeof RevisionCause>;

export const Revision = z.object({
  sequence: z.number().int(),
  hash: z.string(),
  at: Millis,
  cause: RevisionCause,
  actor: z.string().nullable(),
  summary: z.string(),
  /** Who changed what of which item; null where no item changed. */
  sentence: z.string().nullable(),
  bytes: z.number().int(),
});
export type Revision = z.output<typeof Revision>;
