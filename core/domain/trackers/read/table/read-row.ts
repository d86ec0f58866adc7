import type { Field } from '../../model.ts';
import type { DayOrder } from '../../text/calendar/date-forms.ts';
import { cellSpans } from '../../text/cells.ts';
import { findDates } from '../../text/dates.ts';
import { plainText } from '../../text/plain-text.ts';
import { keyOf } from '../../text/slug.ts';
import type { Span } from '../../text/span.ts';
import type { TrackerMapping } from '../../vocabulary/mapping.ts';
import { saysNothing } from '../../vocabulary/saying-nothing.ts';
import { isFinished } from '../../vocabulary/states.ts';
import { isStatusCell, recogniseWord, type Vocabulary } from '../../vocabulary/vocabulary.ts';
import { ROW_ENDS } from '../days/day-as-status.ts';
import { withDoneDay } from '../days/name-with-days.ts';
import { saysPlainDays } from '../days/plain-days.ts';
import { type DraftField, draftField, inItem } from '../draft-field.ts';
import { type ItemStatus, readStatus } from '../item-status.ts';
import type { TableShape } from './columns.ts';

/** Everything that the reading of a row depends on besides its own line, as plain data. */
export interface RowRules extends Pick<TableShape, 'columns' | 'name' | 'id' | 'status' | 'depends'> {
  readonly vocabulary: Vocabulary | null;
  /** The state that the line above or the heading gives rows without a status column. */
  readonly inherited: ItemStatus | null;
  readonly mapping: TrackerMapping | null;
  readonly order: DayOrder;
}

/** What a row says, wherever its line stands. */
export interface RowReading {
  readonly key: string;
  readonly title: string;
  readonly fields: readonly Field[];
  readonly status: ItemStatus | null;
  readonly needs: readonly string[];
  readonly plainDays: boolean;
  /** It only says that there is none. */
  readonly isFiller: boolean;
  /** Number of cells, of which there may be more than columns. */
  readonly cells: number;
}

/** Reads the line of a row, whose content begins at `from`. */
export function readRow(line: string, from: number, rules: RowRules): RowReading {
  const spans = cellSpans(line, { start: from, end: line.length });
  const raws = spans.map((span) => line.slice(span.start, span.end));
  const status = rules.status === -1 ? rules.inherited : statusOf(raws, rules);
  const cells = cellFields(line, spans, rules);
  const { fields } = withDoneDay({ fields: withDoneDate(line, cells, status, rules.order), status });
  const title = plainText(raws[rules.name] ?? '') || nameBeside(raws, rules);
  return {
    key: keyOf(raws[rules.id] ?? '', title),
    title,
    fields: fields.map((field) => inItem(field, 0)),
    plainDays: saysPlainDays(fields),
    status,
    needs: rules.depends === -1 ? [] : splitNeeds(raws[rules.depends] ?? ''),
    isFiller: raws.some((raw) => raw !== '') && raws.every((raw) => raw === '' || saysNone(raw)),
    cells: spans.length,
  };
}

/** A row that ends early lacks the cells of the first columns alone: thousands of both would make millions. */
const MOST_MISSING = 24;

function cellFields(line: string, spans: readonly Span[], { columns, order }: RowRules): DraftField[] {
  const end = { start: line.length, end: line.length };
  return columns.slice(0, Math.max(spans.length, MOST_MISSING)).flatMap(({ name, label, kind }, at) => {
    if (name === null) return [];
    const span = spans[at];
    const locked = span === undefined ? ROW_ENDS : undefined;
    return [draftField(line, { name, label, kind }, span ?? end, order, locked)];
  });
}

/** `done (2026-02-04)`: the cell is the status and the day it was done, each a field of its own. */
function withDoneDate(
  line: string,
  fields: DraftField[],
  status: ItemStatus | null,
  order: DayOrder,
): DraftField[] {
  const at = fields.findIndex((field) => field.name === 'status');
  const field = fields[at];
  const taken = fields.some(({ name }) => name === 'done');
  if (field === undefined || taken || status === null || !isFinished(status.state)) return fields;
  const [date, ...more] = findDates(field.raw, order);
  if (date === undefined || more.length > 0 || /[*_`~[<\\]/u.test(field.raw)) return fields;
  const word = field.raw.slice(0, date.start).replace(/(?<![\s:,(（–—-])[\s:,(（–—-]+$/u, '');
  if (word === '' || recogniseWord(word) === null) return fields;
  const { label, span } = field;
  const own = { start: span.start, end: span.start + word.length };
  const day = { start: span.start + date.start, end: span.start + date.end };
  return fields.toSpliced(
    at,
    1,
    draftField(line, { name: 'status', label, kind: 'status' }, own, order),
    draftField(line, { name: 'done', label: 'Done', kind: 'date' }, day, order),
  );
}

const NOT_STARTED: ItemStatus = { word: '', state: 'planned', guess: false, deferred: false };

/** Nothing in a status cell is not started, but for a row that is a heading of the rows below it. */
function statusOf(raws: readonly string[], { status, vocabulary, mapping }: RowRules): ItemStatus | null {
  const said = readStatus(raws[status] ?? '', vocabulary, mapping);
  return said ?? (headsRows(raws) ? null : NOT_STARTED);
}

const LONGEST_FILLER = 24;

/** `(none)`, `—`; "Empty" and "TBD" may be what a row is called. */
function saysNone(raw: string): boolean {
  if (raw.length > LONGEST_FILLER) return false;
  const plain = plainText(raw);
  return saysNothing(plain) && !/^(?:empty|tbd)$/iu.test(plain);
}

/** A row without a name is called by its key, else by what else it tells: a status, a day or a person names nothing. */
function nameBeside(raws: readonly string[], { id, columns }: RowRules): string {
  const heads = headsRows(raws) ? raws.find((raw) => raw !== '') : undefined;
  const telling = raws.filter((raw, at) => {
    const kind = columns[at]?.kind;
    return raw !== '' && (kind === 'text' || kind === 'notes') && !isStatusCell(raw, true);
  });
  return plainText(heads ?? raws[id] ?? '') || plainText(telling[0] ?? '') || NO_NAME;
}

const NO_NAME = '(no name)';

/** A bold cell alone in its row. */
function headsRows(raws: readonly string[]): boolean {
  const [only = '', ...others] = raws.filter((raw) => raw !== '');
  return others.length === 0 && raws.length > 1 && /^(?:\*\*|__)(?=\S).*\S(?:\*\*|__)$/u.test(only);
}

function splitNeeds(raw: string): string[] {
  const parts = plainText(raw).split(/(?:(?<!\s)\s+)?(?:[,;+&]|\band\b|、|，)\s*/u);
  return parts.filter(
    (part) => part !== '' && !/^(?:[-–—]+|none|n\/a|no|keine?|ninguna?|нет|无|なし)$/iu.test(part),
  );
}
