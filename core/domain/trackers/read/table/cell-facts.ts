import type { DayOrder } from '../../text/calendar/date-forms.ts';
import { readDate, readDay } from '../../text/dates.ts';
import { plainText } from '../../text/plain-text.ts';
import { leadingId } from '../../text/slug.ts';
import { withoutMarks } from '../../vocabulary/marks.ts';
import { isExactStatus, isRatingWord, isStatusCell, recogniseWord } from '../../vocabulary/vocabulary.ts';

/** What a cell is like; several may hold. `dateLike`: a day, a quarter, "to be decided", where a day is asked for. */
const FACTS = [
  'dated',
  'dateLike',
  'durations',
  'numeric',
  'percent',
  'counts',
  'codes',
  'hashes',
  'paths',
  'people',
  'ratings',
  'status',
  'clearStatus',
  'marks',
  'signed',
  'wordy',
] as const;
type Fact = (typeof FACTS)[number];

/** What the cells of a column are like; every share is of the cells that say something, 0 for none. */
export interface CellFacts extends Readonly<Record<Fact, number>> {
  readonly filled: number;
  /** Share of all cells that say something. */
  readonly fill: number;
  /** Share of different ones. */
  readonly distinct: number;
  /** Letters of a cell, on average. */
  readonly length: number;
}

/** A cell that says there is nothing to say. */
const NOTHING = /^(?:[-–—]+|n\/a)$/iu;
const DATE_LIKE =
  /\d{1,4}[./-]\d{1,2}[./-]\d{2,4}|\b(?:Q[1-4]|H[12]|TB[AD])\b|\b20\d\d\b|\b(?:today|tomorrow|asap|week|month|quarter|sprint|woche|monat|semaine|semana|settimana|miesiąc|tydzień)\b|недел|месяц|квартал/iu;
/** A span of time is no day. */
const DURATION =
  /^~?\d+(?:[.,]\d+)?(?:\s?[–-]\s?\d+)?\s*(?:s|m|h|d|w|min(?:ute)?s?|sec(?:onds?)?|hours?|hrs?|days?|weeks?|months?|tage?|stunden?|wochen?|monate?|heures?|jours?|semaines?|mois|horas?|días?|dias?|semanas?|meses|ore|giorni|settimane|mesi|godzin\p{L}*|dni|dzień|tygodni\p{L}*|час\p{L}*|дн\p{L}*|день|недел\p{L}*|месяц\p{L}*|分|時間|日間?|週間?|ヶ月|小时|小時|天|周|個月|个月|시간|일|주|개월)(?=$|[\s(/])/iu;
const NUMBER = /^[-+~]?[$€£¥]?\d[\d.,\s]*(?:%|[kKMG]?[bB]?|ms|s|min|h|d)?$/u;
const PERCENT = /^[^\p{L}\p{N}]{0,3}\d{1,3}(?:[.,]\d+)?\s?%/u;
const COUNT = /^[^\p{L}\p{N}]{0,3}\d{1,4}\s?\/\s?\d{1,4}(?=$|[\s(,;])/u;
const HASHES = /^(?=.*\d)[0-9a-f]{7,40}(?:[,\s]+[0-9a-f]{7,40})*$/u;
/** A path, a file, or a name made for one: `fix-the-login-page`. */
const PATH =
  /^[\w.@~*{}[\]<>-]*\/\S*$|^[\w-]+(?:\.[\w-]+)*\.[a-z]{1,5}$|^(?=\w+?[-_]\w+?[-_]\w)\w+(?:-\w+)*$/u;
const PERSON = /^@[\w-]+(?:[,\s/&]+@[\w-]+)*$|^\p{Lu}[\p{L}.'’-]*(?:[\s/,&]+\p{Lu}[\p{L}.'’-]*){0,3}$/u;
const SIGN = /^\W{0,2}(?:\p{Extended_Pictographic}|[✓✔✗✘☐☑□◻○●◐◑◯△]|\[[ xX]\])/u;
const MARK =
  /^(?:\p{Extended_Pictographic}|[✓✔✗✘☐☑□◻○●◐◑◯△×+xX√]|\[[ xX]\]|yes|no|y|n|да|нет|是|否|有|无|はい|いいえ|ja|nein|oui|non|sí|si|sim|não)\uFE0F?$/iu;
/** Longer cells are prose, whatever they begin with. */
const LONGEST_TOLD = 80;
const LONGEST_READ = 400;
const LONGEST_DAY = 40;
/** Words that tell a status or a weight without a header's help are short. */
const LONGEST_WORD = 20;

/** `stated`: the header is a word for a status, so that longer cells may be one. */
export function cellFacts(raws: readonly string[], order: DayOrder, stated: boolean): CellFacts {
  const sums = new Array<number>(FACTS.length).fill(0);
  const different = new Set<string>();
  let filled = 0;
  let letters = 0;
  for (const raw of raws) {
    if (raw === '') continue;
    const plain = raw.length > LONGEST_READ ? raw : plainText(raw);
    if (NOTHING.test(plain)) continue;
    filled += 1;
    letters += plain.length;
    different.add(plain);
    const bits = bitsOf(raw, plain, order, stated);
    for (let at = 0, rest = bits; rest !== 0; at += 1, rest >>= 1) {
      if ((rest & 1) === 1) sums[at] = (sums[at] ?? 0) + 1;
    }
  }
  const share = (fact: Fact) => (filled === 0 ? 0 : (sums[FACTS.indexOf(fact)] ?? 0) / filled);
  return {
    filled,
    fill: raws.length === 0 ? 0 : filled / raws.length,
    distinct: filled === 0 ? 0 : different.size / filled,
    length: filled === 0 ? 0 : letters / filled,
    dated: share('dated'),
    dateLike: share('dateLike'),
    durations: share('durations'),
    numeric: share('dated') > 0.5 ? 0 : share('numeric'),
    percent: share('percent'),
    counts: share('counts'),
    codes: share('codes'),
    hashes: share('hashes'),
    paths: share('paths'),
    people: share('people'),
    ratings: share('ratings'),
    status: share('status'),
    clearStatus: share('clearStatus'),
    marks: share('marks'),
    signed: share('signed'),
    wordy: share('wordy'),
  };
}

const BIT = Object.fromEntries(FACTS.map((fact, at) => [fact, 1 << at]));
const bit = (fact: Fact): number => BIT[fact] ?? 0;

/** Pure memory of a pure function: the same short words stand in thousands of cells. */
const known = new Map<string, number>();
const LONGEST_KNOWN = 24;

function bitsOf(raw: string, plain: string, order: DayOrder, stated: boolean): number {
  if (plain.length > LONGEST_TOLD) return bit('wordy');
  if (raw.length > LONGEST_KNOWN) return read(raw, plain, order, stated);
  const key = `${order ?? ''}${stated ? '+' : '-'}${raw}`;
  const cached = known.get(key);
  if (cached !== undefined) return cached;
  if (known.size > 5000) known.clear();
  const bits = read(raw, plain, order, stated);
  known.set(key, bits);
  return bits;
}

function read(raw: string, plain: string, order: DayOrder, stated: boolean): number {
  if (plain.length > LONGEST_DAY && !stated) return readLong(plain);
  let bits = 0;
  const note = (fact: Fact, holds: boolean) => {
    if (holds) bits |= bit(fact);
  };
  const hasDigit = /\p{Nd}/u.test(plain);
  const isId = isCode(plain);
  note('codes', isId);
  note('wordy', !isId && /\p{L}{4}|\p{L}+\s+\p{L}+|[\p{Lo}]{2}/u.test(plain));
  if (hasDigit) {
    const isDay = plain.length <= LONGEST_DAY && readDate(plain, order) !== null;
    const isSpan = plain.length <= LONGEST_DAY && DURATION.test(plain);
    note('dated', isDay);
    note('dateLike', isDay || (!isSpan && plain.length <= LONGEST_DAY && isDateLike(plain, order)));
    note('durations', isSpan);
    note('numeric', plain.length < 24 && NUMBER.test(plain));
    note('percent', PERCENT.test(plain));
    note('counts', COUNT.test(plain));
    note('hashes', HASHES.test(plain));
  } else if (plain.length <= LONGEST_DAY) {
    note('dateLike', DATE_LIKE.test(plain));
  }
  if (!/\s/u.test(plain)) note('paths', PATH.test(plain));
  const isShort = plain.length <= LONGEST_WORD;
  note('ratings', isShort && isRatingWord(plain));
  note('signed', SIGN.test(plain));
  note('marks', isShort && MARK.test(plain));
  const isStatus = (stated || isShort || SIGN.test(plain)) && isStatusCell(raw, false);
  const isClear = isStatus && isStatusCell(raw, true) && (statesBySign(plain) || isExactStatus(plain));
  note('status', isStatus);
  note('clearStatus', isClear);
  note('people', !isClear && plain.length <= LONGEST_DAY && PERSON.test(plain));
  return bits;
}

/** A sign alone or beside a word that states too; "✅ TypeScript" says what was chosen. */
function statesBySign(plain: string): boolean {
  const word = withoutMarks(plain).trim();
  return SIGN.test(plain) && (word === '' || recogniseWord(word) !== null);
}

function isDateLike(plain: string, order: DayOrder): boolean {
  return DATE_LIKE.test(plain) || readDay(plain, order) !== null;
}

/** Neither a day nor a word of status; a list of commits or a path may be long. */
function readLong(plain: string): number {
  if (/^[0-9a-f,\s]+$/u.test(plain) && HASHES.test(plain)) return bit('hashes');
  return /\s/u.test(plain) || !PATH.test(plain) ? bit('wordy') : bit('wordy') | bit('paths');
}

/** `REQ-02`, `T1`, `#12`, `1.2`, `260618-p97`, `Phase 3`: tells a row apart without saying what it is. */
function isCode(plain: string): boolean {
  if (plain.length > 16) return false;
  if (!/\p{N}/u.test(plain)) return /^[A-Z]{1,3}$/u.test(plain);
  if (/\s/u.test(plain)) return leadingId(plain) !== null && /^\p{L}+\s+\S{1,5}$/u.test(plain);
  return !/\p{Ll}{3}|\p{Lo}{2}/u.test(plain);
}
