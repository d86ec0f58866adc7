import { z } from 'zod';
import { Millis } from '../../../kernel/time.ts';

/** What is printed by an attempt, kept when it ends: the last lines, and how much came before them. */
export const TranscriptLine = z.object({
  at: Millis,
  stream: z.enum(['stdout', 'stderr', 'model', 'note', 'tool']),
  text: z.string().max(4000),
});
export type TranscriptLine = z.infer<typeof TranscriptLine>;
