import { STATE_WORDS } from '../../../../core/domain/trackers/vocabulary/states.ts';
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

export function stateLabel(state: State | null): string {
  if (state === null) return 'No status';
  const word = STATE_WORDS[state];
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** The sign in a box that says more than ticked or not: the `/` of `[/]`; null for others. */
export function boxSign(status: string | null): string | null {
  return /^\[([^ xX])\]$/u.exec(status ?? '')?.[1] ?? null;
}

/** A status as it is said: the document's word; a box is ticked or not; a state without a word says itself. */
export function statusLabel(item: { readonly status: string | null; readonly state: State | null }): string {
  const { status, state } = item;
  const sign = boxSign(status);
  if (sign !== null) return `${stateLabel(state).toLowerCase()} [${sign}]`;
  if (status === null || status === '') return stateLabel(state).toLowerCase();
  const box = /^\[([ xX])\]$/.exec(status);
  if (box === null) return status;
  return box[1] === ' ' ? 'not ticked' : 'ticked';
}
