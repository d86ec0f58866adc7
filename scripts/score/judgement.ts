import { NONE, type Right } from './labels.ts';

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

/** Holds readings of one place against their labels; where several are fair there is nothing to judge. */
export function judging(file: string, line: number) {
  return (measure: string, expected: Right, got: string): Judgement[] =>
    expected === null ? [] : [{ measure, file, line, expected, got, outcome: outcomeOf(expected, got) }];
}

/** Right, missed, invented or wrong, where `NONE` says that there is nothing. */
function outcomeOf(expected: readonly string[], got: string): Outcome {
  if (expected.includes(got)) return 'right';
  if (got === NONE) return 'missed';
  return expected.includes(NONE) ? 'invented' : 'wrong';
}
