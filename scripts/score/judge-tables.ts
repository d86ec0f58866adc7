import type { ParsedDocument, ParsedItem } from '../../core/domain/trackers/model.ts';
import { cellSpans } from '../../core/domain/trackers/text/cells.ts';
import { plainText } from '../../core/domain/trackers/text/plain-text.ts';
import { fieldSpan, type Span } from '../../core/domain/trackers/text/span.ts';
import { lineStarts } from '../../core/domain/trackers/text/text.ts';
import { type Judgement, judging } from './judgement.ts';
import { NONE, TABLE_ROLES, type TableLabel, type TableRole } from './labels.ts';

/** Field that carries a role; a name is the item's title. */
const FIELD: Readonly<Record<TableRole, string>> = {
  key: 'key',
  name: 'name',
  status: 'status',
  due: 'date',
  done: 'done',
  start: 'start',
  owner: 'owner',
  depends: 'depends',
};

/** A column is right when this part of the rows takes its value from it. */
const ENOUGH = 0.8;

/** Holds the items of a table against its label. */
export function judgeTable(doc: ParsedDocument, label: TableLabel): Judgement[] {
  const starts = lineStarts(doc.text);
  const headers = rowAt(doc.text, starts, label.line).map((span) => doc.text.slice(span.start, span.end));
  const items = itemsOf(doc, label.line);
  const judge = judging(label.file, label.line);
  const isRecord = label.kind?.includes('record') ?? false;
  const stated = items.some((item) => item.state !== null);
  const kind = judge('kind', label.kind, items.length === 0 ? 'record' : 'tracker');
  // No row of a record may become an item with a status; without one its rows do no harm.
  if (isRecord) return [...kind, ...judge('status', [NONE], stated ? 'rows with a status' : NONE)];
  return [
    ...kind,
    ...TABLE_ROLES.flatMap((role) =>
      judge(role, label.columns[role], columnOf(doc, items, role, headers, starts)),
    ),
  ];
}

/** Items of the rows below a header: consecutive lines of one table. */
function itemsOf(doc: ParsedDocument, header: number): ParsedItem[] {
  const byLine = new Map(
    doc.items.filter((item) => item.carrier === 'table-row').map((item) => [item.line, item]),
  );
  const lines = doc.text.split(/\r\n|\n|\r/u);
  const found: ParsedItem[] = [];
  for (let line = header + 2; line <= lines.length && (lines[line - 1] ?? '').includes('|'); line += 1) {
    const item = byLine.get(line);
    if (item !== undefined) found.push(item);
  }
  return found;
}

function rowAt(text: string, starts: readonly number[], line: number): Span[] {
  const start = starts[line - 1] ?? text.length;
  const content = /^[\s>]*(.*?)\s*$/u.exec(text.slice(start, starts[line] ?? text.length));
  const at = start + (content?.[0].indexOf(content[1] ?? '') ?? 0);
  return cellSpans(text, { start: at, end: at + (content?.[1]?.length ?? 0) });
}

/** The header of the column that enough rows take the role's value from. */
function columnOf(
  doc: ParsedDocument,
  items: readonly ParsedItem[],
  role: TableRole,
  headers: readonly string[],
  starts: readonly number[],
): string {
  const votes = new Map<number, number>();
  for (const item of items) {
    const cells = rowAt(doc.text, starts, item.line);
    for (const at of cells.keys()) {
      if (isFrom(doc.text, item, role, cells[at])) {
        votes.set(at, (votes.get(at) ?? 0) + 1);
        break;
      }
    }
  }
  const [best] = [...votes].sort((one, other) => other[1] - one[1]);
  if (best === undefined || best[1] < ENOUGH * items.length) return NONE;
  return headers[best[0]] || `#${best[0] + 1}`;
}

function isFrom(text: string, item: ParsedItem, role: TableRole, cell: Span | undefined): boolean {
  if (cell === undefined) return false;
  const field = item.fields.find((entry) => entry.name === FIELD[role]);
  if (role === 'name') return item.title !== '' && plainText(text.slice(cell.start, cell.end)) === item.title;
  if (field === undefined) return false;
  const span = fieldSpan(item, field);
  return span.start >= cell.start && span.end <= cell.end;
}
