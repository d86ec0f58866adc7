import { type ChunkBlocks, dayOrderIn } from './read-blocks.ts';

const PIPE = 124;

/**
 * The blocks of a text that differs from one read before within one row of the table at its end: the structure is the
 * same, and stands where the row is as much longer or shorter. Null where that is not so, or can't be told from the line.
 */
export function withChangedRow(before: ChunkBlocks, text: string): ChunkBlocks | null {
  const table = before.blocks.at(-1);
  const header = table?.type === 'table' ? table.rows[0] : undefined;
  // In the first column it stands in no list and no quote, which would have a say in where the table ends.
  if (table?.type !== 'table' || header?.from !== 0) return null;
  const from = commonStart(before.text, text);
  const behind = commonEnd(before.text, text, from);
  if (hasBreak(before.text, from, behind) || hasBreak(text, from, behind)) return null;
  const by = text.length - before.text.length;
  const at = table.rows.findLastIndex(({ line }) => (before.starts[line] ?? 0) <= from);
  const line = table.rows[at]?.line ?? 0;
  const start = before.starts[line] ?? 0;
  const next = before.starts[line + 1];
  // A row that begins with a bar can be nothing else; header and delimiter row say whether there is a table at all.
  if (at < 2 || (next !== undefined && next <= from) || text.charCodeAt(start) !== PIPE) return null;
  const to = endOfContent(text, next === undefined ? text.length : next - 1 + by) - start;
  const lines = [before.text.slice(start, next ?? before.text.length), text.slice(start, start + to)];
  const saysOrder = lines.some((one) => NUMBER_BEFORE_YEAR.test(one));
  return {
    ...before,
    text,
    blocks: [
      ...before.blocks.slice(0, -1),
      { ...table, end: table.end + by, rows: table.rows.with(at, { line, from: 0, to }) },
    ],
    starts: by === 0 ? before.starts : before.starts.map((one, place) => (place > line ? one + by : one)),
    dayOrder: saysOrder ? dayOrderIn(text) : before.dayOrder,
  };
}

/** What a date may hold that tells how days and months are ordered. */
const NUMBER_BEFORE_YEAR = /[/-]\d{4}/u;

/** Compared by pieces first, which is a hundred times faster than letter by letter. */
const PIECE = 4096;

function commonStart(one: string, other: string): number {
  const most = Math.min(one.length, other.length);
  let at = 0;
  while (at + PIECE <= most && one.slice(at, at + PIECE) === other.slice(at, at + PIECE)) at += PIECE;
  while (at < most && one.charCodeAt(at) === other.charCodeAt(at)) at += 1;
  return at;
}

/** Of what is behind `from`. */
function commonEnd(one: string, other: string, from: number): number {
  const most = Math.min(one.length, other.length) - from;
  const piece = (text: string, count: number) => text.slice(text.length - count - PIECE, text.length - count);
  let count = 0;
  while (count + PIECE <= most && piece(one, count) === piece(other, count)) count += PIECE;
  while (
    count < most &&
    one.charCodeAt(one.length - count - 1) === other.charCodeAt(other.length - count - 1)
  )
    count += 1;
  return count;
}

/** Also where the two halves of a line's end come together or apart. */
function hasBreak(text: string, from: number, behind: number): boolean {
  return text.charAt(from - 1) === '\r' || /[\n\r\0]/u.test(text.slice(from, text.length - behind));
}

function endOfContent(text: string, lineEnd: number): number {
  let end = lineEnd;
  while (end > 0 && /[ \t\n\r]/u.test(text.charAt(end - 1))) end -= 1;
  return end;
}
