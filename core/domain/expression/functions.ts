import type { ExpressionType } from './syntax.ts';

export interface FunctionRule {
  readonly args: readonly (ExpressionType | 'any')[];
  readonly gives: ExpressionType;
  /** Looks through a list: the second value is a condition in which the entry's fields (and `it`) have names. */
  readonly each: 'required' | 'optional' | null;
}

const TEXT: ExpressionType = { is: 'text' };
const NUMBER: ExpressionType = { is: 'number' };
const BOOLEAN: ExpressionType = { is: 'boolean' };
const DATE: ExpressionType = { is: 'date' };

/** Every function of the language. `every` of nothing is true, as in logic; pair it with `count` where that matters. */
export const FUNCTIONS: Readonly<Record<string, FunctionRule>> = {
  every: { args: ['any', BOOLEAN], gives: BOOLEAN, each: 'required' },
  some: { args: ['any', BOOLEAN], gives: BOOLEAN, each: 'required' },
  count: { args: ['any', BOOLEAN], gives: NUMBER, each: 'optional' },
  missing: { args: ['any'], gives: BOOLEAN, each: null },
  lower: { args: [TEXT], gives: TEXT, each: null },
  begins: { args: [TEXT, TEXT], gives: BOOLEAN, each: null },
  days: { args: [DATE, DATE], gives: NUMBER, each: null },
};
