import type { Span, Splice } from './span.ts';

/** One table row cut at its unescaped bars. Spans are relative to the line given. */
export interface RowShape {
  /** Indent, quote marks and the leading bar, as they stand. */
  readonly prefix: string;
  readonly cells: readonly {
    readonly span: Span;
    readonly lead: string;
    readonly content: string;
    readonly trail: string;
  }[];
  /** The trailing bar and what follows it. */
  readonly suffix: string;
}

export function splitRow(line: string): RowShape {
  const bars: number[] = [];
  for (let i = 0; i < line.length; i += 1) {
    if (line[i] === '\\') i += 1;
    else if (line[i] === '|') bars.push(i);
  }
  const quote = /^[\s>]*/.exec(line)?.[0].length ?? 0;
  const leading = bars[0] === quote;
  const last = bars.at(-1);
  const trailing = last !== undefined && (last !== bars[0] || !leading) && line.slice(last + 1).trim() === '';
  const from = leading ? quote + 1 : quote;
  const to = trailing ? last : line.length;
  const inner = bars.filter((at) => at >= from && at < to);
  const cells = [...inner, to].map((end, index) =>
    cellAt(line, { start: index === 0 ? from : (inner[index - 1] ?? from) + 1, end }),
  );
  return { prefix: line.slice(0, from), cells, suffix: line.slice(to) };
}

function cellAt(line: string, span: Span): RowShape['cells'][number] {
  const text = line.slice(span.start, span.end);
  const content = text.trim();
  const lead = content === '' ? text : text.slice(0, text.indexOf(content));
  const trail = content === '' ? '' : text.slice(lead.length + content.length);
  return { span, lead, content, trail };
}

/** Escapes bars that would end the cell; bars a person escaped already stay as they are. */
export function escapeCell(value: string): string {
  let out = '';
  for (let i = 0; i < value.length; i += 1) {
    const char = value.charAt(i);
    if (char === '\\' && i + 1 < value.length) {
      out += char + value.charAt(i + 1);
      i += 1;
    } else out += char === '|' ? '\\|' : char;
  }
  return out;
}

/** True when the text ends in a backslash that would escape the bar behind it. */
export function endsOpen(value: string): boolean {
  return (/(?<!\\)\\+$/.exec(value)?.[0].length ?? 0) % 2 === 1;
}

/**
 * Writes `content` where the cell's content stands. An empty cell gets one space on each side that lacks one, and
 * a content whose last backslash would eat the bar gets a space behind it.
 */
export function writeCell(text: string, span: Span, content: string): Splice {
  const before = text.charAt(span.start - 1);
  const after = text.charAt(span.end);
  let insert = content;
  if (span.start === span.end && content !== '') {
    if (before === '|') insert = ` ${insert}`;
    if (after === '|') insert = `${insert} `;
  }
  if (after === '|' && endsOpen(insert)) insert += ' ';
  return { start: span.start, end: span.end, insert };
}
