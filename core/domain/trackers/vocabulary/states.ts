import { z } from 'zod';

/** The seven states that a status word can be mapped to. Raw words stay raw. */
export const CanonicalState = z.enum(['planned', 'active', 'review', 'blocked', 'done', 'locked', 'dropped']);
export type CanonicalState = z.infer<typeof CanonicalState>;

/** State of an item: a canonical one, or that of a word nobody knows. Such an item counts neither as open nor as done. */
export const ItemState = z.enum([...CanonicalState.options, 'unknown']);
export type ItemState = z.infer<typeof ItemState>;

/** What a state is called inside a sentence; a label begins with a capital. */
export const STATE_WORDS: Readonly<Record<ItemState, string>> = {
  planned: 'planned',
  active: 'active',
  review: 'in review',
  blocked: 'blocked',
  done: 'done',
  locked: 'signed off',
  dropped: 'dropped',
  unknown: 'unknown',
};

/** Still to be finished: work that a date can be late for. */
export const OPEN_STATES = [
  'planned',
  'active',
  'review',
  'blocked',
] as const satisfies readonly CanonicalState[];

export function isOpen(state: ItemState | null): boolean {
  return OPEN_STATES.some((open) => open === state);
}

/** Finished in the sense of progress: done or signed off. Dropped items leave the denominator. */
export function isFinished(state: ItemState): boolean {
  return state === 'done' || state === 'locked';
}
