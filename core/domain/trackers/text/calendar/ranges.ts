import { writeDate } from './date-format.ts';
import { type DayOrder, type FoundDay, isoDay, looseDays, sureDays } from './date-forms.ts';
import { findWeekday } from './weekday-names.ts';

/** Two days of which a text says that one goes to the other. */
export interface DayRange {
  readonly start: number;
  readonly end: number;
  readonly first: string;
  readonly last: string;
  /** Writes another last day; the first stays. Null where its year is not stated. */
  readonly format: string | null;
}

const TO =
  '(?:–|—|-{1,2}|→|➜|->|~|〜|～|/|\\.{2,3}|to|until|till|through|thru|bis|zum|au|jusqu’au|al?|hasta|até|do|по|до|から|至|到|부터)';
const BETWEEN = new RegExp(`^[\\s*_]*(?:de[rnlm]\\s+)?${TO}(?:\\s+(?:the|den|el|le))?[\\s*_]*$`, 'iu');
/** An arrow shows where a day went, not how long something lasts. */
const MOVED = /→|➜|->/u;

/** Whether the second of two days follows the first as the end of a range, or as the day it was moved to. */
export function joined(between: string): 'range' | 'moved' | null {
  // The second day may have its weekday in front.
  const said = BETWEEN.test(between)
    ? between
    : between.replace(WEEKDAY, (_, word) => (findWeekday(word) ? '' : word));
  if (!BETWEEN.test(said)) return null;
  return MOVED.test(said) ? 'moved' : 'range';
}

const WEEKDAY = /(?<=[^\p{L}])(\p{L}[\p{L}\p{M}’'-]*)\.?,?\s*$/u;

/** What the two days share stands once: `1–15 March 2026`, `March 1–15`, `2026年3月1日～15日`, `01.–15.03.2026`. */
const SHARED = new RegExp(
  `(?<![\\p{L}\\p{M}\\d./-])(?<head>(?:\\d{4}年\\s?)?\\d{1,2}月\\s?|(?:\\d{4}년\\s?)?\\d{1,2}월\\s?|\\p{L}[\\p{L}\\p{M}]{1,13}\\.?\\s|)(?<first>\\d{1,2})(?:st|nd|rd|th|er|[ºª°日일])?\\.?(?<to>\\s*${TO}\\s*)(?=\\d{1,2}(?!\\d))`,
  'giu',
);

export function sharedRange(text: string, order: DayOrder): DayRange | null {
  for (const hit of text.matchAll(SHARED)) {
    const { head = '', first = '', to = '' } = hit.groups ?? {};
    const behind = hit.index + hit[0].length;
    const rest = head + text.slice(behind, behind + 60);
    const last = atStart(sureDays(rest, order)) ?? atStart(looseDays(rest, order));
    if (last === null) continue;
    const year = last.day.startsWith('-') ? null : last.day.slice(0, 4);
    const began = isoDay(year, last.day.slice(-5, -3), first);
    if (began === null || began > last.day) continue;
    const end = behind + last.end - head.length;
    const format =
      year === null
        ? null
        : `${text.slice(0, hit.index)}${writeDate(began, last.pattern)}${to}{${last.pattern}}${text.slice(end)}`;
    return { start: hit.index, end, first: began, last: last.day, format };
  }
  return null;
}

function atStart(found: readonly FoundDay[]): FoundDay | null {
  return found[0]?.start === 0 ? found[0] : null;
}
