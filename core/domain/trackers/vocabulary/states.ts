import { z } from 'zod';

/** The seven states every status word of every document maps to. Raw words stay raw. */
export const CanonicalState = z.enum(['planned', 'active', 'review', 'blocked', 'done', 'locked', 'dropped']);
export type CanonicalState = z.infer<typeof CanonicalState>;

/** Finished in the sense of progress: done or signed off. Dropped items leave the denominator. */
export function isFinished(state: CanonicalState): boolean {
  return state === 'done' || state === 'locked';
}
