import type { DayOrder } from '../../text/calendar/date-forms.ts';
import { WEEK_WITH_YEAR } from '../../text/calendar/weeks.ts';
import { readDay } from '../../text/dates.ts';
import { type Pair, pairsIn } from '../../text/marks/pairs.ts';
import type { Span } from '../../text/span.ts';
import { dayField, fieldNameFor, namesADay } from '../../vocabulary/column-words.ts';
import { isFinished } from '../../vocabulary/states.ts';
import { recogniseWord } from '../../vocabulary/vocabulary.ts';
import { ownerInBrackets, ownerSetOff, ownersIn } from './stated-owner.ts';

/** A day or a person that a line states of itself behind a label or sign. */
export interface StatedDay {
  readonly kind: 'date' | 'owner';
  /** Field it fills. */
  readonly name: string;
  readonly label: string;
  /** The day or person alone. */
  readonly span: Span;
  /** Only its form tells it from the words around. */
  readonly byForm?: boolean;
}

/** A line cut in what it names and the days and the person it states; places are relative to the line. */
export interface LineWithDays {
  readonly name: Span;
  readonly days: readonly StatedDay[];
  /** The days stand amid the words, so that the name keeps them. */
  readonly amid: boolean;
}

/** What is cut out of the line, and the days in it. */
interface Hit extends Span {
  readonly days: readonly StatedDay[];
}

const WORD = '\\p{L}[\\p{L}\\p{M}]{1,13}\\.?';
const YEAR_BEHIND = "(?:(?:,?\\s|-)(?:de\\s)?(?:20\\d\\d|['’]?\\d\\d(?![\\d:])))?";
const TIME = '(?:[T ]\\d{2}:\\d{2}(?::\\d{2})?Z?)?';
/** What may be a day; whether it is one, the reader of days tells. */
const DAY = [
  `(?i:${WEEK_WITH_YEAR})`,
  `\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}${TIME}`,
  '\\d{1,2}[./-]\\d{1,2}[./-]\\d{2,4}',
  '\\d{1,2}\\.\\s?\\d{1,2}\\.',
  '(?:\\d{4}[年년]\\s?)?\\d{1,2}[月월]\\s?\\d{1,2}[日일号號]',
  `\\d{1,2}(?:st|nd|rd|th|er|º)?\\.?[\\s-](?:de\\s|of\\s)?${WORD}${YEAR_BEHIND}`,
  `${WORD}\\s\\d{1,2}(?:st|nd|rd|th)?${YEAR_BEHIND}`,
  "[QHTS][1-4]\\s?['’]?(?:20)?\\d\\d",
  '20\\d\\d[\\s-]?[QH][1-4]',
  `(?:(?:the )?end of |ende |fin |fim de |fine |конца )?${WORD}\\s20\\d\\d`,
].join('|');
/** A day it was before may stand struck out in front. */
const SAID = `(?<day>(?:~~[^~]{4,40}~~\\s?(?:→\\s?)?)?(?:${DAY}))`;

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

const ANY_SIGN = new RegExp(Object.keys(SIGNS).join('|'), 'u');
const SIGN_DAY = new RegExp(`(?<sign>${Object.keys(SIGNS).join('|')})\\uFE0F?\\s*${SAID}`, 'gu');
/** `(due: 2026-02-04)`, `[due:: 2026-02-04]`, `（期限：3月3日）`, `(start 1 March, due 3 March)`. */
const BRACKETS = /[([（]([^()[\]（）]{2,90})[)\]）]/gu;
const IN_BRACKETS = new RegExp(
  `^\\s*(?<label>\\p{L}[\\p{L}\\p{M} .’'-]{0,28}?)\\s*(?:[:：]{1,2}|\\s|(?<=\\p{Lo}))\\s*${SAID}\\s*$`,
  'u',
);
/** `@due(2026-02-06)`, and `@{2026-02-06}` of boards. */
const AT = new RegExp(`@(?<label>\\p{L}[\\p{L}-]{0,20})?[({]${SAID}[)}]`, 'gu');
/** `due:2026-02-05`, `Deadline: 3 March`, `**Due:** 3 March`. */
const LABELLED = new RegExp(
  `(?<=^|[\\s,;|·(–—-])(?<mark>\\*\\*|__|[*_])?(?<label>\\p{L}[\\p{L}\\p{M}-]{0,20}(?:\\s(?:date|by|on|am|bis|le))?)[:：](?:\\k<mark>)?\\s?${SAID}(?:\\k<mark>)?(?![\\p{L}\\d])`,
  'gu',
);
/** `by 3 March`, `bis 15.10.2026`: words that lead to nothing but the day something is wanted. */
const WANTED =
  'by|until|till|before|due|due by|due on|no later than|deadline|eta|bis|bis zum|bis spätestens|vor dem|fällig am|spätestens am|avant le|d’ici le|pour le|au plus tard le|hasta el|antes del|para el|até|até o dia|entro il|do|do dnia|przed|до|к|не позднее';
const LED = new RegExp(
  `(?<=^|[\\s,;(–—-])(?<label>${WANTED.split('|')
    .toSorted((one, other) => other.length - one.length)
    .join('|')})\\s${SAID}(?=\\s*(?:$|[.,;:)!]|[–—-]\\s|#|@))`,
  'giu',
);
/** `3月3日まで`, `（3월 3일까지）`. */
const FOLLOWED = new RegExp(`[(（]?${SAID}\\s?(?<label>まで(?:に)?|之前|前|截止|까지)[)）]?`, 'gu');

/** Cheap tests first: most lines state nothing. */
const MAY_STATE = /\p{Nd}|@|👤|\p{L}\*{0,2}[:：]/u;
const LONGEST = 400;

/** Finds the days a list line or heading states of itself, of the kinds asked for; null where it states none. */
export function findStatedDays(
  raw: string,
  order: DayOrder,
  only: ReadonlySet<string> | null = null,
): LineWithDays | null {
  if (raw.length > LONGEST || !MAY_STATE.test(raw)) return null;
  const found = hitsIn(raw, order).filter(({ days }) => days.every(({ name }) => only?.has(name) ?? true));
  const stated = only === null ? withOwner(raw, found) : found;
  if (stated.length === 0) return null;
  const pairs = pairsIn(raw);
  const hits = withTheirBrackets(raw, stated, pairs);
  const first = hits[0];
  const last = hits.at(-1);
  if (first === undefined || last === undefined) return null;
  const days = hits.flatMap((hit) => hit.days);
  const lead = raw.slice(0, first.start);
  const behind = restBehind(raw, hits);
  if (saysSomething(lead) && !saysSomething(behind)) {
    const name = wholePairs(raw, { start: 0, end: trimEnd(raw, first.start) }, pairs);
    if (name !== null) return { name, days, amid: false };
  }
  if (!saysSomething(lead) && saysSomething(raw.slice(last.end))) {
    const gap = /^[\s:–—-]*/u.exec(raw.slice(last.end))?.[0].length ?? 0;
    const name = wholePairs(raw, { start: last.end + gap, end: raw.length }, pairs);
    if (name !== null) return { name, days, amid: false };
  }
  return { name: { start: 0, end: raw.length }, days, amid: true };
}

/** The first person named where nothing but days, people and tags follows: "ask @kim about it" names none to do it. */
function withOwner(raw: string, days: readonly Hit[]): Hit[] {
  if (days.some((hit) => hit.days.some(({ kind }) => kind === 'owner'))) return [...days];
  const last = days.at(-1);
  const setOff = last === undefined ? null : ownerSetOff(raw, last.end);
  const named = [...ownersIn(raw, days), ...(setOff === null ? [] : [setOff])];
  const free = named.filter(({ start, end }) => days.every((day) => start >= day.end || end <= day.start));
  for (const [at, { start, end, owner }] of free.entries()) {
    const others = free.slice(at + 1).map((other) => ({ start: other.start, end: other.end, days: [] }));
    const hit: Hit = { start, end, days: [{ kind: 'owner', name: 'owner', ...owner }] };
    const all = [...days, hit, ...others].sort((one, other) => one.start - other.start);
    const behind = all.filter((one) => one.start >= start);
    if (saysSomething(raw.slice(0, start)) && !saysSomething(restBehind(raw, behind))) return all;
  }
  return [...days];
}

/** Days beside each other as one, with the brackets or emphasis around nothing else. */
function withTheirBrackets(raw: string, hits: readonly Hit[], pairs: readonly Pair[]): readonly Hit[] {
  const runs: Hit[] = [];
  for (const hit of hits) {
    const before = runs.at(-1);
    if (before === undefined || /[^\s,;·|]/u.test(raw.slice(before.end, hit.start))) runs.push(hit);
    else runs[runs.length - 1] = { start: before.start, end: hit.end, days: [...before.days, ...hit.days] };
  }
  return runs.map(({ start, end, days }) => {
    // Inner pairs close first.
    for (const { open, close } of pairs) {
      const isAround = open.end <= start && close.start >= end;
      if (!isAround || `${raw.slice(open.end, start)}${raw.slice(end, close.start)}`.trim() !== '') continue;
      start = open.start;
      end = close.end;
    }
    return { start, end, days };
  });
}

/**
 * The name without the marks around it and the days alike (`**Dock 📅 3 May**`); null where a pair has one half amid the
 * words of the name.
 */
function wholePairs(raw: string, { start, end }: Span, pairs: readonly Pair[]): Span | null {
  const isIn = (mark: Span) => mark.start >= start && mark.end <= end;
  const opened = pairs.filter(({ open, close }) => isIn(open) && !isIn(close)).map(({ open }) => open);
  const closed = pairs.filter(({ open, close }) => !isIn(open) && isIn(close)).map(({ close }) => close);
  let name = { start, end };
  for (const mark of opened.toSorted((a, b) => a.start - b.start)) {
    if (raw.slice(name.start, mark.start).trim() !== '') return null;
    name = { ...name, start: mark.end };
  }
  for (const mark of closed.toSorted((a, b) => b.end - a.end)) {
    if (raw.slice(mark.end, name.end).trim() !== '') return null;
    name = { ...name, end: mark.start };
  }
  return saysSomething(raw.slice(name.start, name.end)) ? trimmed(raw, name) : null;
}

function trimmed(raw: string, { start, end }: Span): Span {
  const said = raw.slice(start, end);
  return { start: end - said.trimStart().length, end: start + said.trimEnd().length };
}

function hitsIn(raw: string, order: DayOrder): Hit[] {
  const hits: Hit[] = [];
  const add = (start: number, end: number, days: readonly (StatedDay | null)[]) => {
    const told = days.filter((day) => day !== null);
    if (told.length === 0 || told.length < days.length) return;
    const names = [...hits.flatMap((hit) => hit.days), ...told].map(({ name }) => name);
    if (new Set(names).size < names.length) return;
    if (hits.some((hit) => start < hit.end && end > hit.start)) return;
    hits.push({ start, end, days: told });
  };
  const addAll = (sign: RegExp, pattern: RegExp, meaning: (groups: Groups) => Meaning | null) => {
    if (!sign.test(raw)) return;
    for (const match of raw.matchAll(pattern)) {
      const day = dayOf(match[0], match.index, match.groups ?? {}, meaning(match.groups ?? {}), order);
      add(match.index, match.index + match[0].length, [day]);
    }
  };
  addAll(ANY_SIGN, SIGN_DAY, ({ sign = '' }) => SIGNS[sign] ?? null);
  addAll(/@/u, AT, ({ label = 'due' }) => meaningOf(label));
  for (const match of raw.matchAll(BRACKETS)) {
    const end = match.index + match[0].length;
    add(match.index, end, daysInBrackets(match[1] ?? '', match.index + 1, order));
  }
  addAll(/[:：]/u, LABELLED, ({ label = '' }) => meaningOf(label));
  // "To do 3 May" is English.
  addAll(/\d/u, LED, ({ label, day = '' }) =>
    label?.toLowerCase() !== 'do' || readDay(day)?.format?.includes(':pl') === true ? DUE : null,
  );
  addAll(/[で前止지]/u, FOLLOWED, () => DUE);
  return hits.sort((a, b) => a.start - b.start);
}

type Groups = Readonly<Record<string, string | undefined>>;
type Meaning = readonly [name: string, label: string];
const DUE: Meaning = ['date', 'Due'];

function dayOf(
  said: string,
  offset: number,
  { day = '' }: Groups,
  meaning: Meaning | null,
  order: DayOrder,
): StatedDay | null {
  if (meaning === null || readDay(day, order) === null) return null;
  const start = offset + said.lastIndexOf(day);
  return { kind: 'date', name: meaning[0], label: meaning[1], span: { start, end: start + day.length } };
}

/** Parts between commas: each states a day, or says something about one. A status among them is left to its reader. */
function daysInBrackets(inside: string, offset: number, order: DayOrder): (StatedDay | null)[] {
  const days: (StatedDay | null)[] = [];
  let at = offset;
  for (const part of inside.split(/[,;](?!\s?(?:20)?\d\d)/u)) {
    const groups = IN_BRACKETS.exec(part)?.groups;
    const owner = ownerInBrackets(part, at);
    if (owner !== null) days.push({ kind: 'owner', name: 'owner', ...owner });
    else if (groups !== undefined)
      days.push(dayOf(part, at, groups, meaningOf(groups['label'] ?? ''), order));
    else if (/\p{Nd}/u.test(part) || recogniseWord(part.trim()) !== null) days.push(null);
    at += part.length + 1;
  }
  return days;
}

const WANTED_ALONE = new RegExp(`^(?:${WANTED})$`, 'iu');

/** The field a label's day fills; null for words that say nothing of a day. */
function meaningOf(label: string): Meaning | null {
  const said = label.trim();
  if (WANTED_ALONE.test(said)) return ['date', capital(said)];
  const bare = said.replace(/\s(?:on|by|am|zum|el|le|il|em|la)$/iu, '');
  if (namesADay(bare)) return [dayField(bare) ?? fieldNameFor(bare), capital(bare)];
  const state = recogniseWord(bare)?.state;
  return state !== undefined && isFinished(state) ? ['done', capital(bare)] : null;
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
    /🔁\s*[\p{L}\d ]+|(?<!\S)(?:[#@+^][\p{L}\p{N}_/-]+|@@?\{[^{}]*\}|@@\d{1,2}:\d{2}|\[[\p{L}\p{N} _-]+::[^\]]*\]|\p{L}+:\S+|!{1,3}|p\d)(?!\S)/gu,
    ' ',
  );
}

function saysSomething(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** Where the words end: without the blanks and the dash that led to the day. */
function trimEnd(raw: string, end: number): number {
  return raw.slice(0, end).replace(/[\s,;:|·⏫🔼🔽⏬🔺–—-]+$/u, '').length;
}
