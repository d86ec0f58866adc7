import {
  type Guard,
  guardHolds,
  guardText,
  numberText,
} from '../../../core/domain/readiness/measure/guard.ts';
import type { Measure } from '../../../core/domain/readiness/measure/measure.ts';
import { measureText } from '../../../core/domain/readiness/measure/measure-text.ts';
import { failed, type Judgement, quoted, verified } from '../judgement.ts';

/** A number that was found where it should be. `at`: milliseconds since 1970. */
export function measured(name: string, measure: Measure, value: number, at?: number): Judgement {
  if (!Number.isFinite(value))
    return failed(`In ${name}, ${quoted(measureText(measure))} is too large for a number.`);
  const found = verified(`In ${name}, ${quoted(measureText(measure))} is ${numberText(value)}.`);
  return {
    ...found,
    value,
    ...(at === undefined || !Number.isFinite(at) ? {} : { measuredAt: Math.round(at) }),
  };
}

/** What a guard makes of it; both numbers are said. */
export function guarded(judgement: Judgement, guard: Guard | null): Judgement {
  if (guard === null || judgement.result !== 'verified') return judgement;
  const { value, says } = judgement;
  if (value === undefined)
    return {
      ...judgement,
      ...failed(`${says} It measures no number that could be held to ${guardText(guard)}.`),
    };
  const sentence = says.replace(/\.$/u, '');
  return guardHolds(guard, value)
    ? { ...judgement, says: `${sentence}, ${guardText(guard)}.` }
    : { ...judgement, ...failed(`${sentence}, and has to be ${guardText(guard)}.`) };
}
