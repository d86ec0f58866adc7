import { type MonthName, monthName } from './month-names.ts';
import { type WeekdayName, weekdayName } from './weekday-names.ts';

/**
 * How a date is written. A pattern of `YYYY YY MM M DD D Do Month Mon Weekday Wday` (words in upper or lower case keep
 * their case, `Month:de` names a language), or such a pattern in braces inside the words around it:
 * `**{Month D, YYYY}** (moved)`.
 */
export type DateFormat = string;

/** Writes an ISO date in the given format; the words around a braced pattern stay as they are. */
export function writeDate(isoDate: string, format: DateFormat): string {
  const open = format.indexOf('{');
  const close = format.indexOf('}', open);
  if (open === -1 || close === -1) return fill(isoDate, format);
  return format.slice(0, open) + fill(isoDate, format.slice(open + 1, close)) + format.slice(close + 1);
}

const TOKEN =
  /(YYYY|YY|MONTH|Month|month|MON|Mon|mon|WEEKDAY|Weekday|weekday|WDAY|Wday|wday|MM|M|DD|Do|D)(?::([a-z]{2})(?![a-z]))?(\.)?/gu;

function fill(isoDate: string, pattern: string): string {
  const [year = '', month = '', day = ''] = isoDate.split('-');
  return pattern.replace(TOKEN, (_, token: string, language = 'en', dot = '') => {
    return written(token, language) + (isWhole(token, language) ? '' : dot);
  });

  /** "May" is no abbreviation, so it takes no dot. */
  function isWhole(token: string, language: string): boolean {
    const at = Number(month);
    return /^mon$/iu.test(token) && monthName(language, at, 'short') === monthName(language, at, 'long');
  }

  function written(token: string, language: string): string {
    switch (token) {
      case 'YYYY':
        return year;
      case 'YY':
        return year.slice(2);
      case 'MM':
        return month;
      case 'M':
        return String(Number(month));
      case 'DD':
        return day;
      case 'D':
        return String(Number(day));
      case 'Do':
        return ordinal(Number(day), language);
      default: {
        const form = token.length < 5 ? 'short' : 'long';
        const isMonth = /^mon/iu.test(token);
        return cased(
          token,
          isMonth ? monthName(language, Number(month), form) : weekdayName(language, isoDate, form),
        );
      }
    }
  }
}

function cased(token: string, name: string): string {
  if (token === token.toUpperCase()) return name.toUpperCase();
  if (token === token.toLowerCase()) return name.toLowerCase();
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** The token that writes another month the way `word` writes this one. */
export function monthToken(month: MonthName, word: string): string {
  return wordToken(month.form === 'short' ? 'Mon' : 'Month', month.language, word);
}

export function weekdayToken(weekday: WeekdayName, word: string): string {
  return wordToken(weekday.form === 'short' ? 'Wday' : 'Weekday', weekday.language, word);
}

function wordToken(token: string, language: string, word: string): string {
  const bare = word.replace(/\.$/u, '');
  // Signs without case stay as they are in either.
  const written =
    bare === bare.toLowerCase()
      ? token.toLowerCase()
      : bare === bare.toUpperCase()
        ? token.toUpperCase()
        : token;
  return `${written}${language === 'en' ? '' : `:${language}`}${word.endsWith('.') ? '.' : ''}`;
}

/** Two digits tell padding only by a leading zero, or when the date's other number doesn't deny it. */
export function digitsToken(letter: 'M' | 'D', value: string, other: string): string {
  const padded = value.startsWith('0') || (value.length === 2 && other.length === 2);
  return padded ? letter + letter : letter;
}

/** The token of a day with what makes a number an ordinal, in the language of its month. */
export function dayToken(day: string, suffix: string | undefined, language: string): string {
  if (suffix === undefined || suffix === '') return digitsToken('D', day, '');
  return language === 'en' ? 'Do' : `Do:${language}`;
}

function ordinal(day: number, language: string): string {
  if (language !== 'en') return day === 1 ? `1${FIRST[language] ?? ''}` : String(day);
  const teen = day % 100 >= 11 && day % 100 <= 13;
  const suffix = teen ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th');
  return `${day}${suffix}`;
}

/** Only the first of a month is an ordinal in these languages. */
const FIRST: Readonly<Record<string, string>> = { fr: 'er', es: 'º', pt: 'º', it: 'º' };
