import { type DayOrder, readDate } from '../../text/dates.ts';
import { plainText } from '../../text/plain-text.ts';
import { leadingId } from '../../text/slug.ts';
import { isExactStatus, isRatingWord, isStatusCell } from '../../vocabulary/vocabulary.ts';

/** What the cells of a column are like; every share is of the cells that say something, 0 for none. */
export interface CellFacts {
  readonly filled: number;
  /** Filled cells of all rows. */
  readonly fill: number;
  readonly dated: number;
  /** Days, quarters, "to be decided": what stands in a date column when no day can be told. */
  readonly dateLike: number;
  readonly numeric: number;
  readonly percent: number;
  /** `2/3` */
  readonly counts: number;
  readonly codes: number;
  readonly hashes: number;
  readonly paths: number;
  readonly people: number;
  readonly ratings: number;
  /** Status words and marks, as a status header lets them pass, and clear enough to need none. */
  readonly status: number;
  readonly clearStatus: number;
  readonly marks: number;
  readonly wordy: number;
  readonly distinct: number;
  readonly length: number;
}

/** A cell that says there is nothing to say. */
const NOTHING = /^[-–—]+$|^n\/a$/iu;
const DATE_LIKE = /\d{1,4}[./-]\d{1,2}[./-]\d{2,4}|\b(?:Q[1-4]|H[12]|TB[AD])\b|\b20\d\d\b/iu;
const NUMBER = /^[-+~]?[$€£¥]?\d[\d.,\s]*(?:%|[kKMG]?[bB]?|ms|s|min|h|d)?$/u;
const PERCENT = /^~?\d{1,3}(?:[.,]\d+)?\s?%/u;
const COUNT = /^\d{1,4}\s?\/\s?\d{1,4}(?=$|[\s(,;])/u;
const HASHES = /^(?=.*\d)[0-9a-f]{7,40}(?:[,\s]+[0-9a-f]{7,40})*$/u;
/** A path, a file, or a name made for one: `fix-the-login-page`. */
const PATH = /^[\w.@~*{}[\]<>-]*\/\S*$|^[\w-]+(?:\.[\w-]+)*\.[a-z]{1,5}$|^\w+(?:[-_]\w+){2,}$/u;
const SIGN = /^\W{0,2}(?:\p{Extended_Pictographic}|[✓✔✗✘☐☑□◻○●◐◑◯△]|\[[ xX]\])/u;
const PERSON = /^@[\w-]+(?:[,\s/&]+@[\w-]+)*$|^\p{Lu}[\p{L}.'’-]*(?:[\s/,&]+\p{Lu}[\p{L}.'’-]*){0,3}$/u;
const MARK =
  /^(?:\p{Extended_Pictographic}|[✓✔✗✘☐☑□◻○●◐◑◯△×+xX√]|\[[ xX]\]|yes|no|y|n|да|нет|是|否|有|无|はい|いいえ|ja|nein|oui|non|sí|si|sim|não)\uFE0F?$/iu;
const LONGEST_TOLD = 40;

export function cellFacts(raws: readonly string[], order: DayOrder, named: boolean): CellFacts {
  const cells = raws.map((raw) => ({ raw, plain: plainText(raw) })).filter(({ raw }) => raw !== '');
  const telling = cells.filter(({ plain }) => !NOTHING.test(plain));
  const share = (fits: (plain: string, raw: string) => boolean): number =>
    telling.length === 0
      ? 0
      : telling.reduce((sum, { plain, raw }) => sum + (fits(plain, raw) ? 1 : 0), 0) / telling.length;
  const isDate = (plain: string) => plain.length <= LONGEST_TOLD && readDate(plain, order) !== null;
  const dated = share(isDate);
  return {
    filled: telling.length,
    fill: raws.length === 0 ? 0 : telling.length / raws.length,
    dated,
    dateLike: named ? share((plain) => isDate(plain) || DATE_LIKE.test(plain)) : dated,
    numeric: dated > 0.5 ? 0 : share((plain) => plain.length < 24 && NUMBER.test(plain)),
    percent: share((plain) => PERCENT.test(plain)),
    counts: share((plain) => COUNT.test(plain)),
    codes: share(isCode),
    hashes: share((plain) => HASHES.test(plain)),
    paths: share((plain) => PATH.test(plain)),
    people: share((plain) => PERSON.test(plain) && !isStatusCell(plain, true)),
    ratings: share(isRatingWord),
    status: share((_, raw) => isStatusCell(raw, false)),
    clearStatus: share((plain, raw) => isStatusCell(raw, true) && (SIGN.test(plain) || isExactStatus(plain))),
    marks: share((plain) => MARK.test(plain)),
    wordy: share((plain) => /\p{L}{4}|\p{L}+\s+\p{L}+|[\p{Lo}]{2}/u.test(plain) && !isCode(plain)),
    distinct: telling.length === 0 ? 0 : new Set(telling.map(({ plain }) => plain)).size / telling.length,
    length:
      telling.length === 0 ? 0 : telling.reduce((sum, { plain }) => sum + plain.length, 0) / telling.length,
  };
}

/** `REQ-02`, `T1`, `#12`, `1.2`, `260618-p97`, `Phase 3`: tells a row apart without saying what it is. */
export function isCode(plain: string): boolean {
  if (plain.length > 16 || !/\p{N}/u.test(plain)) return /^[A-Z]{1,3}$/u.test(plain);
  if (/\s/u.test(plain)) return leadingId(plain) !== null && /^\p{L}+\s+\S{1,5}$/u.test(plain);
  return !/\p{Ll}{3}|\p{Lo}{2}/u.test(plain);
}
