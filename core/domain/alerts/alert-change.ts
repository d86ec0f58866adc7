import { z } from 'zod';
import { Millis } from '../../kernel/time.ts';
import { AlertSource, Labels, Severity } from './alert.ts';

/** What became of an alert, and what it said then. `dropped`: it was pending, and its condition held no longer. */
export const AlertChange = z.object({
  source: AlertSource,
  about: Labels,
  became: z.enum(['pending', 'firing', 'resolved', 'dropped']),
  severity: Severity,
  summary: z.string(),
  value: z.number().nullable(),
  since: Millis,
  sinceAtLeast: z.boolean(),
});
export type AlertChange = z.infer<typeof AlertChange>;
