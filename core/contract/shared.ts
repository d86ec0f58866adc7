import { z } from 'zod';

export const NoInput = z.object({});

/** That it worked; or nothing beside the rows. */
export const Nothing = z.object({});

/** `2026-02-16`. */
export const IsoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** Milliseconds since the Unix epoch. */
export const Millis = z.number().int();

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
export type StateCounts = z.infer<typeof StateCounts>;
