import { daysBetween } from '../../../expression/days.ts';
import type { Field } from '../../model.ts';
import { isoDay } from '../../text/calendar/date-forms.ts';
import { plainText } from '../../text/plain-text.ts';

/** A day stated without its year, as `readDay` gives it. */
const BARE_DAY = /^--\d{2}-\d{2}$/u;

const YEAR_IN_PATH = /(?<![\p{L}\p{N}])20\d\d(?![\p{L}\p{N}])/gu;
/** Days this far from the document's last update are sure to be of the year that puts them there. */
const BEHIND = 120;
const AHEAD = 183;

function isBareDay({ kind, value }: Pick<Field, 'kind' | 'value'>): boolean {
  return kind === 'date' && BARE_DAY.test(value);
}

/** By the fields as read: those of a row that stays are the same object in the next reading, with their years as without. */
const known = new WeakMap<readonly Field[], { readonly near: string; readonly fields: readonly Field[] }>();

/** A day without its year gets it, or stays as written. */
export function withYears(
  fields: readonly Field[],
  sectionPath: string,
  lastUpdated: string | null,
): readonly Field[] {
  if (!fields.some(isBareDay)) return fields;
  const near = JSON.stringify([sectionPath, lastUpdated]);
  const before = known.get(fields);
  if (before?.near === near) return before.fields;
  const dated = fields.map((field) => {
    if (!isBareDay(field)) return field;
    return { ...field, value: withYear(field.value, sectionPath, lastUpdated) ?? plainText(field.raw) };
  });
  known.set(fields, { near, fields: dated });
  return dated;
}

/**
 * The day with its year: the one year that the headings around name, else the one that puts it near the document's last
 * update; null where neither makes it sure.
 */
function withYear(bareDay: string, sectionPath: string, lastUpdated: string | null): string | null {
  const [month = '', day = ''] = bareDay.slice(2).split('-');
  const [named, ...others] = new Set(sectionPath.match(YEAR_IN_PATH) ?? []);
  if (named !== undefined && others.length === 0) return isoDay(named, month, day);
  if (lastUpdated === null) return null;
  const year = Number(lastUpdated.slice(0, 4));
  const near = [year - 1, year, year + 1]
    .map((candidate) => isoDay(String(candidate), month, day))
    .filter((candidate) => candidate !== null)
    .filter((candidate) => {
      const ahead = daysBetween(lastUpdated, candidate);
      return ahead !== null && ahead >= -BEHIND && ahead <= AHEAD;
    });
  return near[0] ?? null;
}
