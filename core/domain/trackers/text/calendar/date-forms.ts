import { dayToken, digitsToken, monthToken } from './date-format.ts';
import { findMonth } from './month-names.ts';

/** How the document orders all-digit dates with slashes; null: nothing told yet, so ambiguous ones stay unread. */
export type DayOrder = 'mdy' | 'dmy' | null;

/** A day that a text states, with its place. */
export interface FoundDay {
  readonly start: number;
  readonly end: number;
  /** `2026-02-16`; `--02-16` where it is stated without its year. */
  readonly day: string;
  /** Writes another day the same way, always with its year. */
  readonly pattern: string;
}

interface Parts {
  readonly year: string | null;
  readonly month: string;
  readonly day: string;
  readonly pattern: string;
}

interface Form {
  readonly match: RegExp;
  readonly read: (groups: Readonly<Record<string, string | undefined>>, order: DayOrder) => Parts | null;
}

/** Neither a word, a number nor a path runs into it; a range written as `2026-02-01/2026-03-01` or with `..` does. */
const BEFORE = '(?:(?<![\\p{L}\\d./-])|(?<=\\d-\\d\\d/)|(?<=\\.\\.))';
const AFTER = '(?![\\d-]|/(?!\\d{4}-)|\\.\\d)';
const WORD = '(?<word>\\p{L}[\\p{L}\\p{M}]{1,13}\\.?)';
const DAY = '(?<day>\\d{1,2})(?<suffix>st|nd|rd|th|er|re|[ºª°]|\\.[ºª°])?';
const JOINT = '(?:de\\s|of\\s|del\\s)?';
const DAY_MONTH = `(?<![\\p{L}\\d./-])${DAY}(?<gap>\\.?\\s${JOINT}|\\.|-|/)${WORD}`;
const MONTH_DAY = `(?<![\\p{L}\\p{M}\\d])${WORD}(?<gap>\\s|-)${DAY}`;

const YEAR_LAST = new RegExp(
  `(?<![\\p{L}\\d./-])(?<one>\\d{1,2})(?<mark>[./-])(?<two>\\d{1,2})\\k<mark>(?<year>\\d{4})${AFTER}`,
  'gu',
);

/** Days with a year of four digits: sure wherever they stand. */
const SURE: readonly Form[] = [
  {
    match: new RegExp(
      `${BEFORE}(?<year>\\d{4})(?<mark>[-/.])(?<month>\\d{1,2})\\k<mark>(?<day>\\d{1,2})${AFTER}`,
      'gu',
    ),
    read: ({ year = '', mark = '', month = '', day = '' }) =>
      parts(
        year,
        month,
        day,
        `YYYY${mark}${digitsToken('M', month, day)}${mark}${digitsToken('D', day, month)}`,
      ),
  },
  {
    match: YEAR_LAST,
    read: ({ one = '', mark = '', two = '', year = '' }, order) => {
      const dayFirst = isDayFirst(Number(one), Number(two), mark, order);
      if (dayFirst === null) return null;
      const [day, month] = dayFirst ? [one, two] : [two, one];
      const first = digitsToken(dayFirst ? 'D' : 'M', one, two);
      const second = digitsToken(dayFirst ? 'M' : 'D', two, one);
      return parts(year, month, day, `${first}${mark}${second}${mark}YYYY`);
    },
  },
  {
    // `2026. 3. 5.`, as Korean documents write it.
    match: /(?<![\p{L}\d./-])(?<year>\d{4})\. (?<month>\d{1,2})\. (?<day>\d{1,2})(?![\d/-]|\.\d)/gu,
    read: ({ year = '', month = '', day = '' }) =>
      parts(year, month, day, `YYYY. ${digitsToken('M', month, day)}. ${digitsToken('D', day, month)}`),
  },
  {
    match: /(?<![\p{L}\d./-])(?<day>\d{1,2})\. (?<month>\d{1,2})\. (?<year>\d{4})(?!\d)/gu,
    read: ({ year = '', month = '', day = '' }) =>
      parts(year, month, day, `${digitsToken('D', day, month)}. ${digitsToken('M', month, day)}. YYYY`),
  },
  {
    match:
      /(?<!\d)(?<year>\d{4})(?<y>\s?[年년]\s?)(?<month>\d{1,2})(?<m>\s?[月월]\s?)(?<day>\d{1,2})(?<d>\s?[日일号號])/gu,
    read: (groups) => eastern(groups, 'YYYY'),
  },
  {
    match: new RegExp(`${MONTH_DAY}(?<gap2>,?\\s|-)(?<year>\\d{4})(?!\\d)`, 'gu'),
    read: (groups) => monthFirst(groups, 'YYYY'),
  },
  {
    match: new RegExp(`${DAY_MONTH}(?<gap2>,?\\s${JOINT}|-|/)(?<year>\\d{4})(?!\\d)`, 'gu'),
    read: (groups) => dayFirst(groups, 'YYYY'),
  },
  {
    match: new RegExp(
      `(?<![\\p{L}\\d./-])(?<year>\\d{4})(?<gap>[\\s-])${WORD}(?<gap2>[\\s-])(?<day>\\d{1,2})(?!\\d)`,
      'gu',
    ),
    read: ({ year = '', gap = '', word = '', gap2 = '', day = '' }) => {
      const month = findMonth(word);
      if (month === null) return null;
      const pattern = `YYYY${gap}${monthToken(month, word)}${gap2}${digitsToken('D', day, '')}`;
      return parts(year, String(month.number), day, pattern);
    },
  },
];

/** Days with a year of two digits, or none: sure only where a day is asked for, and nothing else is said. */
const LOOSE: readonly Form[] = [
  {
    match: /(?<![\p{L}\d./-])(?<day>\d{2})\.(?<month>\d{2})\.(?<year>[2-4]\d)(?![\d/-]|\.\d)/gu,
    read: ({ year = '', month = '', day = '' }) => parts(`20${year}`, month, day, 'DD.MM.YY'),
  },
  {
    match: /(?<![\p{L}\d./-])(?<one>\d{1,2})\/(?<two>\d{1,2})\/(?<year>[2-4]\d)(?![\d/-]|\.\d)/gu,
    read: ({ one = '', two = '', year = '' }, order) => {
      // `26/02/15` begins with its year where nothing tells that the document begins with days.
      if (order === null && Number(two) <= 12) return null;
      const isDay = order === 'dmy';
      const [day, month] = isDay ? [one, two] : [two, one];
      const first = digitsToken(isDay ? 'D' : 'M', one, two);
      return parts(`20${year}`, month, day, `${first}/${digitsToken(isDay ? 'M' : 'D', two, one)}/YY`);
    },
  },
  {
    match: new RegExp(`${MONTH_DAY}(?<gap2>,?\\s|-)(?<quote>['’]?)(?<year>[2-4]\\d)(?!\\d|[:.]\\d)`, 'gu'),
    read: (groups) => monthFirst(groups, 'YY'),
  },
  {
    match: new RegExp(
      `${DAY_MONTH}(?<gap2>,?\\s${JOINT}|-|/)(?<quote>['’]?)(?<year>[2-4]\\d)(?!\\d|[:.]\\d)`,
      'gu',
    ),
    read: (groups) => dayFirst(groups, 'YY'),
  },
  {
    match: /(?<!\d)(?<month>\d{1,2})(?<m>\s?[月월]\s?)(?<day>\d{1,2})(?<d>\s?[日일号號])/gu,
    read: (groups) => eastern(groups, null),
  },
  {
    match: /(?<![\p{L}\d./-])(?<day>\d{1,2})\.(?<gap>\s?)(?<month>\d{1,2})\.(?![\d\p{L}])/gu,
    read: ({ day = '', gap = '', month = '' }) =>
      parts(
        null,
        month,
        day,
        `${digitsToken('D', day, month)}.${gap}${digitsToken('M', month, day)}.${gap}YYYY`,
      ),
  },
  { match: new RegExp(`${DAY_MONTH}(?![\\p{L}\\p{M}])`, 'gu'), read: (groups) => dayFirst(groups, null) },
  {
    // `Mar-26` may as well be a month and its year.
    match: new RegExp(`${MONTH_DAY}(?![\\p{L}\\d.:])`, 'gu'),
    read: (groups) => (groups['gap'] === '-' ? null : monthFirst(groups, null)),
  },
];

type Groups = Readonly<Record<string, string | undefined>>;

function dayFirst(groups: Groups, written: 'YYYY' | 'YY' | null): Parts | null {
  const { day = '', suffix, gap = '', word = '', gap2 = ' ', quote = '', year = '' } = groups;
  const month = findMonth(word, likelyLanguages(gap, suffix));
  if (month === null) return null;
  const behind = written === null ? `${/^[-/]$/u.test(gap) ? gap : ' '}YYYY` : `${gap2}${quote}${written}`;
  const pattern = `${dayToken(day, suffix, month.language)}${gap}${monthToken(month, word)}${behind}`;
  return parts(fullYear(year, written), String(month.number), day, pattern);
}

function monthFirst(groups: Groups, written: 'YYYY' | 'YY' | null): Parts | null {
  const { day = '', suffix, gap = '', word = '', gap2 = ', ', quote = '', year = '' } = groups;
  const month = findMonth(word);
  if (month === null) return null;
  const behind = written === null ? ', YYYY' : `${gap2}${quote}${written}`;
  const pattern = `${monthToken(month, word)}${gap}${dayToken(day, suffix, month.language)}${behind}`;
  return parts(fullYear(year, written), String(month.number), day, pattern);
}

function eastern(groups: Groups, written: 'YYYY' | null): Parts {
  const { year = '', y = '', month = '', m = '', day = '', d = '' } = groups;
  const blank = m.endsWith(' ') ? ' ' : '';
  const lead = written === null ? `YYYY${/[월]/u.test(m) ? '년' : '年'}${blank}` : `YYYY${y}`;
  const pattern = `${lead}${digitsToken('M', month, '')}${m}${digitsToken('D', day, '')}${d}`;
  return parts(fullYear(year, written), month, day, pattern);
}

function fullYear(year: string, written: 'YYYY' | 'YY' | null): string | null {
  return written === null ? null : written === 'YY' ? `20${year}` : year;
}

/** A word that several languages share is taken from the one that writes days this way. */
function likelyLanguages(gap: string, suffix: string | undefined): readonly string[] {
  if (gap.includes('de')) return ['es', 'pt'];
  if (gap.startsWith('.')) return ['de'];
  return suffix === 'er' || suffix === 're' ? ['fr'] : [];
}

function isDayFirst(one: number, two: number, mark: string, order: DayOrder): boolean | null {
  if (mark === '.') return true;
  if (one > 12) return true;
  if (two > 12) return false;
  return order === null ? null : order === 'dmy';
}

function parts(year: string | null, month: string, day: string, pattern: string): Parts {
  return { year, month, day, pattern };
}

const YEAR = /\d{4}/u;

/** Days with a year of four digits, in the order of the text. */
export function sureDays(text: string, order: DayOrder): FoundDay[] {
  return YEAR.test(text) ? find(SURE, text, order) : [];
}

/** Days with a year of two digits or none, in the order of the text. */
export function looseDays(text: string, order: DayOrder): FoundDay[] {
  return find(LOOSE, text, order);
}

function find(forms: readonly Form[], text: string, order: DayOrder): FoundDay[] {
  let found: readonly FoundDay[] = [];
  for (const { match, read } of forms) {
    // Those of one form come in the order of the text and never overlap each other.
    const own: FoundDay[] = [];
    let passed = 0;
    for (const hit of text.matchAll(match)) {
      const told = read(hit.groups ?? {}, order);
      const day = told === null ? null : isoDay(told.year, told.month, told.day);
      const end = hit.index + hit[0].length;
      if (told === null || day === null) continue;
      while ((found[passed]?.end ?? Number.POSITIVE_INFINITY) <= hit.index) passed += 1;
      if ((found[passed]?.start ?? Number.POSITIVE_INFINITY) < end) continue;
      own.push({ start: hit.index, end, day, pattern: told.pattern });
    }
    if (own.length > 0) found = [...found, ...own].sort((a, b) => a.start - b.start);
  }
  return [...found];
}

/** The day order a set of texts tells by days above 12; null when they tell nothing or contradict each other. */
export function dayOrderOf(texts: Iterable<string>): DayOrder {
  let order: DayOrder = null;
  for (const text of texts) {
    for (const { groups } of text.matchAll(YEAR_LAST)) {
      if (groups?.['mark'] !== '/' && groups?.['mark'] !== '-') continue;
      const [one, two] = [Number(groups['one']), Number(groups['two'])];
      const told: DayOrder = one > 12 ? 'dmy' : two > 12 ? 'mdy' : null;
      if (told === null) continue;
      if (order !== null && order !== told) return null;
      order = told;
    }
  }
  return order;
}

/** `YYYY-MM-DD`, or `--MM-DD` without a year; null for a day that no calendar has. */
export function isoDay(year: string | null, month: string, day: string): string | null {
  // Without its year, the 29th of February may be one.
  const [y, m, d] = [year === null ? 2400 : Number(year), Number(month), Number(day)];
  if (m < 1 || m > 12 || d < 1 || d > daysIn(y, m)) return null;
  // Years from 2400 on are counted in another era (Thai documents write 2569 for 2026).
  if (year !== null && (y < 1900 || y >= 2400)) return null;
  return `${year ?? '-'}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
}

export function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
