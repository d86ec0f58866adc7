import type { ParsedItem } from '../model.ts';
import type { EditState } from './edit-state.ts';

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

/** A new line took a number: it and the siblings that counted on from there count on behind it. */
export function renumberAfter(state: EditState, near: ParsedItem, side: 'before' | 'after'): void {
  const own = siblingNumber(state, near);
  if (own === null) return;
  if (side === 'before') shift(state, own, 1);
  for (const sibling of countingOn(state.doc.text, near, own)) shift(state, sibling, 1);
}

/**
 * A line went: siblings that counted on from it close up. A list that begins at 2 after all could also no longer
 * follow a paragraph without a blank line.
 */
export function closeUpAfter(state: EditState, gone: ParsedItem): void {
  const own = siblingNumber(state, gone);
  if (own === null) return;
  for (const sibling of countingOn(state.doc.text, gone, own)) shift(state, sibling, -1);
}

function siblingNumber(state: EditState, item: ParsedItem): Numbered | null {
  return item.carrier === 'list-item' || item.carrier === 'text-row'
    ? numbered(state.doc.text, item.span.start)
    : null;
}

/** The siblings below, as far as each number is one more than the one before. */
function countingOn(text: string, near: ParsedItem, own: Numbered): Numbered[] {
  const siblings: Numbered[] = [];
  for (let at = near.span.end; at < text.length; ) {
    const next = numbered(text, at);
    const eol = /\r\n|\n|\r/u.exec(text.slice(at));
    const end = eol === null ? text.length : at + eol.index + eol[0].length;
    const line = text.slice(at, end);
    if (next !== null && next.indent === own.indent && next.mark === own.mark) {
      if (next.number !== own.number + siblings.length + 1) return siblings;
      siblings.push(next);
    } else if (line.trim() !== '' && !isDeeper(line, own.indent)) return siblings;
    at = end;
  }
  return siblings;
}

/** Earlier edits of the plan may have moved the number already. */
function shift(state: EditState, line: Numbered, by: 1 | -1): void {
  const now = Number(state.draft.pending(line.start)?.insert ?? line.number);
  state.draft.write({ start: line.start, end: line.end, insert: String(now + by) });
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
