import { type DayOrder, dayOrderOf } from '../../../../core/domain/trackers/text/calendar/date-forms.ts';
import { readDate } from '../../../../core/domain/trackers/text/dates.ts';
import { readDateEntry } from '../../../ui/table/date-entry.ts';
import type { Item } from './rows.ts';

/** The ISO day a person's text means: a short form of ours, or a day as documents write it. */
export function readTypedDay(
  text: string,
  current: string,
  today: string,
  order: DayOrder = null,
): string | null {
  return readDateEntry(text, current, today) ?? readDate(text, order)?.iso ?? null;
}

/** Whether days or months come first in the dates of one tracker, as far as these rows of it tell. */
export function dayOrderOfRows(rows: readonly Pick<Item, 'fields'>[]): DayOrder {
  return dayOrderOf(
    rows.flatMap((row) => row.fields.filter(({ kind }) => kind === 'date').map(({ raw }) => raw)),
  );
}
