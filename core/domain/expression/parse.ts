import { fail, ok, type Result } from '../../kernel/result.ts';
import { durationOf, instantOf } from './moments.ts';
import { type Lexeme, scan } from './scan.ts';
import {
  type At,
  type BinaryOperator,
  COMPARISON,
  type Expression,
  type ExpressionCode,
  MINUS_PRECEDENCE,
  NOT_PRECEDENCE,
  PRECEDENCE,
} from './syntax.ts';

/** Expressions come from people and rule files; deeper ones than this are refused rather than overflowing the stack. */
const MAX_DEPTH = 100;
const LONGEST = 10_000;

class SyntaxProblem extends Error {
  readonly at: At;

  constructor(message: string, at: At) {
    super(message);
    this.at = at;
  }
}

/** Reads an expression such as `state = "done" and due < today`. */
export function parseExpression(source: string): Result<Expression, ExpressionCode> {
  if (source.length > LONGEST)
    return fail('expression.syntax', `An expression has at most ${LONGEST} characters.`);
  const lexemes = scan(source);
  if (!lexemes.ok) return lexemes;
  const reader = new Reader(lexemes.value);
  try {
    const expression = reader.expression(0, 0);
    reader.expectEnd();
    return ok(expression);
  } catch (problem) {
    if (!(problem instanceof SyntaxProblem)) throw problem;
    return fail('expression.syntax', `${problem.message} at ${problem.at.start + 1}.`, {
      at: problem.at.start,
    });
  }
}

class Reader {
  private readonly lexemes: readonly Lexeme[];
  private next = 0;

  constructor(lexemes: readonly Lexeme[]) {
    this.lexemes = lexemes;
  }

  expression(binding: number, depth: number): Expression {
    const first = this.peek();
    if (depth > MAX_DEPTH) throw new SyntaxProblem('The expression is nested too deeply', first.at);
    let left = this.prefix(depth + 1);
    for (;;) {
      const operator = this.operator();
      const strength = operator === null ? 0 : PRECEDENCE[operator];
      if (operator === null || strength <= binding) return left;
      this.take();
      const right = this.expression(strength, depth + 1);
      left = { kind: 'binary', operator, left, right, at: { start: left.at.start, end: right.at.end } };
      const chained = this.operator();
      if (strength === COMPARISON && chained !== null && PRECEDENCE[chained] === COMPARISON) {
        throw new SyntaxProblem('Comparisons don\'t chain; join them with "and"', this.peek().at);
      }
    }
  }

  expectEnd(): void {
    const last = this.peek();
    if (last.kind !== 'end') throw new SyntaxProblem(`"${last.value}" was not expected`, last.at);
  }

  private peek(): Lexeme {
    const lexeme = this.lexemes[Math.min(this.next, this.lexemes.length - 1)];
    if (lexeme === undefined) throw new Error('a scan always ends with an end');
    return lexeme;
  }

  private take(): Lexeme {
    const lexeme = this.peek();
    this.next += 1;
    return lexeme;
  }

  private operator(): BinaryOperator | null {
    const { kind, value } = this.peek();
    if (kind !== 'word' && kind !== 'sign') return null;
    return isOperator(value) ? value : null;
  }

  private prefix(depth: number): Expression {
    const lexeme = this.peek();
    const negates = lexeme.kind === 'word' && lexeme.value === 'not';
    if (!negates && !(lexeme.kind === 'sign' && lexeme.value === '-')) return this.postfix(depth);
    this.take();
    const of = this.expression(negates ? NOT_PRECEDENCE : MINUS_PRECEDENCE, depth);
    return { kind: negates ? 'not' : 'minus', of, at: { start: lexeme.at.start, end: of.at.end } };
  }

  private postfix(depth: number): Expression {
    let expression = this.primary(depth);
    while (this.isSign('.')) {
      this.take();
      const name = this.take();
      if (name.kind !== 'word') throw new SyntaxProblem('A field name was expected', name.at);
      expression = {
        kind: 'field',
        of: expression,
        name: name.value,
        at: { start: expression.at.start, end: name.at.end },
      };
    }
    return expression;
  }

  private primary(depth: number): Expression {
    const lexeme = this.take();
    const { at, value } = lexeme;
    switch (lexeme.kind) {
      case 'text':
        return { kind: 'text', value, at };
      case 'number':
        return { kind: 'number', value: Number(value), at };
      case 'date':
        return { kind: 'date', value, at };
      case 'instant':
        return { kind: 'instant', value: instantOf(value) ?? 0, at };
      case 'duration':
        return { kind: 'duration', value: durationOf(value) ?? 0, at };
      case 'word':
        return this.word(lexeme, depth);
      case 'sign':
        if (value === '(') return this.closed(depth);
        if (value === '[') {
          const items = this.listUntil(']', depth);
          return { kind: 'list', items: items.list, at: { start: at.start, end: items.end } };
        }
        break;
      case 'end':
        throw new SyntaxProblem('The expression ends too early', at);
    }
    throw new SyntaxProblem(`"${value}" was not expected`, at);
  }

  private word({ value, at }: Lexeme, depth: number): Expression {
    if (value === 'true' || value === 'false') return { kind: 'boolean', value: value === 'true', at };
    if (value === 'none') return { kind: 'none', at };
    if (isOperator(value)) throw new SyntaxProblem(`"${value}" was not expected`, at);
    if (!this.isSign('(')) return { kind: 'name', name: value, at };
    this.take();
    const args = this.listUntil(')', depth);
    return { kind: 'call', name: value, args: args.list, at: { start: at.start, end: args.end } };
  }

  private closed(depth: number): Expression {
    const inner = this.expression(0, depth);
    const close = this.take();
    if (close.kind !== 'sign' || close.value !== ')') throw new SyntaxProblem('")" was expected', close.at);
    return inner;
  }

  private listUntil(close: string, depth: number): { list: Expression[]; end: number } {
    const list: Expression[] = [];
    while (!this.isSign(close)) {
      list.push(this.expression(0, depth));
      if (this.isSign(',')) this.take();
      else if (!this.isSign(close)) throw new SyntaxProblem(`"," or "${close}" was expected`, this.peek().at);
    }
    return { list, end: this.take().at.end };
  }

  private isSign(value: string): boolean {
    const lexeme = this.peek();
    return lexeme.kind === 'sign' && lexeme.value === value;
  }
}

function isOperator(word: string): word is BinaryOperator {
  return Object.hasOwn(PRECEDENCE, word);
}
