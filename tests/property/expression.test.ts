import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { functionOf } from '../../core/domain/expression/compile.ts';
import { parseExpression } from '../../core/domain/expression/parse.ts';
import { type BinaryOperator, type Expression, PRECEDENCE } from '../../core/domain/expression/syntax.ts';
import { printExpression } from '../support/print-expression.ts';

const at = { start: 0, end: 0 };
const word = fc
  .stringMatching(/^[a-z][a-zA-Z0-9_]{0,8}$/u)
  .filter((name) => !Object.hasOwn(PRECEDENCE, name) && !['true', 'false', 'none', 'not'].includes(name));
const operators = Object.keys(PRECEDENCE).filter((name): name is BinaryOperator =>
  Object.hasOwn(PRECEDENCE, name),
);

const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ kind: fc.constant('name' as const), name: word, at: fc.constant(at) }),
    fc.record({
      kind: fc.constant('text' as const),
      value: fc.string({ unit: 'binary' }),
      at: fc.constant(at),
    }),
    fc.record({
      kind: fc.constant('number' as const),
      value: fc.nat({ max: 1_000_000 }).map((n) => n / 100),
      at: fc.constant(at),
    }),
    fc.record({ kind: fc.constant('boolean' as const), value: fc.boolean(), at: fc.constant(at) }),
    fc.record({
      kind: fc.constant('date' as const),
      value: fc.constantFrom('2026-02-16', '1999-12-31'),
      at: fc.constant(at),
    }),
    fc.record({
      kind: fc.constant('instant' as const),
      value: fc.integer({ min: 0, max: 4_000_000_000_000 }),
      at: fc.constant(at),
    }),
    fc.record({
      kind: fc.constant('duration' as const),
      value: fc.nat({ max: 100_000_000_000 }),
      at: fc.constant(at),
    }),
    fc.record({ kind: fc.constant('none' as const), at: fc.constant(at) }),
    fc.record({
      kind: fc.constantFrom('not' as const, 'minus' as const),
      of: tie('expression'),
      at: fc.constant(at),
    }),
    fc.record({
      kind: fc.constant('field' as const),
      of: tie('expression'),
      name: word,
      at: fc.constant(at),
    }),
    fc.record({
      kind: fc.constant('list' as const),
      items: fc.array(tie('expression'), { maxLength: 3 }),
      at: fc.constant(at),
    }),
    fc.record({
      kind: fc.constant('call' as const),
      name: word,
      args: fc.array(tie('expression'), { maxLength: 3 }),
      at: fc.constant(at),
    }),
    fc.record({
      kind: fc.constant('binary' as const),
      operator: fc.constantFrom(...operators),
      left: tie('expression'),
      right: tie('expression'),
      at: fc.constant(at),
    }),
  ),
}));

/** Without the places in the source, which printing doesn't carry. */
function bare(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, inner: unknown) => (key === 'at' ? undefined : inner)));
}

describe('expressions', () => {
  it('read back from their printed form as they were', () => {
    fc.assert(
      fc.property(expression, (written) => {
        const printed = printExpression(written);
        const read = parseExpression(printed);
        expect(read.ok ? bare(read.value) : read.error.message).toEqual(bare(written));
        expect(read.ok && printExpression(read.value)).toBe(printed);
      }),
      { numRuns: 500 },
    );
  });

  it('never throw, whatever is typed or evaluated', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc
            .array(fc.constantFrom('a', '(', ')', '"', '-', '.', '[', ',', 'not', '=', '1', ' '))
            .map((parts) => parts.join('')),
        ),
        (source) => {
          const read = parseExpression(source);
          expect(read.ok ? typeof functionOf(read.value)({}) : typeof read.error.message).toBeTypeOf(
            'string',
          );
        },
      ),
    );
    fc.assert(
      fc.property(expression, (written) => {
        expect(() => functionOf(written)({ a: 1 })).not.toThrow();
      }),
    );
  });
});
