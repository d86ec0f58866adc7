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

/** Where a person chooses among them, what needs somebody comes first. A board goes by the course of the work instead. */
export const STATES: readonly State[] = [...KNOWN_STATES, 'unknown'];

export function stateLabel(state: State | null): string {
  if (state === null) return 'No status';
  const word = STATE_WORDS[state];
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** Where a guessed state comes from: a word, the heading or line above, or a name struck out. */
export function guessText(item: {
  readonly status: string | null;
  readonly state: State | null;
  readonly fields: readonly { readonly name: string; readonly kind: string; readonly raw: string }[];
}): string {
  const { status, state, fields } = item;
  const isStruck =
    state === 'dropped' && fields.some(({ name, raw }) => name === 'name' && raw.includes('~~'));
  if (isStruck && !fields.some(({ kind }) => kind === 'status')) return 'guess: its name is struck out';
  if (status === '[ ]') return 'guess: its heading says so';
  if (state === 'unknown') return `unknown: nobody said what “${status}” means`;
  const isOwn = fields.some(({ kind }) => kind === 'status' || kind === 'check');
  return isOwn ? `guess: “${status}” is no declared word` : `guess: its heading says “${status}”`;
}

/** The sign in a box that says more than ticked or not: the `/` of `[/]`; null for others. */
function signIn(status: string | null): string | null {
  return /^\[([^ xX])\]$/u.exec(status ?? '')?.[1] ?? null;
}

/** A status as it is said: the document's word; a box is ticked or not; a state without a word says itself. */
export function statusLabel(item: { readonly status: string | null; readonly state: State | null }): string {
  const { status, state } = item;
  const sign = signIn(status);
  if (sign !== null) return `${stateLabel(state).toLowerCase()} [${sign}]`;
  if (status === null || status === '') return stateLabel(state).toLowerCase();
  const box = /^\[([ xX])\]$/.exec(status);
  if (box === null) return status;
  if (box[1] !== ' ') return 'ticked';
  return state === null || state === 'planned' ? 'not ticked' : `not ticked, ${STATE_WORDS[state]}`;
}
