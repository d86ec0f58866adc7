import { z } from 'zod';
import { TrackerId } from '../../../kernel/ids.ts';
import { Millis } from '../../../kernel/time.ts';

export const LogRow = z.object({
  id: z.string(),
  trackerId: TrackerId,
  trackerName: z.string(),
  date: z.string().nullable(),
  text: z.string(),
  /** `document`: a line of its change log; `here`: an edit made in this workspace; `outside`: an outside change. */
  source: z.enum(['document', 'here', 'outside']),
  at: Millis.nullable(),
  line: z.number().int().nullable(),
  actor: z.string().nullable(),
});
export type LogRow = z.output<typeof LogRow>;
