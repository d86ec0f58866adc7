import type { MarkdownIt, StateBlock } from 'markdown-it';

const PIPE = 124;
const DASH = 45;
const COLON = 58;
const BACKSLASH = 92;

/**
 * Replaces markdown-it's table rule by one that only marks the lines: no token per cell, which is what makes
 * tables of ten thousand rows cheap. A row's content start and end go into `meta.rows` as `[line, start, end, ...]`.
 * Written against `Ruler` and `StateBlock`, which markdown-it documents as its plugin interface.
 */
export function useTableLines(md: MarkdownIt): void {
  md.block.ruler.disable('table');
  // Behind the container rules and raw HTML: a list marker or tag wins over a header row.
  md.block.ruler.before('lheading', 'table_lines', tableLines, { alt: ['paragraph', 'reference'] });
}

function tableLines(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  if (startLine + 2 > endLine || state.isEmpty(startLine) || isDeeper(state, startLine)) return false;
  const second = startLine + 1;
  if (isOutside(state, second) || isDeeper(state, second)) return false;
  const columns = delimiterCells(state.src, contentStart(state, second), state.eMarks[second] ?? 0);
  if (columns === 0) return false;
  if (columns !== headerCells(state.src, contentStart(state, startLine), state.eMarks[startLine] ?? 0))
    return false;
  const outer = state.parentType;
  state.parentType = 'table';
  const enders = state.md.block.ruler.getRules('blockquote');
  // No other block begins with a bar, and asking every rule of every row is most of the work.
  const ends = (line: number) =>
    state.src.charCodeAt(contentStart(state, line)) !== PIPE &&
    (enders.some((rule) => rule(state, line, endLine, true)) || isLoneTag(state, line));
  const rejected = ends(second);
  if (silent || rejected) {
    state.parentType = outer;
    return !rejected;
  }
  const rows: number[] = [];
  pushRow(state, rows, startLine);
  pushRow(state, rows, second);
  let line = startLine + 2;
  for (; line < endLine; line += 1) {
    if (isOutside(state, line) || isDeeper(state, line) || state.isEmpty(line)) break;
    if (ends(line)) break;
    pushRow(state, rows, line);
  }
  const token = state.push('table_lines', 'table', 0);
  token.map = [startLine, line];
  token.meta = { rows };
  state.parentType = outer;
  state.line = line;
  return true;
}

const LONE_TAG = /<(?:\/[a-z][a-z0-9-]*\s*|[a-z][a-z0-9-]*(?:\s+[a-z_:][^<>]*)?\/?)>[ \t]*(?=\n|$)/iuy;

/** A tag alone on its line opens raw HTML unless it would interrupt a paragraph, and a table is none. */
function isLoneTag(state: StateBlock, line: number): boolean {
  LONE_TAG.lastIndex = contentStart(state, line);
  return LONE_TAG.test(state.src);
}

function isOutside(state: StateBlock, line: number): boolean {
  return (state.sCount[line] ?? 0) < state.blkIndent;
}

function isDeeper(state: StateBlock, line: number): boolean {
  return (state.sCount[line] ?? 0) - state.blkIndent >= 4;
}

function contentStart(state: StateBlock, line: number): number {
  return (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
}

function pushRow(state: StateBlock, rows: number[], line: number): void {
  const start = contentStart(state, line);
  let end = state.eMarks[line] ?? start;
  while (end > start && isBlank(state.src.charCodeAt(end - 1))) end -= 1;
  rows.push(line, start, end);
}

/** Number of cells of a delimiter row, 0 when it is none. A row of dashes alone is a rule or an underline. */
function delimiterCells(src: string, start: number, end: number): number {
  let at = start;
  let cells = 0;
  let marked = false;
  if (src.charCodeAt(at) === PIPE) {
    marked = true;
    at += 1;
  }
  for (;;) {
    while (at < end && isBlank(src.charCodeAt(at))) at += 1;
    if (at >= end) break;
    const left = src.charCodeAt(at) === COLON;
    if (left) at += 1;
    const from = at;
    while (at < end && src.charCodeAt(at) === DASH) at += 1;
    if (at === from) return 0;
    const right = at < end && src.charCodeAt(at) === COLON;
    if (right) at += 1;
    marked ||= left || right;
    cells += 1;
    while (at < end && isBlank(src.charCodeAt(at))) at += 1;
    if (at >= end) break;
    if (src.charCodeAt(at) !== PIPE) return 0;
    marked = true;
    at += 1;
  }
  return marked ? cells : 0;
}

/** Number of header cells: an unescaped bar ends a cell, also an empty one; bars at both ends are borders. */
function headerCells(src: string, start: number, end: number): number {
  let cells = 0;
  let pending = src.charCodeAt(start) !== PIPE;
  let size = pending ? 1 : 0;
  for (let at = start; at < end; at += 1) {
    const unit = src.charCodeAt(at);
    if (isBlank(unit)) continue;
    size += 1;
    if (pending) {
      pending = false;
      cells += 1;
    }
    if (unit === PIPE) {
      pending = true;
      continue;
    }
    while (at + 1 < end) {
      const escaped = src.charCodeAt(at) === BACKSLASH && isEscapable(src.charCodeAt(at + 1));
      if (escaped) at += 1;
      const next = src.charCodeAt(at + 1);
      if (next === PIPE || isBlank(next)) break;
      at += 1;
    }
  }
  return size > 1 ? cells : 0;
}

function isEscapable(unit: number): boolean {
  return unit === BACKSLASH || unit === PIPE;
}

function isBlank(unit: number): boolean {
  return unit === 32 || unit === 9 || unit === 10;
}
