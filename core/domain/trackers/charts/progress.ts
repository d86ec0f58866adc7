import type { CanonicalState } from '../vocabulary/states.ts';

/** How many items stand in each canonical state. */
export type StateTally = Readonly<Record<CanonicalState, number>>;

export const NO_ITEMS: StateTally = {
  planned: 0,
  active: 0,
  review: 0,
  blocked: 0,
  done: 0,
  locked: 0,
  dropped: 0,
};

/** Items without a status are not counted. */
export function countStates(items: Iterable<{ readonly state: CanonicalState | null }>): StateTally {
  const counts = { ...NO_ITEMS };
  for (const { state } of items) if (state !== null) counts[state] += 1;
  return counts;
}

export function addTallies(one: StateTally, other: StateTally): StateTally {
  return {
    planned: one.planned + other.planned,
    active: one.active + other.active,
    review: one.review + other.review,
    blocked: one.blocked + other.blocked,
    done: one.done + other.done,
    locked: one.locked + other.locked,
    dropped: one.dropped + other.dropped,
  };
}

/** What is to be done: dropped items leave the denominator. */
export function scopeOf(counts: StateTally): number {
  return counts.planned + counts.active + counts.review + counts.blocked + counts.done + counts.locked;
}

export function finishedOf(counts: StateTally): number {
  return counts.done + counts.locked;
}
