import { fail, ok, type Result } from '../../kernel/result.ts';
import { unreachable } from '../../kernel/unreachable.ts';
import { checkExpression } from './check.ts';
import { daysBetween } from './days.ts';
import { parseExpression } from './parse.ts';
import type { Expression, ExpressionCode, Scope } from './syntax.ts';
import { calculate, compare, type ExpressionValue, isDate, isList, isRecord, isSame } from './values.ts';

export type Names = Readonly<Record<string, ExpressionValue>>;
type Compiled = (names: Names) => ExpressionValue;

/** True only when it is known to hold. */
export type Condition = (names: Names) => boolean;

/**
 * A condition, read and checked once over the names it may use; then it is a function of their values. Its owner keeps
 * it: there is no cache that could hand out what was checked over other names.
 */
export function compileCondition(source: string, scope: Scope): Result<Condition, ExpressionCode> {
  const parsed = parseExpression(source);
  if (!parsed.ok) return parsed;
  const type = checkExpression(parsed.value, scope);
  if (!type.ok) return type;
  if (type.value.is !== 'boolean') {
    return fail('expression.type', `"${source}" is a ${type.value.is}; a condition is true or false.`);
  }
  const compiled = functionOf(parsed.value);
  return ok((names) => compiled(names) === true);
}

/**
 * The function an expression stands for. Unknown in, unknown out: sums with `none` are `none`, comparisons with it are
 * false. It never throws; an unchecked expression that makes no sense is `none`.
 */
export function functionOf(expression: Expression): Compiled {
  switch (expression.kind) {
    case 'text':
    case 'number':
    case 'boolean':
      return constant(expression.value);
    case 'date':
      return constant({ kind: 'date', iso: expression.value });
    case 'instant':
    case 'duration':
      return constant({ kind: expression.kind, milliseconds: expression.value });
    case 'none':
      return constant(null);
    case 'name':
      return member(expression.name);
    case 'field': {
      const of = functionOf(expression.of);
      const field = member(expression.name);
      return (names) => {
        const record = of(names);
        return isRecord(record) ? field(record.fields) : null;
      };
    }
    case 'list': {
      const items = expression.items.map(functionOf);
      return (names) => items.map((item) => item(names));
    }
    case 'not': {
      const of = functionOf(expression.of);
      return (names) => of(names) !== true;
    }
    case 'minus': {
      const of = functionOf(expression.of);
      return (names) => calculate(of(names), '*', -1);
    }
    case 'call':
      return call(expression);
    case 'binary':
      return binary(expression);
    default:
      return unreachable(expression);
  }
}

function constant(value: ExpressionValue): Compiled {
  return () => value;
}

function member(name: string): Compiled {
  return (names) => (Object.hasOwn(names, name) ? (names[name] ?? null) : null);
}

function binary({ operator, left, right }: Expression & { kind: 'binary' }): Compiled {
  const a = functionOf(left);
  const b = functionOf(right);
  const ordered = (holds: (order: number) => boolean) => (names: Names) => {
    const order = compare(a(names), b(names));
    return order !== null && holds(order);
  };
  switch (operator) {
    case 'and':
      return (names) => a(names) === true && b(names) === true;
    case 'or':
      return (names) => a(names) === true || b(names) === true;
    case '=':
      return (names) => isSame(a(names), b(names));
    case '!=':
      return (names) => !isSame(a(names), b(names));
    case '<':
      return ordered((order) => order < 0);
    case '<=':
      return ordered((order) => order <= 0);
    case '>':
      return ordered((order) => order > 0);
    case '>=':
      return ordered((order) => order >= 0);
    case 'in':
      return (names) => contains(b(names), a(names), false);
    case 'contains':
      return (names) => contains(a(names), b(names), true);
    case '+':
    case '-':
    case '*':
    case '/':
      return (names) => calculate(a(names), operator, b(names));
    default:
      return unreachable(operator);
  }
}

function contains(whole: ExpressionValue, part: ExpressionValue, inText: boolean): boolean {
  if (isList(whole)) return whole.some((entry) => isSame(entry, part));
  if (!inText || typeof whole !== 'string' || typeof part !== 'string') return false;
  return whole.toLowerCase().includes(part.toLowerCase());
}

function call({ name, args }: Expression & { kind: 'call' }): Compiled {
  const [first = null, second = null] = args;
  const a = first === null ? constant(null) : functionOf(first);
  const b = second === null ? null : functionOf(second);
  const holds = (names: Names, entry: ExpressionValue) => b?.(within(names, entry)) === true;
  const list = (then: (names: Names, entries: readonly ExpressionValue[]) => ExpressionValue): Compiled => {
    return (names) => {
      const entries = a(names);
      return isList(entries) ? then(names, entries) : name === 'count' ? null : false;
    };
  };
  const other: Compiled = b ?? constant(null);
  switch (name) {
    case 'every':
      return list((names, entries) => entries.every((entry) => holds(names, entry)));
    case 'some':
      return list((names, entries) => entries.some((entry) => holds(names, entry)));
    case 'count':
      return list((names, entries) =>
        b === null ? entries.length : entries.filter((entry) => holds(names, entry)).length,
      );
    case 'missing':
      return (names) => isMissing(a(names));
    case 'lower':
      return (names) => textOr(a(names), (text) => text.toLowerCase());
    case 'begins':
      return (names) => {
        const start = other(names);
        return typeof start === 'string' && textOr(a(names), (text) => text.startsWith(start)) === true;
      };
    case 'days':
      return (names) => {
        const [from, to] = [a(names), other(names)];
        return isDate(from) && isDate(to) ? daysBetween(from.iso, to.iso) : null;
      };
    default:
      return constant(null);
  }
}

function isMissing(value: ExpressionValue): boolean {
  return value === null || value === '';
}

function textOr(value: ExpressionValue, then: (text: string) => ExpressionValue): ExpressionValue {
  return typeof value === 'string' ? then(value) : null;
}

/** The names there are for one entry of a list: its own fields before those around it. */
function within(names: Names, entry: ExpressionValue): Names {
  return isRecord(entry) ? { ...names, ...entry.fields, it: entry } : { ...names, it: entry };
}
