import type { Right } from './labels.ts';

/** One reading held against its label; `measure` is what it is counted under. */
export interface Judgement {
  readonly measure: string;
  readonly file: string;
  readonly line: number;
  readonly expected: Right;
  readonly got: string;
  readonly outcome: Outcome;
}

/** `missed` and `invented` tell recall from precision; `wrong` counts against both. */
type Outcome = 'right' | 'missed' | 'invented' | 'wrong';

/** Right, missed, invented or wrong, where `none` says that there is nothing. */
export function outcomeOf(expected: readonly string[], got: string, none: string): Outcome {
  if (expected.includes(got)) return 'right';
  if (got === none) return 'missed';
  return expected.includes(none) ? 'invented' : 'wrong';
}
