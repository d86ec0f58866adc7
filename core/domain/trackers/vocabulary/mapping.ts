import { z } from 'zod';
import { CanonicalState } from './states.ts';

/** What a person said about columns and words; wins over profile and guesses. */
export const TrackerMapping = z.object({
  /** Column label -> field name (`name`, `status`, `date`, `owner`, `notes`, or a slug); `ignore` leaves it alone. */
  columns: z.record(z.string(), z.string()),
  /** Status word -> state. */
  words: z.record(z.string(), CanonicalState),
});
export type TrackerMapping = z.output<typeof TrackerMapping>;
