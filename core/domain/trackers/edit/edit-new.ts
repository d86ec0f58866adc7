import { fail, ok } from '../../../kernel/result.ts';
import { unreachable } from '../../../kernel/unreachable.ts';
import type { Field, ParsedDocument, ParsedItem } from '../model.ts';
import { fieldSpan } from '../text/span.ts';
import { endsOpen, splitRow } from '../text/table-row.ts';
import { type FieldNow, writeField } from './edit-field.ts';
import type { EditResult, WriteStyle } from './edit-plan.ts';
import { eolNear } from './edit-state.ts';
import { yamlScalar } from './edit-yaml.ts';

type Values = Readonly<Record<string, string>>;

export interface NewRow {
  readonly values: Values;
  /** What it is numbered, in a list that counts. */
  readonly number: number | null;
  readonly style: WriteStyle;
}

const LIST_LEAD = /^([\s>]*)([-*+]|\d{1,9}([.)]))(\s+)(\[[^[\]\\]\]\s+)?/u;

/** The lines of a new item as its neighbour writes them, without the final line end where the neighbour has none. */
export function newLines(doc: ParsedDocument, near: ParsedItem, row: NewRow): EditResult<string> {
  const { values } = row;
  const unknown = Object.keys(values).filter((name) => !near.fields.some((field) => field.name === name));
  if (unknown.length > 0) {
    return fail(
      'field.not-found',
      `Rows here have no field ${unknown.map((name) => `"${name}"`).join(', ')}; nothing was added.`,
      {
        address: near.address,
        known: near.fields.map((field) => field.name),
      },
    );
  }
  if (Object.values(values).every((value) => value.trim() === '')) {
    return fail('value.not-allowed', 'A new row needs at least a name; nothing was added.', {
      address: near.address,
    });
  }
  switch (near.carrier) {
    case 'table-row':
      return tableRow(doc, near, row);
    case 'list-item':
      return listLine(doc, near, row);
    case 'text-row':
      return LIST_LEAD.test(firstLine(doc, near)) ? listLine(doc, near, row) : textLine(doc, near, row);
    case 'heading':
      return headingLines(doc, near, row);
    case 'yaml-task':
      return yamlLines(doc, near, values);
    case 'diagram-node':
      return fail('field.locked', 'Diagrams are read as facts; nothing was added.', {
        address: near.address,
      });
    default:
      return unreachable(near.carrier);
  }
}

/** The neighbour's field as it would be written in an empty place; the status may be any word of the vocabulary. */
function valueOf(
  doc: ParsedDocument,
  near: ParsedItem,
  field: Field,
  { values, style }: NewRow,
): EditResult<FieldNow> {
  const wanted = values[field.name] ?? '';
  if (field.kind === 'check') return ok({ raw: '', value: wanted });
  if (wanted.trim() === '') return ok({ raw: '', value: '' });
  const blank = { ...near, status: '' };
  const open = { ...field, editable: true };
  const written = writeField(doc, blank, open, { raw: '', value: '' }, wanted, {
    style,
    sawMarks: true,
  });
  return written.ok ? ok(written.value.now) : written;
}

function tableRow(doc: ParsedDocument, near: ParsedItem, added: NewRow): EditResult<string> {
  const line = firstLine(doc, near);
  const row = splitRow(line);
  const aligned = isAligned(
    doc,
    near,
    row.cells.map((cell) => cell.span.end - cell.span.start),
  );
  const cells: string[] = [];
  for (const cell of row.cells) {
    const { start, end } = cell.span;
    const fields = near.fields.filter(({ within }) => within.start >= start && within.end <= end);
    const check = fields.find((field) => field.kind === 'check');
    const field = fields.find((entry) => entry.kind !== 'check') ?? check;
    const written = field ? valueOf(doc, near, field, added) : ok({ raw: '', value: '' });
    if (!written.ok) return written;
    const content =
      check === undefined
        ? written.value.raw
        : `[${added.values[check.name] === 'true' ? 'x' : ' '}] ${written.value.raw}`.trim();
    cells.push(padded(cell, content, aligned));
  }
  return ok(row.prefix + cells.join('|') + row.suffix + eolNear(doc.text, near.span.end));
}

function padded(
  cell: ReturnType<typeof splitRow>['cells'][number],
  content: string,
  aligned: boolean,
): string {
  const bare = cell.content === '';
  const lead = bare ? (cell.lead === '' ? '' : ' ') : cell.lead;
  const trail = bare ? lead : cell.trail === '' ? '' : aligned ? ' ' : cell.trail;
  const text = lead + content + (trail === '' && endsOpen(content) ? ' ' : trail);
  return aligned ? text.padEnd(cell.span.end - cell.span.start, ' ') : text;
}

/** A table is aligned when the line above or below cuts its cells at the same widths. */
function isAligned(doc: ParsedDocument, near: ParsedItem, widths: readonly number[]): boolean {
  const above = doc.text.slice(0, near.span.start).replace(/(?:\r\n|\n|\r)$/u, '');
  const before = above.slice(Math.max(above.lastIndexOf('\n'), above.lastIndexOf('\r')) + 1);
  const same = (line: string) => {
    const cells = splitRow(line).cells;
    return (
      cells.length === widths.length &&
      cells.every((cell, index) => cell.span.end - cell.span.start === widths[index])
    );
  };
  return widths.length > 1 && before.includes('|') && same(before);
}

function listLine(doc: ParsedDocument, near: ParsedItem, row: NewRow): EditResult<string> {
  const { values, number } = row;
  const lead = LIST_LEAD.exec(firstLine(doc, near));
  const name =
    near.fields.find((field) => field.name === 'name') ?? near.fields.find((field) => field.kind !== 'check');
  if (lead === null || name === undefined) return unable(near);
  const written = valueOf(doc, near, name, row);
  if (!written.ok) return written;
  const [, indent = '', bullet = '', mark = '', gap = '', box = ''] = lead;
  const check = near.fields.find((field) => field.kind === 'check');
  const ticked = check !== undefined && values[check.name] === 'true' ? '[x]' : '[ ]';
  const sign = number === null ? bullet : `${number}${mark}`;
  const status = signBefore(doc, near, name, row);
  if (!status.ok) return status;
  const boxed = box === '' ? '' : box.replace(/\[.\]/u, ticked);
  const text = `${indent}${sign}${gap}${boxed}${status.value}${written.value.raw}`;
  return ok(text + eolNear(doc.text, near.span.end));
}

/** The status sign such lists put before the name; a new item is planned unless told otherwise. */
function signBefore(doc: ParsedDocument, near: ParsedItem, name: Field, row: NewRow): EditResult<string> {
  const field = near.fields.find((entry) => entry.kind === 'status' && entry.within.end <= name.within.start);
  if (field === undefined) return ok('');
  const words = doc.vocabularies.find((entry) => entry.id === near.vocabulary)?.words ?? [];
  const planned = words.find((entry) => entry.state === 'planned')?.word ?? field.raw;
  const wanted = row.values[field.name]?.trim() || planned;
  const written = valueOf(doc, near, field, { ...row, values: { ...row.values, [field.name]: wanted } });
  return written.ok ? ok(`${written.value.raw} `) : written;
}

/** Plain lines of flattened tables: the neighbour's fields are replaced, what stands between them stays. */
function textLine(doc: ParsedDocument, near: ParsedItem, row: NewRow): EditResult<string> {
  const line = firstLine(doc, near);
  // Such a line is only read as a row when every part of it is there.
  if (near.fields.some((field) => (row.values[field.name] ?? '').trim() === '')) return unable(near);
  const fields = near.fields
    .filter(({ within }) => within.end <= line.length)
    .toSorted((a, b) => a.within.start - b.within.start);
  let text = '';
  let at = near.span.start;
  for (const field of fields) {
    const written = valueOf(doc, near, field, row);
    if (!written.ok) return written;
    const span = fieldSpan(near, field);
    text += doc.text.slice(at, span.start) + written.value.raw;
    at = span.end;
  }
  return fields.length === 0 ? unable(near) : ok(text.trimEnd() + eolNear(doc.text, near.span.end));
}

function headingLines(doc: ParsedDocument, near: ParsedItem, row: NewRow): EditResult<string> {
  const line = firstLine(doc, near);
  const hashes = /^\s{0,3}#{1,6}\s+/u.exec(line)?.[0];
  const name = near.fields.find((field) => field.name === 'name');
  // A section that counts as an item only because it states a status is written as text.
  if (hashes === undefined || name === undefined || near.kind === 'section') return unable(near);
  const written = valueOf(doc, near, name, row);
  if (!written.ok) return written;
  const eol = eolNear(doc.text, near.span.start);
  return ok(hashes + written.value.raw + eol + eol);
}

function yamlLines(doc: ParsedDocument, near: ParsedItem, values: Values): EditResult<string> {
  const dash = /^(\s*)-(\s+)/u.exec(firstLine(doc, near));
  if (dash === null) return unable(near);
  const lines: string[] = [];
  for (const field of near.fields) {
    const wanted = values[field.name]?.trim() ?? '';
    if (wanted === '') continue;
    const key = keyOf(doc, near, field);
    const scalar = /[\r\n]/u.test(wanted)
      ? null
      : yamlScalar('', wanted, { quoteOutside: null, flow: false, day: field.kind === 'date' });
    if (key === null || scalar === null) return unable(near);
    lines.push(`${key}: ${scalar}`);
  }
  const [, indent = '', gap = ' '] = dash;
  const eol = eolNear(doc.text, near.span.start);
  return ok(
    lines.map((line, index) => `${indent}${index === 0 ? `-${gap}` : ` ${gap}`}${line}${eol}`).join(''),
  );
}

/** The key as it stands before the field's value. */
function keyOf(doc: ParsedDocument, near: ParsedItem, field: Field): string | null {
  const { start } = fieldSpan(near, field);
  const before = doc.text.slice(Math.max(0, start - 200), start);
  return /([\w.-]+)\s*:\s*["']?$/u.exec(before)?.[1] ?? null;
}

function firstLine(doc: ParsedDocument, item: ParsedItem): string {
  return /^[^\r\n]*/u.exec(doc.text.slice(item.span.start, item.span.end))?.[0] ?? '';
}

function unable(near: ParsedItem): EditResult<string> {
  return fail(
    'value.not-allowed',
    `Rows can't be added beside "${near.title}" here; edit the source. Nothing was added.`,
    {
      address: near.address,
    },
  );
}
