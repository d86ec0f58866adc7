import { daysBetween } from '../../../expression/days.ts';
import { isoDay } from '../../text/calendar/date-forms.ts';

/** A day stated without its year, as `readDay` gives it. */
export const BARE_DAY = /^--\d{2}-\d{2}$/u;

const YEAR_IN_PATH = /(?<![\p{L}\p{N}])20\d\d(?![\p{L}\p{N}])/gu;
/** Days this far from the document's last update are sure to be of the year that puts them there. */
const BEHIND = 120;
const AHEAD = 183;

/**
 * The day with its year: the one year that the headings around name, else the one that puts it near the document's last
 * update; null where neither makes it sure.
 */
export function withYear(bareDay: string, sectionPath: string, lastUpdated: string | null): string | null {
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
