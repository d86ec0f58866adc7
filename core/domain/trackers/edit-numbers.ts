import type { EditState } from './edit-state.ts';
import type { ParsedItem } from './model.ts';

const ORDERED = /^([\s>]*)(\d{1,9})([.)])(?=\s)/u;

interface Numbered {
  readonly indent: string;
  readonly number: number;
  readonly mark: string;
  /** Where its digits stand. */
  readonly start: number;
  readonly end: number;
}

/** The number a list line begins with, null for other carriers and bullets. */
export function numberOf(text: string, item: ParsedItem): number | null {
  return numbered(text, item.span.start)?.number ?? null;
}

/** A new line took a number: siblings that counted on from there count on behind it, up to the first that did not. */
export function renumberAfter(state: EditState, near: ParsedItem, side: 'before' | 'after'): void {
  const text = state.doc.text;
  const own = numbered(text, near.span.start);
  if (own === null || (near.carrier !== 'list-item' && near.carrier !== 'text-row')) return;
  let expected = own.number + 1;
  if (side === 'before') shift(state, own);
  for (let at = near.span.end; at < text.length; ) {
    const next = numbered(text, at);
    const eol = /\r\n|\n|\r/u.exec(text.slice(at));
    const end = eol === null ? text.length : at + eol.index + eol[0].length;
    const line = text.slice(at, end);
    if (next !== null && next.indent === own.indent && next.mark === own.mark) {
      if (next.number !== expected) return;
      shift(state, next);
      expected += 1;
    } else if (line.trim() !== '' && !isDeeper(line, own.indent)) return;
    at = end;
  }
}

/** Each earlier insertion of the plan already moved the number on by one. */
function shift(state: EditState, line: Numbered): void {
  const now = Number(state.draft.pending(line.start)?.insert ?? line.number);
  state.draft.write({ start: line.start, end: line.end, insert: String(now + 1) });
}

function numbered(text: string, at: number): Numbered | null {
  const found = ORDERED.exec(text.slice(at, at + 200));
  if (found === null) return null;
  const [, indent = '', digits = '', mark = ''] = found;
  const start = at + indent.length;
  return { indent, number: Number(digits), mark, start, end: start + digits.length };
}

function isDeeper(line: string, indent: string): boolean {
  return line.startsWith(indent) && /^\s/u.test(line.slice(indent.length));
}
