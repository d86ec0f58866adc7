import type { State } from './rows.ts';

/** What a status word can be mapped to. */
export const KNOWN_STATES: readonly State[] = [
  'blocked',
  'active',
  'review',
  'planned',
  'done',
  'locked',
  'dropped',
];

/** Reading order of the states wherever they stand side by side. */
export const STATES: readonly State[] = [...KNOWN_STATES, 'unknown'];

const WORDS: Readonly<Record<State, string>> = {
  planned: 'Planned',
  active: 'Active',
  review: 'In review',
  blocked: 'Blocked',
  done: 'Done',
  locked: 'Signed off',
  dropped: 'Dropped',
  unknown: 'Unknown',
};

export function stateLabel(state: State | null): string {
  return state === null ? 'No status' : WORDS[state];
}

/** A status as it is said: the document's word; a box is ticked or not; a state without a word says itself. */
export function statusLabel(item: { readonly status: string | null; readonly state: State | null }): string {
  const { status, state } = item;
  if (status === null || status === '') return stateLabel(state).toLowerCase();
  const box = /^\[([ xX])\]$/.exec(status);
  if (box === null) return status;
  return box[1] === ' ' ? 'not ticked' : 'ticked';
}
