import { fail, ok } from '../../../kernel/result.ts';
import type { ParsedDocument, ParsedItem } from '../model.ts';
import { type DateFormat, writeDate } from '../text/calendar/date-format.ts';
import { type DayOrder, dayOrderOf } from '../text/calendar/date-forms.ts';
import { edgeMeant, readDate, readDay } from '../text/dates.ts';
import type { EditResult, WriteStyle } from './edit-plan.ts';

/** Where a date is written: the column tells the format when the place itself is empty or unreadable. */
export interface DatePlace {
  readonly doc: ParsedDocument;
  readonly item: ParsedItem | null;
  readonly field: string;
}

export interface WrittenDate {
  readonly text: string;
  readonly iso: string;
  /** The place says more than the day. */
  readonly isAmidWords: boolean;
}

/**
 * Writes a date in the format the place already uses, else that of its column, else that of the document; in the plain
 * style so that it reads the same whatever stands elsewhere.
 */
export function formatDateLikeColumn(
  place: DatePlace,
  raw: string,
  typed: string,
  style: WriteStyle,
): EditResult<WrittenDate> {
  const wanted = typed.trim();
  if (wanted === '') return ok({ text: '', iso: '', isAmidWords: formatOf(place, raw).includes('{') });
  const iso = (readDate(wanted) ?? readDate(wanted, datesOf(place.doc).order))?.iso ?? null;
  if (iso === null) {
    return fail(
      'date.not-understood',
      `"${typed}" is not a date; nothing was changed. Write it like 2026-02-16.`,
      {
        value: typed,
      },
    );
  }
  const format = formatOf(place, raw);
  const text = writeDate(iso, style === 'plain' ? inIso(format) : format);
  return ok({ text, iso, isAmidWords: format.includes('{') });
}

/** The words around the date stay. */
function inIso(format: DateFormat): DateFormat {
  return format.includes('{') ? format.replace(/\{[^}]*\}/u, '{YYYY-MM-DD}') : 'YYYY-MM-DD';
}

/** The format of the place, else of other dates of the column, else of the document; ISO where there are none. */
function formatOf(place: DatePlace, raw: string): DateFormat {
  const { doc, item, field } = place;
  const dates = datesOf(doc);
  return (
    readDay(raw, dates.order, edgeMeant(field))?.format ??
    (item === null ? undefined : dates.columns.get(`${item.section} ${field}`)) ??
    dates.first ??
    'YYYY-MM-DD'
  );
}

interface DocumentDates {
  readonly order: DayOrder;
  /** Format of the first date read in each column of each section. */
  readonly columns: ReadonlyMap<string, DateFormat>;
  readonly first: DateFormat | null;
}

const EITHER = /\d[/-]\d{1,2}[/-]\d/u;

/** The order by which the reader told a day that could be either; null where there is none. */
function orderRead(days: readonly { readonly raw: string; readonly value: string }[]): DayOrder {
  for (const { raw, value } of days) {
    if (raw === value || !EITHER.test(raw) || readDate(raw) !== null) continue;
    const order = (['dmy', 'mdy'] as const).find((one) => readDate(raw, one)?.iso === value);
    if (order !== undefined && readDate(raw, order === 'dmy' ? 'mdy' : 'dmy')?.iso !== value) return order;
  }
  return null;
}

const known = new WeakMap<ParsedDocument, DocumentDates>();

function datesOf(doc: ParsedDocument): DocumentDates {
  const cached = known.get(doc);
  if (cached !== undefined) return cached;
  const cells = doc.items.flatMap((item) =>
    item.fields
      .filter((field) => field.kind === 'date' && field.raw !== '')
      .map(({ name, raw, value }) => ({ column: `${item.section} ${name}`, raw, value })),
  );
  const all = [...cells, ...doc.meta.map(({ raw, value }) => ({ column: '', raw, value }))];
  const order = orderRead(all) ?? dayOrderOf(all.map(({ raw }) => raw));
  const columns = new Map<string, DateFormat>();
  let first: DateFormat | null = null;
  for (const { column, raw } of all) {
    if (first !== null && columns.has(column)) continue;
    const format = readDate(raw, order)?.format;
    if (format === undefined) continue;
    // Words around a date belong to its own cell only.
    const pattern = /\{([^}]*)\}/u.exec(format)?.[1] ?? format;
    columns.set(column, pattern);
    first ??= pattern;
  }
  const dates = { order, columns, first };
  known.set(doc, dates);
  return dates;
}
