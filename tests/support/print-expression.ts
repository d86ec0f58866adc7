import {
  COMPARISON,
  type Expression,
  MINUS_PRECEDENCE,
  NOT_PRECEDENCE,
  PRECEDENCE,
} from '../../core/domain/expression/syntax.ts';
import { unreachable } from '../../core/kernel/unreachable.ts';

/** The canonical text of an expression: parsing it gives the same expression again. */
export function printExpression(expression: Expression): string {
  return print(expression, 0);
}

function print(expression: Expression, binding: number): string {
  switch (expression.kind) {
    case 'text':
      return quote(expression.value);
    case 'number':
      return String(expression.value);
    case 'boolean':
      return String(expression.value);
    case 'date':
      return expression.value;
    case 'instant':
      return new Date(expression.value).toISOString();
    case 'duration':
      return durationText(expression.value);
    case 'none':
      return 'none';
    case 'name':
      return expression.name;
    case 'list':
      return `[${expression.items.map((item) => print(item, 0)).join(', ')}]`;
    case 'call':
      return `${expression.name}(${expression.args.map((arg) => print(arg, 0)).join(', ')})`;
    case 'field':
      return `${print(expression.of, MINUS_PRECEDENCE + 1)}.${expression.name}`;
    case 'not':
      return wrap(`not ${print(expression.of, NOT_PRECEDENCE)}`, NOT_PRECEDENCE, binding);
    case 'minus':
      return wrap(`-${print(expression.of, MINUS_PRECEDENCE)}`, MINUS_PRECEDENCE, binding);
    case 'binary': {
      const strength = PRECEDENCE[expression.operator];
      // A comparison inside a comparison needs brackets on either side, since comparisons don't chain.
      const left = print(expression.left, strength === COMPARISON ? strength + 1 : strength);
      const right = print(expression.right, strength + 1);
      return wrap(`${left} ${expression.operator} ${right}`, strength, binding);
    }
    default:
      return unreachable(expression);
  }
}

function wrap(text: string, strength: number, binding: number): string {
  return strength < binding ? `(${text})` : text;
}

function quote(value: string): string {
  const escaped = value
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t');
  return `"${escaped}"`;
}

const UNITS = [
  ['w', 604_800_000],
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
] as const;

function durationText(milliseconds: number): string {
  let left = milliseconds;
  let text = '';
  for (const [name, length] of UNITS) {
    const count = Math.floor(left / length);
    if (count > 0) text += `${count}${name}`;
    left -= count * length;
  }
  return text === '' ? '0s' : text;
}
