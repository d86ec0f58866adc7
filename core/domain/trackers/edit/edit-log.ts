import { fail, ok } from '../../../kernel/result.ts';
import { itemAt } from '../identity/item-at.ts';
import type { LogEntry, ParsedDocument } from '../model.ts';
import { writeDate } from '../text/calendar/date-format.ts';
import { findDates } from '../text/dates.ts';
import { escapeCell, splitRow } from '../text/table-row.ts';
import type { EditResult, PlannedChange } from './edit-plan.ts';
import { bodyOf } from './edit-prose.ts';
import { type EditState, eolNear, note } from './edit-state.ts';

/** Where the next entry goes and how its line is written. */
interface LogStyle {
  readonly at: number;
  readonly write: (today: string, text: string) => string;
  /** Newest first: of several lines written together the last belongs on top. */
  readonly newestFirst: boolean;
}

const LOG_HEADING = /^(?:change ?log|changes|log|history|revision history|status log|updates)$/iu;

/** Adds a line to the document's change log, in the style and order of the entries there. */
export function addLog(state: EditState, text: string): EditResult<null> {
  const line = text.trim().replace(/\s*(?:\r\n|\n|\r)\s*/gu, ' ');
  if (line === '') return fail('value.not-allowed', 'A change-log line needs words; nothing was changed.');
  const style = styleOf(state.doc);
  if (style === null) {
    return fail(
      'value.not-allowed',
      `"${state.doc.title}" has no change log to add to; nothing was changed.`,
    );
  }
  write(state, style, line);
  note(state, { address: '', field: 'log', label: 'Change log', before: null, after: line });
  return ok(null);
}

/** One line per changed item; a document without a change log gets none. */
export function logItemChanges(state: EditState): void {
  const style = styleOf(state.doc);
  if (style === null) return;
  const byItem = new Map<string, PlannedChange[]>();
  for (const change of state.changes) {
    if (change.address === '') continue;
    const list = byItem.get(change.address) ?? [];
    list.push(change);
    byItem.set(change.address, list);
  }
  for (const [address, changes] of byItem) {
    const title = itemAt(state.doc, address)?.title ?? changes[0]?.after ?? '';
    const line = `${title}: ${changes.map(phrase).join(', ')}.`;
    write(state, style, line);
    note(state, { address: '', field: 'log', label: 'Change log', before: null, after: line });
  }
}

function phrase(change: PlannedChange): string {
  if (change.field === 'item') return change.after === null ? 'removed' : 'added';
  if (change.field === 'position') return 'moved';
  const label = change.label.toLowerCase();
  if (change.before === 'true' || change.after === 'true')
    return change.after === 'true' ? 'checked' : 'unchecked';
  const long = (change.before?.length ?? 0) > 40 || (change.after?.length ?? 0) > 40;
  if (long) return `${label} changed`;
  if (change.before === '' || change.before === null) return `${label} set to ${change.after ?? ''}`;
  if (change.after === '') return `${label} cleared`;
  const done = change.field === 'name' ? 'renamed' : 'changed';
  return `${label} ${done} from ${change.before} to ${change.after ?? ''}`;
}

function write(state: EditState, style: LogStyle, text: string): void {
  const line = style.write(state.context.today, text) + eolNear(state.doc.text, style.at);
  state.draft.insert(line, { at: style.at, side: style.newestFirst ? 'after' : 'before', beside: null });
}

/** Reads the style off the newest entries; null when the document has no log a line can be added to. */
function styleOf(doc: ParsedDocument): LogStyle | null {
  const first = doc.log[0];
  const last = doc.log.at(-1);
  if (first === undefined || last === undefined) return emptyLog(doc);
  // Kept by version under headings of their own, without dates: nothing tells where a new line belongs.
  if (first.date === null && sectionAt(doc, first) !== sectionAt(doc, last)) return null;
  const newestFirst = first.date !== null && last.date !== null && first.date > last.date;
  const model = newestFirst ? first : last;
  const line = lineAt(doc.text, model.span.start);
  if (/^\s*#/u.test(line.text)) return null;
  const writer = line.text.trimStart().startsWith('|')
    ? rowWriter(line.text, model)
    : lineWriter(line.text, model);
  if (writer === null) return null;
  const at = newestFirst ? line.start : endOfLines(doc.text, Math.max(model.span.end, line.end));
  return { at, write: writer, newestFirst };
}

/** `- February 13, 2026: text`: what stands before, within and behind the date is the style. */
function lineWriter(line: string, entry: LogEntry): LogStyle['write'] {
  const dates = findDates(line);
  const date = dates.find((found) => found.iso === entry.date) ?? null;
  if (date === null) {
    const bullet = /^\s*(?:[-*+]|\d{1,9}[.)])\s+/u.exec(line)?.[0] ?? '';
    return (_, text) => bullet + text;
  }
  const behind = line.slice(date.end);
  const own = entry.text === '' ? -1 : behind.indexOf(entry.text);
  const gap =
    own > 0 ? behind.slice(0, own) : (/^[*_`)\]]*\s*(?:[:–—-]\s*)?[*_]*\s*/u.exec(behind)?.[0] ?? '');
  const lead = line.slice(0, date.start);
  return (today, text) => lead + writeDate(today, date.pattern) + (gap === '' ? ': ' : gap) + text;
}

/** `| 2026-02-13 | text |`: the date's cell and the longest other cell are filled, the rest stays empty. */
function rowWriter(line: string, entry: LogEntry): LogStyle['write'] | null {
  const row = splitRow(line);
  const dates = row.cells.map((cell) => findDates(cell.content)[0] ?? null);
  const dateCell = dates.findIndex((found) => found !== null && found.iso === entry.date);
  let textCell = -1;
  for (const [index, cell] of row.cells.entries()) {
    const longest = row.cells[textCell]?.content.length ?? -1;
    if (index !== dateCell && cell.content.length > longest) textCell = index;
  }
  if (dateCell < 0 || textCell < 0) return null;
  const pattern = dates[dateCell]?.pattern ?? 'YYYY-MM-DD';
  return (today, text) => {
    const cells = row.cells.map((_, index) => {
      const content =
        index === dateCell ? writeDate(today, pattern) : index === textCell ? escapeCell(text) : '';
      return content === '' ? '  ' : ` ${content} `;
    });
    return row.prefix + cells.join('|') + row.suffix;
  };
}

/** A log section without entries yet: bullets, with the date as the document writes its own. */
function emptyLog(doc: ParsedDocument): LogStyle | null {
  const section = doc.sections.find((entry) => entry.role === 'log' || LOG_HEADING.test(entry.title.trim()));
  if (section === undefined || section.heading === null) return null;
  const body = bodyOf(doc.text, section);
  if (doc.text.slice(body.start, body.end).trim() !== '') return null;
  const patterns = [...doc.meta, ...doc.items.flatMap((item) => item.fields)].flatMap((field) =>
    findDates(field.raw),
  );
  const pattern = patterns[0]?.pattern ?? 'YYYY-MM-DD';
  const blank = /^(?:\r\n|\n|\r)/u.exec(doc.text.slice(body.start, body.end))?.[0] ?? '';
  const lead = blank === '' ? eolNear(doc.text, body.start) : '';
  return {
    at: body.start + blank.length,
    write: (today, text) => `${lead}- ${writeDate(today, pattern)}: ${text}`,
    newestFirst: false,
  };
}

function sectionAt(doc: ParsedDocument, entry: LogEntry): number {
  return doc.sections.findLastIndex((section) => section.span.start <= entry.span.start);
}

function lineAt(text: string, offset: number): { start: number; end: number; text: string } {
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  const eol = /\r\n|\n|\r/u.exec(text.slice(offset));
  const end = eol === null ? text.length : offset + eol.index + eol[0].length;
  return { start, end, text: text.slice(start, end).replace(/[\r\n]+$/u, '') };
}

/** Behind the line end of the line that holds `offset`; `offset` itself when a line ends right before it. */
function endOfLines(text: string, offset: number): number {
  return offset > 0 && /[\r\n]/u.test(text.charAt(offset - 1)) ? offset : lineAt(text, offset).end;
}
