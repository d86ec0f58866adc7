import { NO_COUNTS } from '../vocabulary/state-counts.ts';
import { ItemState } from '../vocabulary/states.ts';

/** How many items stand in each state. */
export type StateTally = Readonly<Record<ItemState, number>>;

/** Items without a status are not counted. */
export function countStates(items: Iterable<{ readonly state: ItemState | null }>): StateTally {
  const counts = { ...NO_COUNTS };
  for (const { state } of items) if (state !== null) counts[state] += 1;
  return counts;
}

export function addTallies(one: StateTally, other: StateTally): StateTally {
  const sum = { ...NO_COUNTS };
  for (const state of ItemState.options) sum[state] = one[state] + other[state];
  return sum;
}

/** What is to be done: dropped items and unknown states leave the denominator. */
export function scopeOf(counts: StateTally): number {
  return counts.planned + counts.active + counts.review + counts.blocked + counts.done + counts.locked;
}

export function finishedOf(counts: StateTally): number {
  return counts.done + counts.locked;
}
