import type { Period } from './period.ts';

/** Words for a week of the year by language. In Polish `kw.` is a quarter: of `KW` only forms without that dot are weeks. */
const WORDS =
  'kw|kalenderwochen?|wochen?|weeks?|wks?\\.?|weken|semaines?|sem\\.?|semanas?|settiman[ae]|sett\\.?|tydzień|tygodni(?:u|a)?|tyg\\.?|недел[яиюе]|нед\\.?|тиж(?:день|ня|ні)|тиж\\.?|uke|uge|veckan?|viikko|vko|týden|hafta|hét|cw';
/** Single letters that other things are called by too are a week only written as one: `W3`, `v. 3`, `S03`. */
const NUMBER = '(?<week>\\d{1,2})(?:\\s?[-–—]\\s?(?<to>\\d{1,2}))?';
const YEAR = "(?:20\\d\\d|['’]\\d\\d)";
const GAP = '(?:[\\s,/.·-]{0,3}|\\s(?:of|de|del|von|des|do|van|года?)\\s)';
const AHEAD = `(?:(?:${WORDS})\\s?|w\\s?|v\\.\\s?|v\\s|s(?=\\d\\d))`;
const UNSPACED = `第?\\s?${NUMBER}\\s?(?:周|週|주차?)`;

/** A week with its year, as places where a day is asked for may state it. */
export const WEEK_WITH_YEAR = `20\\d\\d-?W\\d{2}(?:-?[1-7])?|(?:${AHEAD})\\d{1,2}(?:\\s?[-–—]\\s?\\d{1,2})?(?:\\s|/|,\\s|-)${YEAR}|\\d{1,2}\\.?\\s(?:${WORDS})[\\s/]${YEAR}`;

const FORMS = [
  /^(?<year>20\d\d)-?w(?<week>\d{2})(?:-?(?<day>[1-7]))?$/u,
  new RegExp(`^${AHEAD}${NUMBER}${GAP}(?<year>${YEAR})$`, 'u'),
  new RegExp(`^(?<year>20\\d\\d)${GAP}${AHEAD}${NUMBER}$`, 'u'),
  // "3 kw 2027" may be a Polish quarter; a number with its dot is none.
  new RegExp(`^${NUMBER}(?:\\.|[ºª°]|-?(?:я|й|ша|га|тя|та))\\s?(?:${WORDS})${GAP}(?<year>${YEAR})$`, 'u'),
  new RegExp(`^${NUMBER}\\s?(?!kw)(?:${WORDS})${GAP}(?<year>${YEAR})$`, 'u'),
  new RegExp(`^(?<year>20\\d\\d)\\s?[年년]?の?\\s?${UNSPACED}$`, 'u'),
];

/** The week of ISO 8601 that a text in lower case names with its year; null for any other text, and for a week no year has. */
export function readWeek(text: string): Period | null {
  for (const form of FORMS) {
    const groups = form.exec(text)?.groups;
    if (groups === undefined) continue;
    const year = Number((groups['year'] ?? '').replace(/^['’]/u, '20'));
    const week = Number(groups['week']);
    const last = Number(groups['to'] ?? week);
    if (week < 1 || last < week || !isOfYear(year, last)) return null;
    const { day } = groups;
    if (day !== undefined) {
      const iso = dayOf(year, week, Number(day));
      return { first: iso, last: iso, part: 'day' };
    }
    return { first: dayOf(year, week, 1), last: dayOf(year, last, 7) };
  }
  return null;
}

const DAY = 86_400_000;

/** Monday is 1. The first week is the one with the fourth of January. */
function dayOf(year: number, week: number, weekday: number): string {
  const fourth = Date.UTC(year, 0, 4);
  const monday = fourth - mondaysAgo(fourth) * DAY;
  return new Date(monday + ((week - 1) * 7 + weekday - 1) * DAY).toISOString().slice(0, 10);
}

/** A week belongs to the year of its Thursday. */
function isOfYear(year: number, week: number): boolean {
  return dayOf(year, week, 4).startsWith(String(year));
}

/** Days since the last Monday. */
function mondaysAgo(time: number): number {
  return (new Date(time).getUTCDay() + 6) % 7;
}
