import { fail, ok, type Result } from '../../kernel/result.ts';
import { dayNumber } from './days.ts';
import { durationOf, instantOf } from './moments.ts';
import type { At, ExpressionCode } from './syntax.ts';

export interface Lexeme {
  readonly kind: 'text' | 'number' | 'date' | 'instant' | 'duration' | 'word' | 'sign' | 'end';
  readonly value: string;
  readonly at: At;
}

/** Numbers stay short enough to be printed back digit by digit. */
const LEXEME =
  /\s*(?:(?<text>"(?:[^"\\]|\\.)*")|(?<instant>\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2}))|(?<date>\d{4}-\d{2}-\d{2})|(?<duration>(?:\d{1,9}(?:ms|[wdhms]))+(?![\p{L}\p{N}_]))|(?<number>\d{1,15}(?:\.\d{1,6})?)|(?<word>[\p{L}_][\p{L}\p{N}_]*)|(?<sign><=|>=|!=|[=<>+\-*/().,[\]]))/uy;

/** Literals that have the form and not the sense, by kind: what is wrong with one, or null. */
const MEANINGLESS: Readonly<Partial<Record<Lexeme['kind'], (raw: string) => string | null>>> = {
  date: (raw) => (dayNumber(raw) === null ? 'is not a day of the calendar' : null),
  instant: (raw) => (instantOf(raw) === null ? 'is not a moment of the calendar' : null),
  duration: (raw) => (durationOf(raw) === null ? 'is too long' : null),
};

/** Cuts a source text into words, signs and literals. */
export function scan(source: string): Result<Lexeme[], ExpressionCode> {
  const lexemes: Lexeme[] = [];
  const end = source.trimEnd().length;
  LEXEME.lastIndex = 0;
  while (LEXEME.lastIndex < end) {
    const from = LEXEME.lastIndex;
    const found = LEXEME.exec(source);
    if (found === null) {
      const at = from + (/^\s*/u.exec(source.slice(from))?.[0].length ?? 0);
      return fail('expression.syntax', `"${source.charAt(at)}" at ${at + 1} is not part of an expression.`, {
        at,
      });
    }
    const groups = found.groups ?? {};
    const at = { start: from + found[0].length - found[0].trimStart().length, end: from + found[0].length };
    const kind = (['text', 'instant', 'date', 'duration', 'number', 'word', 'sign'] as const).find(
      (name) => groups[name] !== undefined,
    );
    if (kind === undefined) continue;
    const raw = groups[kind] ?? '';
    const meansNothing = MEANINGLESS[kind]?.(raw);
    if (meansNothing !== undefined && meansNothing !== null) {
      return fail('expression.syntax', `${raw} at ${at.start + 1} ${meansNothing}.`, { at: at.start });
    }
    lexemes.push({ kind, value: kind === 'text' ? unquote(raw) : raw, at });
  }
  lexemes.push({ kind: 'end', value: '', at: { start: end, end } });
  return ok(lexemes);
}

function unquote(raw: string): string {
  return raw
    .slice(1, -1)
    .replace(/\\(.)/gsu, (_, char: string) => (char === 'n' ? '\n' : char === 't' ? '\t' : char));
}
