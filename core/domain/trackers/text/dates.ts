import { findMonth, type MonthName, monthName } from './month-names.ts';

/**
 * How a date is written. A pattern of `YYYY MM M DD D Do Month Mon` (upper or lower case month words keep
 * their case, `Month:de` names a language), or such a pattern in braces inside the words around it:
 * `**{Month D, YYYY}** (moved)`.
 */
export type DateFormat = string;

export interface ReadDate {
  readonly iso: string;
  readonly format: DateFormat;
}

/** How the document orders all-digit dates with slashes; null: nothing told yet, so ambiguous ones stay unread. */
export type DayOrder = 'mdy' | 'dmy' | null;

interface Found {
  readonly start: number;
  readonly end: number;
  readonly iso: string;
  readonly pattern: string;
}

const YEAR_FIRST = /(?<![\p{L}\d./-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d/-]|\.\d)/gu;
const YEAR_LAST = /(?<![\p{L}\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?![\d/-]|\.\d)/gu;
/** `2026. 3. 5.`, as Korean documents write it. */
const YEAR_FIRST_SPACED = /(?<![\p{L}\d./-])(\d{4})\.\s(\d{1,2})\.\s(\d{1,2})(?![\d/-]|\.\d)/gu;
const CJK = /(?<!\d)(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]/gu;
const MONTH_FIRST = /(?<![\p{L}\d])(\p{L}{3,9}\.?)(\s)(\d{1,2})(st|nd|rd|th)?(,?\s)(\d{4})(?!\d)/gu;
const DAY_FIRST =
  /(?<![\p{L}\d./-])(\d{1,2})(st|nd|rd|th)?(\.?\s(?:de\s)?|-)(\p{L}{3,10}\.?)(,?\s(?:de\s)?|-)(\d{4})(?!\d)/gu;
const WEEKDAY = /(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s*$/iu;

/** Reads the one calendar day a text states; null when it states none, several, or one that can't be told. */
export function readDate(raw: string, order: DayOrder = null): ReadDate | null {
  if (raw.length > 400 || raw.length < 8 || !YEAR.test(raw)) return null;
  const key = `${order ?? ''}${raw}`;
  const known = read.get(key);
  if (known !== undefined) return known;
  if (read.size > 5000) read.clear();
  const answer = readOnly(raw, order);
  read.set(key, answer);
  return answer;
}

/** Memory of a pure function: few dates stand in many cells. */
const read = new Map<string, ReadDate | null>();
const YEAR = /\d{4}/u;

function readOnly(raw: string, order: DayOrder): ReadDate | null {
  const found = findDates(raw, order);
  const only = found[0];
  if (only === undefined || found.length !== 1) return null;
  const before = raw.slice(0, only.start);
  // A weekday beside the date would turn false when the date moves.
  if (before !== '' && WEEKDAY.test(before)) return null;
  const after = raw.slice(only.end);
  if (before === '' && after === '') return { iso: only.iso, format: only.pattern };
  if (/[{}]/u.test(before + after)) return null;
  return { iso: only.iso, format: `${before}{${only.pattern}}${after}` };
}

/** Every day stated in a text, in order; used where a line may name more than one. */
export function findDates(raw: string, order: DayOrder = null): readonly Found[] {
  const found: Found[] = [];
  if (!YEAR.test(raw)) return found;
  for (const m of raw.matchAll(YEAR_FIRST)) {
    const [all, year = '', mark = '', month = '', day = ''] = m;
    const pattern = `YYYY${mark}${digits('M', month, day)}${mark}${digits('D', day, month)}`;
    push(found, m.index, all, iso(year, month, day), pattern);
  }
  for (const m of raw.matchAll(YEAR_LAST)) {
    const [all, one = '', mark = '', two = '', year = ''] = m;
    const dayFirst = isDayFirst(Number(one), Number(two), mark, order);
    if (dayFirst === null) continue;
    const [day, month] = dayFirst ? [one, two] : [two, one];
    const first = digits(dayFirst ? 'D' : 'M', one, two);
    const second = digits(dayFirst ? 'M' : 'D', two, one);
    push(found, m.index, all, iso(year, month, day), `${first}${mark}${second}${mark}YYYY`);
  }
  for (const m of raw.matchAll(YEAR_FIRST_SPACED)) {
    const [all, year = '', month = '', day = ''] = m;
    const pattern = `YYYY. ${digits('M', month, day)}. ${digits('D', day, month)}`;
    if (!/[^\S ]/u.test(all)) push(found, m.index, all, iso(year, month, day), pattern);
  }
  for (const m of raw.matchAll(CJK)) {
    const [all, year = '', month = '', day = ''] = m;
    const pattern = all
      .replace(/\d{4}/u, 'YYYY')
      .replace(/\d{1,2}(?=\s?[月월])/u, digits('M', month, day))
      .replace(/\d{1,2}(?=\s?[日일])/u, digits('D', day, month));
    push(found, m.index, all, iso(year, month, day), pattern);
  }
  for (const m of raw.matchAll(MONTH_FIRST)) {
    const [all, word = '', space = '', day = '', suffix, gap = '', year = ''] = m;
    const month = findMonth(word);
    if (month === null || month.language !== 'en') continue;
    const pattern = `${monthToken(month, word)}${space}${suffix === undefined ? digits('D', day, '') : 'Do'}${gap}YYYY`;
    push(found, m.index, all, iso(year, String(month.number), day), pattern);
  }
  for (const m of raw.matchAll(DAY_FIRST)) {
    const [all, day = '', suffix, gap = '', word = '', gap2 = '', year = ''] = m;
    const month = findMonth(word);
    if (month === null) continue;
    const dayToken = suffix === undefined ? digits('D', day, '') : 'Do';
    const pattern = `${dayToken}${gap}${monthToken(month, word)}${gap2}YYYY`;
    push(found, m.index, all, iso(year, String(month.number), day), pattern);
  }
  return found.sort((a, b) => a.start - b.start);
}

/** The day order a set of texts tells by days above 12; null when they tell nothing or contradict each other. */
export function dayOrderOf(texts: Iterable<string>): DayOrder {
  let order: DayOrder = null;
  for (const text of texts) {
    for (const m of text.matchAll(YEAR_LAST)) {
      if (m[2] !== '/' && m[2] !== '-') continue;
      const [one, two] = [Number(m[1]), Number(m[3])];
      const told: DayOrder = one > 12 ? 'dmy' : two > 12 ? 'mdy' : null;
      if (told === null) continue;
      if (order !== null && order !== told) return null;
      order = told;
    }
  }
  return order;
}

/** Writes an ISO date in the given format; the words around a braced pattern stay as they are. */
export function writeDate(isoDate: string, format: DateFormat): string {
  const open = format.indexOf('{');
  const close = format.indexOf('}', open);
  if (open === -1 || close === -1) return fill(isoDate, format);
  return format.slice(0, open) + fill(isoDate, format.slice(open + 1, close)) + format.slice(close + 1);
}

const TOKEN = /YYYY|MONTH|Month|month|MON|Mon|mon|MM|M|DD|Do|D/gu;
const LANGUAGE = /(MONTH|Month|month|MON|Mon|mon)(?::([a-z]{2}))?/u;

function fill(isoDate: string, pattern: string): string {
  const [year = '', month = '', day = ''] = isoDate.split('-');
  const language = LANGUAGE.exec(pattern)?.[2] ?? 'en';
  return pattern.replace(/:[a-z]{2}(?![a-z])/u, '').replace(TOKEN, (token) => {
    if (token === 'YYYY') return year;
    if (token === 'MM') return month;
    if (token === 'M') return String(Number(month));
    if (token === 'DD') return day;
    if (token === 'D') return String(Number(day));
    if (token === 'Do') return ordinal(Number(day));
    const name = monthName(language, Number(month), token.length === 3 ? 'short' : 'long');
    if (token === token.toUpperCase()) return name.toUpperCase();
    return token === token.toLowerCase() ? name.toLowerCase() : name;
  });
}

function monthToken(month: MonthName, word: string): string {
  const bare = word.replace(/\.$/u, '');
  const token = month.form === 'short' ? 'Mon' : 'Month';
  const cased =
    bare === bare.toUpperCase()
      ? token.toUpperCase()
      : bare === bare.toLowerCase()
        ? token.toLowerCase()
        : token;
  const language = month.language === 'en' ? '' : `:${month.language}`;
  return `${cased}${language}${word.endsWith('.') ? '.' : ''}`;
}

function isDayFirst(one: number, two: number, mark: string, order: DayOrder): boolean | null {
  if (mark === '.') return true;
  if (one > 12) return true;
  if (two > 12) return false;
  return order === null ? null : order === 'dmy';
}

/** Two digits tell padding only by a leading zero, or when the date's other number doesn't deny it. */
function digits(letter: 'M' | 'D', value: string, other: string): string {
  const padded = value.startsWith('0') || (value.length === 2 && other.length === 2);
  return padded ? letter + letter : letter;
}

function ordinal(day: number): string {
  const teen = day % 100 >= 11 && day % 100 <= 13;
  const suffix = teen ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th');
  return `${day}${suffix}`;
}

function iso(year: string, month: string, day: string): string | null {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  // Years from 2400 on are counted in another era (Thai documents write 2569 for 2026).
  if (m < 1 || m > 12 || d < 1 || d > daysIn(y, m) || y < 1900 || y >= 2400) return null;
  return `${year}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function push(found: Found[], start: number, all: string, isoDate: string | null, pattern: string): void {
  if (isoDate === null) return;
  const end = start + all.length;
  if (found.some((other) => start < other.end && end > other.start)) return;
  found.push({ start, end, iso: isoDate, pattern });
}
