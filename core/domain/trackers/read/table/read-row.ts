import type { Field } from '../../model.ts';
import { cellSpans } from '../../text/cells.ts';
import type { DayOrder } from '../../text/dates.ts';
import { plainText } from '../../text/plain-text.ts';
import { keyOf } from '../../text/slug.ts';
import type { TrackerMapping } from '../../vocabulary/mapping.ts';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import type { Column, TableShape } from '../columns.ts';
import { fieldValue } from '../field-value.ts';
import { type ItemStatus, readStatus } from '../item-status.ts';

/** Everything that the reading of a row depends on besides its own line, as plain data. */
export interface RowRules extends Pick<TableShape, 'columns' | 'name' | 'id' | 'status' | 'depends'> {
  readonly vocabulary: Vocabulary | null;
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
  /** Number of cells, of which there may be more than columns. */
  readonly cells: number;
}

/** Reads the line of a row, whose content begins at `from`. */
export function readRow(line: string, from: number, rules: RowRules): RowReading {
  const spans = cellSpans(line, { start: from, end: line.length });
  const raws = spans.map((span) => line.slice(span.start, span.end));
  const end = { start: line.length, end: line.length };
  const fields = rules.columns.flatMap((column, at) => {
    const within = spans[at];
    if (within !== undefined) return cellField(column, within, raws[at] ?? '', rules.order);
    return cellField(column, end, '', rules.order, 'the row ends before this column');
  });
  const title = plainText(raws[rules.name] ?? '') || plainText(raws.find((raw) => raw !== '') ?? '');
  return {
    key: keyOf(raws[rules.id] ?? '', title),
    title,
    fields,
    status: rules.status === -1 ? null : statusOf(raws, rules),
    needs: rules.depends === -1 ? [] : splitNeeds(raws[rules.depends] ?? ''),
    cells: spans.length,
  };
}

function cellField(
  { name, label, kind }: Column,
  within: Field['within'],
  raw: string,
  order: DayOrder,
  locked?: string,
): Field[] {
  if (name === null) return [];
  const value = fieldValue(kind, raw, order);
  const field = { name, label, kind, within, raw, value, editable: locked === undefined };
  return [locked === undefined ? field : { ...field, locked }];
}

const NOT_STARTED: ItemStatus = { word: '', state: 'planned', guess: false, deferred: false };

/** Nothing in a status cell is not started, but for a row that is a heading of the rows below it. */
function statusOf(raws: readonly string[], { status, vocabulary, mapping }: RowRules): ItemStatus | null {
  const said = readStatus(raws[status] ?? '', vocabulary, mapping);
  return said ?? (headsRows(raws) ? null : NOT_STARTED);
}

/** A bold cell alone in its row. */
function headsRows(raws: readonly string[]): boolean {
  const [only = '', ...others] = raws.filter((raw) => raw !== '');
  return others.length === 0 && raws.length > 1 && /^(?:\*\*|__)(?=\S).*\S(?:\*\*|__)$/u.test(only);
}

function splitNeeds(raw: string): string[] {
  const parts = plainText(raw).split(/\s*(?:[,;+&]|\band\b|、|，)\s*/u);
  return parts.filter(
    (part) => part !== '' && !/^(?:[-–—]+|none|n\/a|no|keine?|ninguna?|нет|无|なし)$/iu.test(part),
  );
}
