import type { Span } from './span.ts';

/**
 * Content spans of a row's cells, without padding. Only an unescaped bar ends a cell, also inside a code span; a bar
 * at either end is a border. An empty cell is a zero-length span one blank after its bar, where text would go.
 */
export function cellSpans(text: string, row: Span): Span[] {
  const cells: Span[] = [];
  let from = row.start;
  if (text.charCodeAt(from) === 124) from += 1;
  for (let at = from; at <= row.end; at += 1) {
    const unit = at < row.end ? text.charCodeAt(at) : 124;
    if (unit === 92 && at + 1 < row.end) {
      const next = text.charCodeAt(at + 1);
      if (next === 124 || next === 92) at += 1;
      continue;
    }
    if (unit !== 124) continue;
    const atEnd = at === row.end;
    const span = contentSpan(text, from, at);
    if (!atEnd || span.end > span.start) cells.push(span);
    from = at + 1;
  }
  return cells;
}

function contentSpan(text: string, from: number, to: number): Span {
  let start = from;
  let end = to;
  while (start < end && isPad(text.charCodeAt(start))) start += 1;
  while (end > start && isPad(text.charCodeAt(end - 1))) end -= 1;
  if (start < end) return { start, end };
  const at = to - from > 0 ? from + 1 : from;
  return { start: at, end: at };
}

function isPad(unit: number): boolean {
  return unit === 32 || unit === 9;
}
