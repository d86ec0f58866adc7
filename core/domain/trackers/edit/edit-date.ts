import { fail, ok } from '../../../kernel/result.ts';
import type { ParsedDocument, ParsedItem } from '../model.ts';
import { type DateFormat, writeDate } from '../text/calendar/date-format.ts';
import { type DayOrder, dayOrderOf } from '../text/calendar/date-forms.ts';
import { edgeMeant, readDate, readDay } from '../text/dates.ts';
import type { EditResult } from './edit-plan.ts';

/** Where a date is written: the column tells the format when the place itself is empty or unreadable. */
export interface DatePlace {
  readonly doc: ParsedDocument;
  readonly item: ParsedItem | null;
  readonly field: string;
}

/** Writes a date in the format the place already uses, else that of its column, else that of the document. */
export function formatDateLikeColumn(
  place: DatePlace,
  raw: string,
  typed: string,
): EditResult<{ readonly text: string; readonly iso: string }> {
  const wanted = typed.trim();
  if (wanted === '') return ok({ text: '', iso: '' });
  const iso = readDate(wanted)?.iso ?? null;
  if (iso === null) {
    return fail(
      'date.not-understood',
      `"${typed}" is not a date; nothing was changed. Write it like 2026-02-16.`,
      {
        value: typed,
      },
    );
  }
  return ok({ text: writeDate(iso, formatOf(place, raw)), iso });
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

const known = new WeakMap<ParsedDocument, DocumentDates>();

function datesOf(doc: ParsedDocument): DocumentDates {
  const cached = known.get(doc);
  if (cached !== undefined) return cached;
  const cells = doc.items.flatMap((item) =>
    item.fields
      .filter((field) => field.kind === 'date' && field.raw !== '')
      .map((field) => ({ column: `${item.section} ${field.name}`, raw: field.raw })),
  );
  const all = [...cells, ...doc.meta.map(({ raw }) => ({ column: '', raw }))];
  const order = dayOrderOf(all.map(({ raw }) => raw));
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
