import { dayNumber, daysBetween, isoOfDay } from './days.ts';

export interface DateValue {
  readonly kind: 'date';
  readonly iso: string;
}

/** A moment (milliseconds since the Unix epoch) or a length of time (milliseconds). */
export interface TimeValue {
  readonly kind: 'instant' | 'duration';
  readonly milliseconds: number;
}

export interface RecordValue {
  readonly kind: 'record';
  readonly fields: Readonly<Record<string, ExpressionValue>>;
}

/** `null` is `none`: unknown or not stated. */
export type ExpressionValue =
  | null
  | boolean
  | number
  | string
  | DateValue
  | TimeValue
  | RecordValue
  | readonly ExpressionValue[];

export const dateValue = (iso: string | null): DateValue | null =>
  iso === null ? null : { kind: 'date', iso };

const DAY_MS = 86_400_000;

export function isRecord(value: ExpressionValue): value is RecordValue {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'record';
}

export function isDate(value: ExpressionValue): value is DateValue {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'date';
}

function isTime(value: ExpressionValue): value is TimeValue {
  return typeof value === 'object' && value !== null && 'milliseconds' in value;
}

export function isList(value: ExpressionValue): value is readonly ExpressionValue[] {
  return Array.isArray(value);
}

export function isSame(a: ExpressionValue, b: ExpressionValue): boolean {
  if (isDate(a) && isDate(b)) return a.iso === b.iso;
  if (isTime(a) && isTime(b)) return a.kind === b.kind && a.milliseconds === b.milliseconds;
  if (isList(a) && isList(b))
    return a.length === b.length && a.every((entry, index) => isSame(entry, b[index] ?? null));
  return a === b;
}

/** Negative, zero or positive as `a` comes before, with or after `b`; null where one is unknown or they have no order. */
export function compare(a: ExpressionValue, b: ExpressionValue): number | null {
  if (isTime(a) && isTime(b)) return a.kind === b.kind ? a.milliseconds - b.milliseconds : null;
  const [x, y] = [isDate(a) ? a.iso : a, isDate(b) ? b.iso : b];
  if (typeof x === 'number' && typeof y === 'number') return x - y;
  if (typeof x !== 'string' || typeof y !== 'string') return null;
  return x < y ? -1 : Number(x > y);
}

/** The result of `check.ts`'s table of types; what it does not list is `none`. */
export function calculate(
  a: ExpressionValue,
  operator: '+' | '-' | '*' | '/',
  b: ExpressionValue,
): ExpressionValue {
  if (isDate(a)) return withDate(a, operator, b);
  if (typeof a === 'number' && typeof b === 'number') return onNumbers(a, operator, b);
  const left = isTime(a) ? a.milliseconds : a;
  const right = isTime(b) ? b.milliseconds : b;
  if (typeof left !== 'number' || typeof right !== 'number') return null;
  const gives = TIMES[`${timeKind(a)} ${operator} ${timeKind(b)}`];
  const result = gives === undefined ? null : onNumbers(left, operator, right);
  if (gives === undefined || result === null) return null;
  return gives === 'number' ? result : { kind: gives, milliseconds: result };
}

const TIMES: Readonly<Record<string, TimeValue['kind'] | 'number'>> = {
  'instant + duration': 'instant',
  'instant - duration': 'instant',
  'instant - instant': 'duration',
  'duration + instant': 'instant',
  'duration + duration': 'duration',
  'duration - duration': 'duration',
  'duration * number': 'duration',
  'duration / number': 'duration',
  'number * duration': 'duration',
  'duration / duration': 'number',
};

function timeKind(value: ExpressionValue): string {
  return isTime(value) ? value.kind : 'number';
}

function withDate(a: DateValue, operator: string, b: ExpressionValue): ExpressionValue {
  if (isDate(b)) return operator === '-' ? daysBetween(b.iso, a.iso) : null;
  const days = isTime(b) && b.kind === 'duration' ? b.milliseconds / DAY_MS : b;
  const day = dayNumber(a.iso);
  if (typeof days !== 'number' || day === null) return null;
  const moved = day + Math.trunc(operator === '-' ? -days : days);
  // Four-digit years only; a date further away is not known rather than written in another form.
  return moved > 2_900_000 || moved < -719_162 ? null : dateValue(isoOfDay(moved));
}

function onNumbers(a: number, operator: '+' | '-' | '*' | '/', b: number): number | null {
  if (operator === '+') return a + b;
  if (operator === '-') return a - b;
  if (operator === '*') return a * b;
  return b === 0 ? null : a / b;
}
