import { z } from 'zod';
import { fail, ok, type Result } from '../../../kernel/result.ts';

/** How far a value may go from its baseline: `rise` bounds it above, `fall` below. */
export const GuardBound = z.object({
  may: z.enum(['rise', 'fall']),
  by: z.number().min(0),
  unit: z.enum(['percent', 'absolute']),
});
export type GuardBound = z.output<typeof GuardBound>;

/** A value that was agreed on, and the most that a measure may differ from it. */
export const Guard = GuardBound.extend({
  baseline: z.number(),
  /** Where the baseline was read; empty: somebody said it. */
  from: z.string().max(1500),
});
export type Guard = z.output<typeof Guard>;

/** What a report that counts what is wrong is held to where nobody says otherwise. */
export const NOTHING_WRONG: Guard = { baseline: 0, may: 'rise', by: 0, unit: 'absolute', from: '' };

const WRITTEN = /^(?<sign>[+-])(?<by>\d{1,15}(?:\.\d{1,15})?)\s?(?<percent>%?)$/u;

/** `+10%`: at most ten per cent above the baseline; `-0.5`: at most half of one below. */
export function parseGuardBound(text: string): Result<GuardBound, 'guard.unreadable'> {
  const { sign, by, percent } = WRITTEN.exec(text.trim())?.groups ?? {};
  if (sign === undefined)
    return fail(
      'guard.unreadable',
      `"${text}" is no guard; write +10% for at most ten per cent above the baseline, or -0.5 for at most 0.5 below it.`,
      { text },
    );
  return ok({
    may: sign === '+' ? 'rise' : 'fall',
    by: Number(by),
    unit: percent === '%' ? 'percent' : 'absolute',
  });
}

export function guardBoundText({ may, by, unit }: GuardBound): string {
  return `${may === 'rise' ? '+' : '-'}${by}${unit === 'percent' ? '%' : ''}`;
}

/** The last value that still holds. */
export function guardLimit({ baseline, may, by, unit }: Guard): number {
  const change = unit === 'percent' ? (Math.abs(baseline) * by) / 100 : by;
  return may === 'rise' ? baseline + change : baseline - change;
}

/** Of a number; the rounding of binary fractions never decides. */
export function guardHolds(guard: Guard, value: number): boolean {
  const limit = guardLimit(guard);
  const rounding = Math.max(Math.abs(limit), Math.abs(value)) * 1e-12;
  return guard.may === 'rise' ? value <= limit + rounding : value >= limit - rounding;
}

/** What it asks for, with the baseline it comes from: "at most 453.2 (+10% of 412)". */
export function guardText(guard: Guard): string {
  const from = guard.from === '' ? '' : `, from ${guard.from}`;
  const limit = numberText(guardLimit(guard));
  const bound = guardBoundText(guard);
  const reason =
    guard.by === 0 ? `the baseline${from}` : `${bound} on the baseline ${numberText(guard.baseline)}${from}`;
  return `${guard.may === 'rise' ? 'at most' : 'at least'} ${limit} (${reason})`;
}

/** Without the digits that binary fractions bring along. */
export function numberText(value: number): string {
  return String(Number(value.toPrecision(12)));
}
