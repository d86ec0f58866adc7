import { formatNumber } from '../../../ui/text/format.ts';
import type { Counts, State } from './rows.ts';
import { stateLabel } from './state-labels.ts';

export interface ProgressPart {
  readonly state: State;
  readonly count: number;
  /** Of the whole, 0..1; dropped items and unknown states are no part of the whole. */
  readonly share: number;
}

export interface Progress {
  readonly total: number;
  readonly done: number;
  readonly parts: readonly ProgressPart[];
  /** "24 of 25 done, 1 active": what the bar says to those who don't see it. */
  readonly words: string;
  /** "24 of 25", "3 of 4, 2 unknown": the same where there is little room; empty without any status. */
  readonly figure: string;
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

  const rest = parts
    .filter((part) => part.state !== 'done' && part.state !== 'locked')
    .map((part) => `${formatNumber(part.count)} ${stateLabel(part.state).toLowerCase()}`);
  const aside = (['dropped', 'unknown'] as const)
    .filter((state) => counts[state] > 0)
    .map((state) => `${formatNumber(counts[state])} ${state}`);
  const unknown = counts.unknown > 0 ? [`${formatNumber(counts.unknown)} unknown`] : [];
  if (total === 0)
    return {
      total,
      done,
      parts,
      words: aside.join(', ') || 'nothing with a status',
      figure: unknown.join(''),
    };
  const share = `${formatNumber(done)} of ${formatNumber(total)}`;
  return {
    total,
    done,
    parts,
    words: [`${share} done`, ...rest, ...aside].join(', '),
    figure: [share, ...unknown].join(', '),
  };
}
