import { z } from 'zod';
import { ItemState } from './states.ts';

/** How many items stand in each state. */
export const StateCounts = z.record(ItemState, z.number().int());
export type StateCounts = z.output<typeof StateCounts>;

export const NO_COUNTS: StateCounts = StateCounts.parse(
  Object.fromEntries(ItemState.options.map((state) => [state, 0])),
);
