import { printableLines, printableText } from '../../core/kernel/printable-text.ts';
import type { Failure } from '../../core/kernel/result.ts';

/** Where a command writes. Results go to `out`; what went wrong and notes go to `err`, so pipes carry results only. */
export interface Output {
  readonly json: boolean;
  /** The result: `value` as JSON when asked for, else the lines. */
  result(value: unknown, lines: readonly string[]): void;
  /** Lines of a result that comes bit by bit; nothing where the whole is wanted as JSON. */
  progress(lines: readonly string[]): void;
  /** A document as it is; on a terminal, as it may be shown there. */
  text(text: string): void;
  note(line: string): void;
  failure(failure: Failure): void;
}

export interface Streams {
  out(text: string): void;
  err(text: string): void;
  /** Somebody looks at `out`, instead of a file or another program. */
  readonly terminal?: boolean;
}

/** What goes there steers no terminal, whoever wrote it: everything that is printed, by us or by the reader of arguments. */
export function printableStreams(raw: Streams): Streams {
  return { out: (text) => raw.out(printableLines(text)), err: (text) => raw.err(printableLines(text)) };
}

export function createOutput(json: boolean, raw: Streams): Output {
  const streams = printableStreams(raw);
  return {
    json,
    result(value, lines) {
      if (json) streams.out(`${JSON.stringify(value, null, 2)}\n`);
      else if (lines.length > 0) streams.out(`${lines.map(printableText).join('\n')}\n`);
    },
    progress(lines) {
      if (!json) streams.out(`${lines.map(printableText).join('\n')}\n`);
    },
    text: (text) => (raw.terminal === true ? streams : raw).out(text),
    note: (line) => streams.err(`${printableText(line)}\n`),
    failure({ code, message, facts }) {
      if (json) streams.out(`${JSON.stringify({ error: { code, message, facts } }, null, 2)}\n`);
      else streams.err(`${printableText(message)} (${code})\n`);
    },
  };
}

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** Longer text is cut with an ellipsis. */
  readonly most?: number;
}

/** Aligned columns; empty input gives no lines. */
export function tableLines(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const cells = rows.map((row) =>
    columns.map((column, index) => cut(printableText(oneLine(row[index] ?? '')), column.most)),
  );
  const widths = columns.map((column, index) =>
    Math.max(widthOf(column.title), ...cells.map((row) => widthOf(row[index] ?? ''))),
  );
  const line = (row: readonly string[]): string =>
    columns
      .map((column, index) => {
        const text = row[index] ?? '';
        const room = ' '.repeat(Math.max(0, (widths[index] ?? 0) - widthOf(text)));
        return column.align === 'right' ? room + text : text + room;
      })
      .join('  ')
      .trimEnd();
  return [line(columns.map((column) => column.title)), ...cells.map(line)];
}

/** Text for one line of a terminal: a control character from a file or program must not steer it. */
export function oneLine(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ');
}

function cut(text: string, most: number | undefined): string {
  const characters = Array.from(text);
  return most === undefined || characters.length <= most
    ? text
    : `${characters.slice(0, most - 1).join('')}…`;
}

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

/** Columns a terminal gives this text: wide scripts take two, combining marks none. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += /\p{Mark}/u.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return width;
}
