/** Offset and length in the source text; what a message points at. */
export interface At {
  readonly start: number;
  readonly end: number;
}

export type BinaryOperator =
  | 'or'
  | 'and'
  | '='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'in'
  | 'contains'
  | '+'
  | '-'
  | '*'
  | '/';

/**
 * The whole language: literals, names, fields of records, operators and calls of a fixed set of functions. Instants and
 * durations are in milliseconds, instants since the Unix epoch.
 */
export type Expression =
  | { readonly kind: 'text'; readonly value: string; readonly at: At }
  | { readonly kind: 'number'; readonly value: number; readonly at: At }
  | { readonly kind: 'boolean'; readonly value: boolean; readonly at: At }
  | { readonly kind: 'date'; readonly value: string; readonly at: At }
  | { readonly kind: 'instant'; readonly value: number; readonly at: At }
  | { readonly kind: 'duration'; readonly value: number; readonly at: At }
  | { readonly kind: 'none'; readonly at: At }
  | { readonly kind: 'list'; readonly items: readonly Expression[]; readonly at: At }
  | { readonly kind: 'name'; readonly name: string; readonly at: At }
  | { readonly kind: 'field'; readonly of: Expression; readonly name: string; readonly at: At }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[]; readonly at: At }
  | { readonly kind: 'not'; readonly of: Expression; readonly at: At }
  | { readonly kind: 'minus'; readonly of: Expression; readonly at: At }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
      readonly at: At;
    };

/** How tightly each operator binds; equal numbers group to the left, comparisons don't chain. */
export const PRECEDENCE: Readonly<Record<BinaryOperator, number>> = {
  or: 1,
  and: 2,
  '=': 4,
  '!=': 4,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  in: 4,
  contains: 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
};
export const NOT_PRECEDENCE = 3;
export const COMPARISON = 4;
export const MINUS_PRECEDENCE = 7;

export type ExpressionType =
  | { readonly is: 'text' }
  | { readonly is: 'number' }
  | { readonly is: 'boolean' }
  | { readonly is: 'date' }
  | { readonly is: 'instant' }
  | { readonly is: 'duration' }
  | { readonly is: 'none' }
  | { readonly is: 'list'; readonly of: ExpressionType }
  | {
      readonly is: 'record';
      readonly name: string;
      readonly fields: Readonly<Record<string, ExpressionType>>;
    };

/** The names an expression may use. */
export type Scope = Readonly<Record<string, ExpressionType>>;

export type ExpressionCode = 'expression.syntax' | 'expression.type' | 'expression.unknown-name';
