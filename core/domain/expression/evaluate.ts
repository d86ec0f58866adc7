import { unreachable } from '../../kernel/unreachable.ts';
import { dayNumber, daysBetween, isoOfDay } from './days.ts';
import type { BinaryOperator, Expression } from './syntax.ts';

export interface DateValue {
  readonly kind: 'date';
  readonly iso: string;
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
  | RecordValue
  | readonly ExpressionValue[];

export type Names = Readonly<Record<string, ExpressionValue>>;

export const dateValue = (iso: string | null): DateValue | null =>
  iso === null ? null : { kind: 'date', iso };

/**
 * The value of a checked expression. Unknown in, unknown out: sums with `none` are `none`, comparisons with it are
 * false. Never throws; an unchecked expression that makes no sense is `none`.
 */
export function evaluate(expression: Expression, names: Names): ExpressionValue {
  switch (expression.kind) {
    case 'text':
    case 'number':
    case 'boolean':
      return expression.value;
    case 'date':
      return dateValue(expression.value);
    case 'none':
      return null;
    case 'name':
      return Object.hasOwn(names, expression.name) ? (names[expression.name] ?? null) : null;
    case 'field': {
      const of = evaluate(expression.of, names);
      return isRecord(of) && Object.hasOwn(of.fields, expression.name)
        ? (of.fields[expression.name] ?? null)
        : null;
    }
    case 'list':
      return expression.items.map((item) => evaluate(item, names));
    case 'not':
      return evaluate(expression.of, names) !== true;
    case 'minus': {
      const of = evaluate(expression.of, names);
      return typeof of === 'number' ? -of : null;
    }
    case 'call':
      return call(expression, names);
    case 'binary':
      return binary(expression, names);
    default:
      return unreachable(expression);
  }
}

/** True only when the condition is known to hold. */
export function holds(expression: Expression, names: Names): boolean {
  return evaluate(expression, names) === true;
}

function isRecord(value: ExpressionValue): value is RecordValue {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'record';
}

function isDate(value: ExpressionValue): value is DateValue {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'date';
}

function isList(value: ExpressionValue): value is readonly ExpressionValue[] {
  return Array.isArray(value);
}

function binary(expression: Expression & { kind: 'binary' }, names: Names): ExpressionValue {
  const { operator } = expression;
  const a = evaluate(expression.left, names);
  if (operator === 'and' && a !== true) return false;
  if (operator === 'or' && a === true) return true;
  const b = evaluate(expression.right, names);
  switch (operator) {
    case 'and':
    case 'or':
      return b === true;
    case '=':
      return same(a, b);
    case '!=':
      return !same(a, b);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return ordered(operator, a, b);
    case 'in':
      return isList(b) && b.some((entry) => same(a, entry));
    case 'contains':
      if (isList(a)) return a.some((entry) => same(entry, b));
      return typeof a === 'string' && typeof b === 'string' && a.toLowerCase().includes(b.toLowerCase());
    case '+':
    case '-':
    case '*':
    case '/':
      return arithmetic(operator, a, b);
    default:
      return unreachable(operator);
  }
}

function same(a: ExpressionValue, b: ExpressionValue): boolean {
  if (isDate(a) && isDate(b)) return a.iso === b.iso;
  if (isList(a) && isList(b))
    return a.length === b.length && a.every((entry, index) => same(entry, b[index] ?? null));
  return a === b;
}

function ordered(operator: '<' | '<=' | '>' | '>=', a: ExpressionValue, b: ExpressionValue): boolean {
  const [x, y] = [comparable(a), comparable(b)];
  if (x === null || y === null || typeof x !== typeof y) return false;
  if (operator === '<') return x < y;
  if (operator === '<=') return x <= y;
  return operator === '>' ? x > y : x >= y;
}

function comparable(value: ExpressionValue): string | number | null {
  if (isDate(value)) return value.iso;
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}

function arithmetic(operator: BinaryOperator, a: ExpressionValue, b: ExpressionValue): ExpressionValue {
  if (isDate(a) && isDate(b)) return operator === '-' ? daysBetween(b.iso, a.iso) : null;
  if (isDate(a) && typeof b === 'number') {
    const day = dayNumber(a.iso);
    const moved = (day ?? 0) + Math.trunc(operator === '-' ? -b : b);
    // Four-digit years only; a date further away is not known rather than written in another form.
    return day === null || Math.abs(moved) > 2_900_000 || moved < -719_162
      ? null
      : dateValue(isoOfDay(moved));
  }
  if (typeof a !== 'number' || typeof b !== 'number') return null;
  if (operator === '+') return a + b;
  if (operator === '-') return a - b;
  if (operator === '*') return a * b;
  return b === 0 ? null : a / b;
}

function call(expression: Expression & { kind: 'call' }, names: Names): ExpressionValue {
  const [first, second] = expression.args;
  const a = first === undefined ? null : evaluate(first, names);
  switch (expression.name) {
    case 'every':
      return isList(a) && a.every((entry) => second !== undefined && holds(second, within(names, entry)));
    case 'some':
      return isList(a) && a.some((entry) => second !== undefined && holds(second, within(names, entry)));
    case 'count':
      if (!isList(a)) return null;
      return second === undefined
        ? a.length
        : a.filter((entry) => holds(second, within(names, entry))).length;
    case 'missing':
      return a === null || a === '';
    case 'lower':
      return typeof a === 'string' ? a.toLowerCase() : null;
    default:
      return callTwo(expression.name, a, second === undefined ? null : evaluate(second, names));
  }
}

function callTwo(name: string, a: ExpressionValue, b: ExpressionValue): ExpressionValue {
  if (name === 'begins') return typeof a === 'string' && typeof b === 'string' && a.startsWith(b);
  if (name === 'days') return isDate(a) && isDate(b) ? daysBetween(a.iso, b.iso) : null;
  return null;
}

function within(names: Names, entry: ExpressionValue): Names {
  return isRecord(entry) ? { ...names, ...entry.fields, it: entry } : { ...names, it: entry };
}
