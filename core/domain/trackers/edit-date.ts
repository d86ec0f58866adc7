import { fail, ok } from '../../kernel/result.ts';
import { type DateFormat, dayOrderOf, readDate, writeDate } from './dates.ts';
import type { EditResult } from './edit-plan.ts';
import type { ParsedDocument, ParsedItem } from './model.ts';

/** Where a date is written: the column tells the format when the place itself is empty or unreadable. */
export interface DatePlace {
  readonly doc: ParsedDocument;
  readonly item: ParsedItem | null;
  readonly field: string;
}

/** Writes a date in the format the place already uses, else that of its column, else that of the document. */
export function dressDate(
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
  const own = readDate(raw)?.format ?? null;
  return ok({ text: writeDate(iso, own ?? neighbourFormat(place, raw)), iso });
}

/** The format other dates of the column, else of the document, are written in; ISO where there are none. */
function neighbourFormat(place: DatePlace, raw: string): DateFormat {
  const { doc, item, field } = place;
  const column: string[] = [];
  const elsewhere: string[] = [];
  for (const other of doc.items) {
    for (const entry of other.fields) {
      if (entry.kind !== 'date' || entry.raw === '') continue;
      const same = item !== null && other.section === item.section && entry.name === field;
      (same ? column : elsewhere).push(entry.raw);
    }
  }
  const all = [...column, ...elsewhere, ...doc.meta.map((entry) => entry.raw)];
  const order = dayOrderOf(all);
  const own = readDate(raw, order);
  if (own !== null) return own.format;
  for (const text of all) {
    const read = readDate(text, order);
    if (read !== null) return /\{([^}]*)\}/u.exec(read.format)?.[1] ?? read.format;
  }
  return 'YYYY-MM-DD';
}
