import { z } from 'zod';

/** The seven states every status word of every document maps to. Raw words stay raw. */
export const CanonicalState = z.enum(['planned', 'active', 'review', 'blocked', 'done', 'locked', 'dropped']);
export type CanonicalState = z.infer<typeof CanonicalState>;

/** Still to be finished: work that a date can be late for. */
export const OPEN_STATES = [
  'planned',
  'active',
  'review',
  'blocked',
] as const satisfies readonly CanonicalState[];

export function isOpen(state: CanonicalState | null): boolean {
  return OPEN_STATES.some((open) => open === state);
}

/** Finished in the sense of progress: done or signed off. Dropped items leave the denominator. */
export function isFinished(state: CanonicalState): boolean {
  return state === 'done' || state === 'locked';
}
