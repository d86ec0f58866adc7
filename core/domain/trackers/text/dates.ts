import { type DateFormat, weekdayToken } from './calendar/date-format.ts';
import { type DayOrder, type FoundDay, looseDays, sureDays } from './calendar/date-forms.ts';
import { readPeriod } from './calendar/periods.ts';
import { joined, sharedRange } from './calendar/ranges.ts';
import { findWeekday } from './calendar/weekday-names.ts';
import { blankStruck } from './marks/struck.ts';

export interface ReadDate {
  readonly iso: string;
  readonly format: DateFormat;
}

/** What is said where a day is asked for. */
export interface DayReading {
  /** `2026-02-16`; `--02-16` where the year is not stated. */
  readonly day: string;
  /** How to write another day there; null where only the whole text can be replaced. */
  readonly format: DateFormat | null;
  /** A week, month, quarter or half is said, and this is its first or last day, or one in its middle. */
  readonly isPeriod: boolean;
  readonly isMiddle?: boolean;
}

/** Which day of a range or a period is meant. */
export type DayEdge = 'first' | 'last';

/** A range that stands where a beginning is asked for says it with its first day, elsewhere with its last. */
export function edgeMeant(field: string): DayEdge {
  return field === 'start' ? 'first' : 'last';
}

const LONGEST = 400;

/** Reads the one calendar day a text states; null when it states none, several, or one that can't be told. */
export function readDate(raw: string, order: DayOrder = null): ReadDate | null {
  if (!mayState(raw)) return null;
  return remember(dates, `${order ?? ''}${raw}`, () => {
    const text = asciiDigits(raw);
    const found = sureDays(text, order);
    const only = found.length === 0 ? looseOnly(text, order) : found.length === 1 ? found[0] : null;
    if (only === null || only === undefined || only.day.startsWith('-')) return null;
    const format = formatAround(raw, only);
    return format === null ? null : { iso: only.day, format };
  });
}

/** Reads what is said where a day is asked for: also the edge of a range or period, and a day without its year. */
export function readDay(raw: string, order: DayOrder = null, edge: DayEdge = 'last'): DayReading | null {
  if (!mayState(raw)) return null;
  return remember(days, `${edge}${order ?? ''}${raw}`, () => tellDay(raw, order, edge));
}

/** Whether a text is written like a day and is none, whichever way its numbers are taken: with others it would be one. */
export function isImpossibleDay(text: string): boolean {
  if (!mayState(text) || ORDERS.some((order) => readDay(text, order) !== null)) return false;
  const other = text.replace(/(?<!\p{Nd})\p{Nd}{1,2}(?!\p{Nd})/gu, '01');
  const day = other === text || findDates(text).length > 0 ? null : readDate(other);
  return day !== null && !day.format.includes('{');
}

const ORDERS: readonly DayOrder[] = [null, 'dmy', 'mdy'];

/** Every day stated with its year in a text, in order; used where a line may name more than one. */
export function findDates(
  raw: string,
  order: DayOrder = null,
): readonly (Pick<FoundDay, 'start' | 'end' | 'pattern'> & { readonly iso: string })[] {
  return sureDays(raw, order).map(({ start, end, pattern, day }) => ({ start, end, pattern, iso: day }));
}

const DIGIT = /\p{Nd}/u;

function mayState(raw: string): boolean {
  return raw.length >= 4 && raw.length <= LONGEST && DIGIT.test(raw);
}

/** Memory of pure functions: few dates stand in many cells. */
const dates = new Map<string, ReadDate | null>();
const days = new Map<string, DayReading | null>();

function remember<Value>(known: Map<string, Value>, key: string, make: () => Value): Value {
  const cached = known.get(key);
  if (cached !== undefined) return cached;
  if (known.size > 5000) known.clear();
  const value = make();
  known.set(key, value);
  return value;
}

function tellDay(raw: string, order: DayOrder, edge: DayEdge): DayReading | null {
  const text = withoutStruck(asciiDigits(raw));
  const range = sharedRange(text, order);
  if (range !== null && restSaysNothing(text, range)) {
    return { day: edge === 'last' ? range.last : range.first, format: range.format, isPeriod: false };
  }
  const sure = sureDays(text, order).filter((day) => !isFormer(text, day));
  const chosen = edgeOf(sure, text, edge);
  if (chosen !== null) {
    const began = edge === 'first' && sure.length === 1 ? beganBefore(text, chosen, order) : null;
    if (began !== null) return { day: began, format: null, isPeriod: false };
    return { day: chosen.day, format: formatAround(raw, chosen), isPeriod: false };
  }
  if (sure.length > 0) return null;
  // No week, month, quarter or half is said without two digits of its year.
  const period = /\d\d/u.test(text) ? readPeriod(withoutNoise(text)) : null;
  if (period !== null) {
    const day = edge === 'last' ? period.last : period.first;
    const read = { day, format: null, isPeriod: period.part !== 'day' };
    return period.part === 'middle' ? { ...read, isMiddle: true } : read;
  }
  const loose = looseOnly(text, order, edge);
  return loose === null ? null : { day: loose.day, format: formatAround(raw, loose), isPeriod: false };
}

/** One day, or the edge of two that make a range; null for others. */
function edgeOf(found: readonly FoundDay[], text: string, edge: DayEdge): FoundDay | null {
  const [one, two, ...more] = found;
  if (one === undefined || more.length > 0) return null;
  if (two === undefined) return one;
  const how = joined(text.slice(one.end, two.start));
  if (how === null) return null;
  return how === 'range' && edge === 'first' ? one : two;
}

/** `1 March – 15 April 2026`: the first day has the year of the last. */
function beganBefore(text: string, last: FoundDay, order: DayOrder): string | null {
  const before = text.slice(0, last.start);
  const first = looseDays(before, order).at(-1);
  if (first === undefined || joined(before.slice(first.end)) !== 'range') return null;
  return first.day.replace(/^-/u, last.day.slice(0, 4));
}

function looseOnly(text: string, order: DayOrder, edge: DayEdge = 'last'): FoundDay | null {
  if (text.length > 80) return null;
  const found = looseDays(text, order);
  const chosen = edgeOf(found, text, edge);
  const [one = chosen, two = one] = found;
  if (chosen === null || one === null || two === null) return null;
  return restSaysNothing(text, { start: one.start, end: two.end }) ? chosen : null;
}

/** Blanks in place of struck days, where one stands beside them: it was moved. */
function withoutStruck(text: string): string {
  const left = blankStruck(text);
  return DIGIT.test(left) ? left : text;
}

const FORMER =
  /(?:^|[^\p{L}])(?:was|were|originally|orig|formerly|previously|(?:moved|postponed|slipped|delayed|pushed) from|instead of|ursprünglich|vorher|zuvor|bisher|statt|verschoben von|initialement|auparavant|au lieu du|reporté du|originalmente|antes|inizialmente|prima|pierwotnie|wcześniej|було|было|ранее|изначально|перенесено с|原定|当初|元|旧|기존|원래)[.:：]?\s*(?:on |am |le |el )?[("“]?\s*$/iu;

/** `2026-04-01 (was 2026-03-01)`. */
function isFormer(text: string, day: FoundDay): boolean {
  return FORMER.test(text.slice(Math.max(0, day.start - 40), day.start));
}

const TIME =
  /(?<!\d)T?\d{1,2}(?:[:h]\d{2}(?::\d{2}(?:\.\d+)?)?|(?=\s?[ap]\.?m\.?))(?:\s?[ap]\.?m\.?)?(?:\s?(?:uhr|h|z|utc|gmt|[a-z]{2,4}t|mez|mesz|msk))?(?:\s?[+-]\d{2}:?\d{2})?(?![\p{L}\d])|\b(?:eod|eob|cob|noon|midnight)\b/giu;
/** Words around a day that change nothing about it. */
const NOISE =
  /(?<![\p{L}\p{M}])(?:by|until|till|before|on|due|eta|target|planned|expected|est|estimated|tentative|tbc|approx|around|about|latest|the|bis|am|zum|den|der|vor|spätestens|geplant|etwa|ca|circa|avant|le|vers|pour|prévu|antes|del|el|hasta|para|até|em|dia|entro|il|do|dnia|przed|około|roku|до|к|около|примерно|года|г)(?![\p{L}\p{M}])|まで(?:に)?|頃|迄|之前|前|左右|까지|경|쯤/giu;

const NOISE_IN_FRONT = new RegExp(`^(?:(?:${NOISE.source})[.:]?\\s*)+`, 'iu');

/** What stands around the days: weekdays, times and small words, or something that says more. */
function restSaysNothing(text: string, place: { start: number; end: number }): boolean {
  const rest = `${text.slice(0, place.start)} ${text.slice(place.end)}`;
  return !/[\p{L}\p{N}]/u.test(
    rest
      .replace(TIME, ' ')
      .replace(NOISE, ' ')
      .replace(/\p{L}[\p{L}\p{M}’'-]*\.?/gu, (word) => (findWeekday(word) === null ? word : ' ')),
  );
}

function withoutNoise(text: string): string {
  return text
    .replace(/[*_`]+/gu, '')
    .replace(/\s*[([][^()[\]\d]*[)\]]\s*$/u, '')
    .replace(/^[\s~≈([]+|[\s)\].?]+$/gu, '')
    .replace(NOISE_IN_FRONT, '');
}

/** The words around a day and the pattern it is written in; null where they hold the braces that would mark it. */
function formatAround(raw: string, found: FoundDay): DateFormat | null {
  const { start, end, pattern } = withWeekday(raw, found);
  const before = raw.slice(0, start);
  const after = raw.slice(end);
  if (before === '' && after === '') return pattern;
  return /[{}]/u.test(before + after) ? null : `${before}{${pattern}}${after}`;
}

/** A weekday beside a date moves with it. */
function withWeekday(raw: string, found: FoundDay): Pick<FoundDay, 'start' | 'end' | 'pattern'> {
  let { start, end, pattern } = found;
  const before = /(?<![\p{L}\p{M}])(\p{L}[\p{L}\p{M}’'-]*\.?)(,?\s+)$/u.exec(raw.slice(0, start));
  const [whole = '', word = '', gap = ''] = before ?? [];
  const ahead = weekdayIn(word, gap.startsWith(','));
  if (ahead !== null) {
    start -= whole.length;
    pattern = `${ahead}${gap}${pattern}`;
  }
  const after = /^(\s?[（(]|,?\s)(\p{L}[\p{L}\p{M}’'-]*\.?)(?![\p{L}\p{M}])/u.exec(raw.slice(end));
  const [wholeAfter = '', gapAfter = '', wordAfter = ''] = after ?? [];
  const behind = weekdayIn(wordAfter, /[（(,]/u.test(gapAfter));
  if (behind !== null) {
    end += wholeAfter.length;
    pattern = `${pattern}${gapAfter}${behind}`;
  }
  return { start, end, pattern };
}

/** The token of a weekday; a short word may be another one ("do 15.03.") unless a mark or its case sets it apart. */
function weekdayIn(word: string, isMarked: boolean): string | null {
  const bare = word.replace(/\.$/u, '');
  const weekday = bare === '' ? null : findWeekday(bare);
  if (weekday === null) return null;
  const short = bare.length < 3 && bare === bare.toLowerCase() && bare === word;
  return short && !isMarked ? null : weekdayToken(weekday, word);
}

/** Digits as wide as ideographs are digits too; the places stay the same. */
function asciiDigits(text: string): string {
  return text.replace(/[０-９]/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
}
