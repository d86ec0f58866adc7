import { fail, ok, type Result } from '../../kernel/result.ts';
import { unreachable } from '../../kernel/unreachable.ts';
import { FUNCTIONS } from './functions.ts';
import type { At, BinaryOperator, Expression, ExpressionCode, ExpressionType, Scope } from './syntax.ts';

type Checked = Result<ExpressionType, ExpressionCode>;

const TEXT: ExpressionType = { is: 'text' };
const NUMBER: ExpressionType = { is: 'number' };
const BOOLEAN: ExpressionType = { is: 'boolean' };
const DATE: ExpressionType = { is: 'date' };
const INSTANT: ExpressionType = { is: 'instant' };
const DURATION: ExpressionType = { is: 'duration' };
const NONE: ExpressionType = { is: 'none' };

/** The type of an expression over the names given, or the first thing in it that can't work. */
export function checkExpression(expression: Expression, scope: Scope): Checked {
  switch (expression.kind) {
    case 'text':
      return ok(TEXT);
    case 'number':
      return ok(NUMBER);
    case 'boolean':
      return ok(BOOLEAN);
    case 'date':
      return ok(DATE);
    case 'instant':
      return ok(INSTANT);
    case 'duration':
      return ok(DURATION);
    case 'none':
      return ok(NONE);
    case 'name':
      return named(scope, expression.name, expression.at, 'name');
    case 'field':
      return fieldOf(expression, scope);
    case 'list':
      return listOf(expression.items, scope);
    case 'call':
      return call(expression, scope);
    case 'not':
      return expect(expression.of, scope, BOOLEAN, BOOLEAN);
    case 'minus':
      return negated(expression, scope);
    case 'binary':
      return binary(expression, scope);
    default:
      return unreachable(expression);
  }
}

function showType(type: ExpressionType): string {
  if (type.is === 'list') return `list of ${showType(type.of)}`;
  return type.is === 'record' ? type.name : type.is;
}

/** `none` fits everywhere: any value may be missing. */
function fits(type: ExpressionType, wanted: ExpressionType): boolean {
  if (type.is === 'none' || wanted.is === 'none') return true;
  if (type.is === 'list' && wanted.is === 'list') return fits(type.of, wanted.of);
  if (type.is === 'record' && wanted.is === 'record') return type.name === wanted.name;
  return type.is === wanted.is;
}

function wrong(at: At, message: string): Checked {
  return fail('expression.type', `${message} at ${at.start + 1}.`, { at: at.start });
}

function named(scope: Scope, name: string, at: At, what: string): Checked {
  const type = Object.hasOwn(scope, name) ? scope[name] : undefined;
  if (type !== undefined) return ok(type);
  const known = Object.keys(scope).sort();
  return fail(
    'expression.unknown-name',
    `There is no ${what} "${name}" at ${at.start + 1}; known: ${known.join(', ')}.`,
    {
      at: at.start,
      known,
    },
  );
}

function fieldOf(expression: Expression & { kind: 'field' }, scope: Scope): Checked {
  const of = checkExpression(expression.of, scope);
  if (!of.ok) return of;
  if (of.value.is !== 'record')
    return wrong(expression.at, `A ${showType(of.value)} has no field "${expression.name}"`);
  return named(of.value.fields, expression.name, expression.at, 'field');
}

function listOf(items: readonly Expression[], scope: Scope): Checked {
  let of: ExpressionType = NONE;
  for (const item of items) {
    const type = checkExpression(item, scope);
    if (!type.ok) return type;
    if (!fits(type.value, of))
      return wrong(item.at, `A list holds one type; this is a ${showType(type.value)}`);
    if (of.is === 'none') of = type.value;
  }
  return ok({ is: 'list', of });
}

function expect(of: Expression, scope: Scope, wanted: ExpressionType, gives: ExpressionType): Checked {
  const type = checkExpression(of, scope);
  if (!type.ok) return type;
  if (fits(type.value, wanted)) return ok(gives);
  return wrong(of.at, `A ${showType(wanted)} was expected, not a ${showType(type.value)}`);
}

function binary(expression: Expression & { kind: 'binary' }, scope: Scope): Checked {
  const { operator, left, right } = expression;
  if (operator === 'and' || operator === 'or') {
    const first = expect(left, scope, BOOLEAN, BOOLEAN);
    return first.ok ? expect(right, scope, BOOLEAN, BOOLEAN) : first;
  }
  const a = checkExpression(left, scope);
  if (!a.ok) return a;
  const b = checkExpression(right, scope);
  if (!b.ok) return b;
  const pair = `${showType(a.value)} ${operator} ${showType(b.value)}`;
  const refuse = () => wrong(expression.at, `"${pair}" means nothing`);
  switch (operator) {
    case '=':
    case '!=':
      return fits(a.value, b.value) ? ok(BOOLEAN) : refuse();
    case '<':
    case '<=':
    case '>':
    case '>=':
      return fits(a.value, b.value) && isOrdered(a.value) && isOrdered(b.value) ? ok(BOOLEAN) : refuse();
    case 'in':
      return b.value.is === 'list' && fits(a.value, b.value.of) ? ok(BOOLEAN) : refuse();
    case 'contains':
      if (b.value.is === 'none' || a.value.is === 'none') return ok(BOOLEAN);
      if (a.value.is === 'list') return fits(b.value, a.value.of) ? ok(BOOLEAN) : refuse();
      return a.value.is === 'text' && b.value.is === 'text' ? ok(BOOLEAN) : refuse();
    case '+':
    case '-':
    case '*':
    case '/': {
      const gives = arithmetic(a.value, operator, b.value);
      return gives === null ? refuse() : ok(gives);
    }
    default:
      return unreachable(operator);
  }
}

const ORDERED: ReadonlySet<ExpressionType['is']> = new Set([
  'number',
  'date',
  'instant',
  'duration',
  'text',
  'none',
]);

function isOrdered(type: ExpressionType): boolean {
  return ORDERED.has(type.is);
}

function negated(expression: Expression & { kind: 'minus' }, scope: Scope): Checked {
  const type = checkExpression(expression.of, scope);
  if (type.ok && type.value.is === 'duration') return type;
  return expect(expression.of, scope, NUMBER, NUMBER);
}

/** What two types give, in the order tried; what may be missing (`none`) fits the first that matches. */
const ARITHMETIC: readonly (readonly [
  left: ExpressionType,
  operators: string,
  right: ExpressionType,
  gives: ExpressionType,
])[] = [
  [NUMBER, '+-*/', NUMBER, NUMBER],
  // A date moves by days, given as a number or as a duration; two dates differ by days.
  [DATE, '+-', NUMBER, DATE],
  [DATE, '+-', DURATION, DATE],
  [DATE, '-', DATE, NUMBER],
  [INSTANT, '+-', DURATION, INSTANT],
  [INSTANT, '-', INSTANT, DURATION],
  [DURATION, '+', INSTANT, INSTANT],
  [DURATION, '+-', DURATION, DURATION],
  [DURATION, '*/', NUMBER, DURATION],
  [NUMBER, '*', DURATION, DURATION],
  [DURATION, '/', DURATION, NUMBER],
];

function arithmetic(a: ExpressionType, operator: BinaryOperator, b: ExpressionType): ExpressionType | null {
  const rule = ARITHMETIC.find(
    ([left, operators, right]) => operators.includes(operator) && fits(a, left) && fits(b, right),
  );
  return rule?.[3] ?? null;
}

function call(expression: Expression & { kind: 'call' }, scope: Scope): Checked {
  const rule = Object.hasOwn(FUNCTIONS, expression.name) ? FUNCTIONS[expression.name] : undefined;
  if (rule === undefined) {
    const known = Object.keys(FUNCTIONS);
    return fail(
      'expression.unknown-name',
      `There is no function "${expression.name}" at ${expression.at.start + 1}; known: ${known.join(', ')}.`,
      { at: expression.at.start, known },
    );
  }
  const [first, second] = expression.args;
  const least = rule.each === 'optional' ? 1 : rule.args.length;
  if (expression.args.length < least || expression.args.length > rule.args.length) {
    return wrong(
      expression.at,
      `"${expression.name}" takes ${rule.args.length} values, not ${expression.args.length}`,
    );
  }
  if (rule.each !== null && first !== undefined) {
    const list = checkExpression(first, scope);
    if (!list.ok) return list;
    if (list.value.is !== 'list')
      return wrong(first.at, `"${expression.name}" looks through a list, not a ${showType(list.value)}`);
    if (second === undefined) return ok(rule.gives);
    const of = list.value.of;
    const inner = of.is === 'record' ? { ...scope, ...of.fields, it: of } : { ...scope, it: of };
    const body = expect(second, inner, BOOLEAN, rule.gives);
    return body;
  }
  for (const [index, arg] of expression.args.entries()) {
    const wanted = rule.args[index];
    if (wanted === undefined || wanted === 'any') {
      const type = checkExpression(arg, scope);
      if (!type.ok) return type;
    } else {
      const type = expect(arg, scope, wanted, wanted);
      if (!type.ok) return type;
    }
  }
  return ok(rule.gives);
}
