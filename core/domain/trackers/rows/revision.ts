import { z } from 'zod';
import { Millis } from '../../../kernel/time.ts';

/**
 * What made a revision. `outside-unseen`: saved outside without any trace of edits that stood in the file by then; who
 * saved may not have seen them, or have taken them back. `reading`: the text stayed, it is read with another profile or
 * mapping.
 */
export const RevisionCause = z.enum([
  'import',
  'edit',
  'undo',
  'redo',
  'outside',
  'outside-unseen',
  'merge',
  'restore',
  'reading',
]);
export type RevisionCause = z.output<typeof RevisionCause>;

export function isOutside(cause: RevisionCause): boolean {
  return cause === 'outside' || cause === 'outside-unseen';
}

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
