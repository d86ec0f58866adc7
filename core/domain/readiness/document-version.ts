import { z } from 'zod';
import { OpId } from '../../kernel/ids.ts';
import { Millis } from '../../kernel/time.ts';
import { Digest } from './evidence.ts';

/** What somebody made of a gate or a policy, as it was signed. */
export const DocumentVersionRow = z.object({
  id: OpId,
  at: Millis,
  by: z.string(),
  /** Null where the text can't be read. */
  version: Digest.nullable(),
  /** Null: they removed it. */
  text: z.string().nullable(),
});
export type DocumentVersionRow = z.output<typeof DocumentVersionRow>;
