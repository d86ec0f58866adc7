import { z } from 'zod';

/** How many items stand in each canonical state. */
export const StateCounts = z.object({
  planned: z.number().int(),
  active: z.number().int(),
  review: z.number().int(),
  blocked: z.number().int(),
  done: z.number().int(),
  locked: z.number().int(),
  dropped: z.number().int(),
});
export type StateCounts = z.output<typeof StateCounts>;
