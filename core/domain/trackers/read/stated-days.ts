import type { DayOrder } from '../text/calendar/date-forms.ts';
import { readDay } from '../text/dates.ts';
import type { Span } from '../text/span.ts';
import { dayField, fieldNameFor, namesADay } from '../vocabulary/column-words.ts';

/** A day that a line states of itself behind a label or sign. */
export interface StatedDay {
  /** Field it fills. */
  readonly name: string;
  readonly label: string;
  /** The day alone. */
  readonly span: Span;
}

/** A line cut in what it names and the days it states; places are relative to the line. */
export interface LineWithDays {
  readonly name: Span;
  readonly days: readonly StatedDay[];
  /** The days stand amid the words, so that the name keeps them. */
  readonly amid: boolean;
}

interface Hit extends Span, StatedDay {}

const WORD = '\\p{L}[\\p{L}\\p{M}]{1,13}\\.?';
const YEAR_BEHIND = "(?:(?:,?\\s|-)(?:de\\s)?(?:20\\d\\d|['’]?\\d\\d(?![\\d:])))?";
/** What may be a day; whether it is one, the reader of days tells. */
const DAY = `(?:\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}(?:T\\d{2}:\\d{2}(?::\\d{2})?Z?)?|\\d{1,2}[./-]\\d{1,2}[./-]\\d{2,4}|\\d{1,2}\\.\\s?\\d{1,2}\\.|(?:\\d{4}[年년]\\s?)?\\d{1,2}[月월]\\s?\\d{1,2}[日일号號]|\\d{1,2}(?:st|nd|rd|th|er|º)?\\.?[\\s-](?:de\\s|of\\s)?${WORD}${YEAR_BEHIND}|${WORD}\\s\\d{1,2}(?:st|nd|rd|th)?${YEAR_BEHIND}|[QHTS][1-4]\\s?['’]?(?:20)?\\d\\d|20\\d\\d[\\s-]?[QH][1-4]|${WORD}\\s20\\d\\d)`;

/** Signs that task tools give a day its meaning by. */
const SIGNS: Readonly<Record<string, readonly [name: string, label: string]>> = {
  '📅': ['date', 'Due'],
  '📆': ['date', 'Due'],
  '🗓': ['date', 'Due'],
  '🛫': ['start', 'Start'],
  '✅': ['done', 'Done'],
  '⏳': ['scheduled', 'Scheduled'],
  '➕': ['created', 'Created'],
  '❌': ['cancelled', 'Cancelled'],
};

const SIGN_DAY = new RegExp(`(?<sign>${Object.keys(SIGNS).join('|')})\\uFE0F?\\s*(?<day>${DAY})`, 'gu');
/** `(due: 2026-02-04)`, `[due:: 2026-02-04]`, `(target 15 June)`, `（期限：3月3日）`. */
const BRACKETED = new RegExp(
  `[([（]\\s*(?<label>\\p{L}[\\p{L}\\p{M} .’'-]{0,28}?)\\s*(?:[:：]{1,2}|\\s|(?<=\\p{Lo}))\\s*(?<day>${DAY})(?:\\s*[,;][^()[\\]]{0,40})?\\s*[)\\]）]`,
  'gu',
);
/** `@due(2026-02-06)`, and `@{2026-02-06}` of boards. */
const AT = new RegExp(`@(?<label>\\p{L}[\\p{L}-]{0,20})?[({](?<day>${DAY})[)}]`, 'gu');
/** `due:2026-02-05`, `Deadline: 3 March`. */
const LABELLED = new RegExp(
  `(?<=^|[\\s,;|·(–—-])(?<label>\\p{L}[\\p{L}\\p{M}-]{0,20}(?:\\s(?:date|by|on|am|bis|le))?)[:：]\\s?(?<day>${DAY})(?![\\p{L}\\d])`,
  'gu',
);
/** `by 3 March`, `bis 15.10.2026`: words that lead to nothing but the day something is wanted. */
const WANTED =
  'by|until|till|due|due by|due on|no later than|deadline|eta|bis|bis zum|fällig am|spätestens am|avant le|d’ici le|pour le|au plus tard le|hasta el|antes del|para el|até|entro il|do|do dnia|до|к|не позднее';
const LED = new RegExp(
  `(?<=^|[\\s,;(–—-])(?<label>${WANTED})\\s(?<day>${DAY})(?=\\s*(?:$|[.,;)!]|[–—-]\\s|#|@))`,
  'giu',
);
/** `3月3日まで`, `3월 3일까지`. */
const FOLLOWED = new RegExp(`(?<day>${DAY})\\s?(?<label>まで(?:に)?|までに|之前|前|截止|까지)`, 'gu');

/** Cheap tests first: most lines state no day. */
const MAY_STATE = /\p{Nd}/u;
const LONGEST = 400;

/** Finds the days a list line or heading states of itself, of the kinds asked for; null where it states none. */
export function findStatedDays(
  raw: string,
  order: DayOrder,
  only: ReadonlySet<string> | null = null,
): LineWithDays | null {
  if (raw.length > LONGEST || !MAY_STATE.test(raw)) return null;
  const hits = hitsIn(raw, order).filter(({ name }) => only === null || only.has(name));
  const first = hits[0];
  const last = hits.at(-1);
  if (first === undefined || last === undefined) return null;
  const days = hits.map(({ name, label, span }) => ({ name, label, span }));
  const lead = raw.slice(0, first.start);
  const behind = restBehind(raw, hits);
  if (saysSomething(lead) && !saysSomething(behind)) {
    return { name: { start: 0, end: trimEnd(raw, first.start) }, days, amid: false };
  }
  if (!saysSomething(lead) && saysSomething(raw.slice(last.end))) {
    const gap = /^[\s:–—-]*/u.exec(raw.slice(last.end))?.[0].length ?? 0;
    return { name: { start: last.end + gap, end: raw.length }, days, amid: false };
  }
  return { name: { start: 0, end: raw.length }, days, amid: true };
}

function hitsIn(raw: string, order: DayOrder): Hit[] {
  const hits: Hit[] = [];
  const add = (match: RegExpMatchArray & { index: number }, told: readonly [string, string] | null) => {
    const day = match.groups?.['day'] ?? '';
    const { index } = match;
    const end = index + match[0].length;
    if (told === null || hits.some((hit) => index < hit.end && end > hit.start)) return;
    if (hits.some((hit) => hit.name === told[0]) || readDay(day, order) === null) return;
    const at = index + match[0].lastIndexOf(day);
    hits.push({
      start: index,
      end,
      name: told[0],
      label: told[1],
      span: { start: at, end: at + day.length },
    });
  };
  for (const match of raw.matchAll(SIGN_DAY)) add(match, SIGNS[match.groups?.['sign'] ?? ''] ?? null);
  for (const match of raw.matchAll(AT)) add(match, fieldOf(match.groups?.['label'] ?? 'due'));
  for (const match of raw.matchAll(BRACKETED)) add(match, fieldOf(match.groups?.['label'] ?? ''));
  for (const match of raw.matchAll(LABELLED)) add(match, fieldOf(match.groups?.['label'] ?? ''));
  for (const match of raw.matchAll(LED)) add(match, ['date', 'Due']);
  for (const match of raw.matchAll(FOLLOWED)) add(match, ['date', 'Due']);
  return hits.sort((a, b) => a.start - b.start);
}

const WANTED_ALONE = new RegExp(`^(?:${WANTED})$`, 'iu');

/** The field a label's day fills; null for words that say nothing of a day. */
function fieldOf(label: string): readonly [string, string] | null {
  const said = label.trim();
  if (WANTED_ALONE.test(said)) return ['date', capital(said)];
  if (!namesADay(said)) return null;
  return [dayField(said) ?? fieldNameFor(said), capital(said)];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What stands behind the first day, without the days, and without tags, people and marks of task tools. */
function restBehind(raw: string, hits: readonly Hit[]): string {
  const first = hits[0]?.start ?? raw.length;
  let rest = '';
  let at = first;
  for (const hit of hits) {
    rest += raw.slice(at, hit.start);
    at = hit.end;
  }
  return `${rest}${raw.slice(at)}`.replace(
    /(?<!\S)(?:[#@+^][\p{L}\p{N}_/-]+|\[[\p{L} ]+::[^\]]*\]|\p{L}+:\S+|!{1,3}|p\d)(?!\S)/gu,
    ' ',
  );
}

function saysSomething(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** Where the words end: without the blanks and the dash that led to the day. */
function trimEnd(raw: string, end: number): number {
  return raw.slice(0, end).replace(/[\s,;:|·–—-]+$/u, '').length;
}
