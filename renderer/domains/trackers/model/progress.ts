import type { Counts, State } from './rows.ts';
import { stateLabel } from './state-labels.ts';

export interface ProgressPart {
  readonly state: State;
  readonly count: number;
  /** Of the whole, 0..1; dropped items are no part of the whole. */
  readonly share: number;
}

export interface Progress {
  readonly total: number;
  readonly done: number;
  readonly parts: readonly ProgressPart[];
  /** "24 of 25 done, 1 active": what the bar says to those who don't see it. */
  readonly words: string;
}

/** Finished first, so that bars of different trackers compare by their left part. */
const BAR_ORDER: readonly State[] = ['locked', 'done', 'review', 'active', 'blocked', 'planned'];

export function progressOf(counts: Counts): Progress {
  const total = BAR_ORDER.reduce((sum, state) => sum + counts[state], 0);
  const done = counts.done + counts.locked;
  const parts = BAR_ORDER.filter((state) => counts[state] > 0).map((state) => ({
    state,
    count: counts[state],
    share: counts[state] / total,
  }));
  if (total === 0) return { total, done, parts, words: 'nothing with a status' };
  const rest = parts
    .filter((part) => part.state !== 'done' && part.state !== 'locked')
    .map((part) => `${formatNumber(part.count)} ${stateLabel(part.state).toLowerCase()}`);
  const dropped = counts.dropped > 0 ? [`${formatNumber(counts.dropped)} dropped`] : [];
  return {
    total,
    done,
    parts,
    words: [`${formatNumber(done)} of ${formatNumber(total)} done`, ...rest, ...dropped].join(', '),
  };
}

/** `2,500`. */
export function formatNumber(count: number): string {
  return count.toLocaleString('en');
}

export const NO_COUNTS: Counts = {
  planned: 0,
  active: 0,
  review: 0,
  blocked: 0,
  done: 0,
  locked: 0,
  dropped: 0,
};
