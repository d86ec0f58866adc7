import { z } from 'zod';

/** How many items stand in each state. */
export const StateCounts = z.object({
  planned: z.number().int(),
  active: z.number().int(),
  review: z.number().int(),
  blocked: z.number().int(),
  done: z.number().int(),
  locked: z.number().int(),
  dropped: z.number().int(),
  unknown: z.number().int(),
});
export type StateCounts = z.output<typeof StateCounts>;

export const NO_COUNTS: StateCounts = {
  planned: 0,
  active: 0,
  review: 0,
  blocked: 0,
  done: 0,
  locked: 0,
  dropped: 0,
  unknown: 0,
};
