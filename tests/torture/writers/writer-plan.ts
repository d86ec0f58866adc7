import { z } from 'zod';

/** How other programs write files. */
export const WRITER_KINDS = [
  'truncate-then-fill',
  'stream-in-chunks',
  'swap-and-rename',
  'old-handle',
  'append',
  'partial-sync',
  'killed-half-way',
  'two-at-once',
] as const;
export type WriterKind = (typeof WRITER_KINDS)[number];

/** What one writer process does; its argument, as JSON. */
export const WriterPlan = z.object({
  how: z.enum(['truncate-then-fill', 'stream', 'swap', 'old-handle', 'append', 'partial-sync']),
  path: z.string(),
  /** The whole text, or what is appended. */
  text: z.string(),
  /** Milliseconds before each step; as many chunks as there are. */
  pauses: z.array(z.number()).min(1),
  /** Dies by SIGKILL before this step. */
  dieAt: z.number().nullable(),
});
export type WriterPlan = z.infer<typeof WriterPlan>;
