import { daysIn } from './date-forms.ts';
import { findMonth } from './month-names.ts';
import type { Period } from './period.ts';
import { readWeek } from './weeks.ts';

const QUARTER =
  'quartals?|quarters?|qtr\\.?|trimestres?|trimestre|kwartał[ue]?|кварталі?|квартале?|кв\\.?|kwartaal|四半期|季度|分?분기|사분기';
const HALF = 'halbjahr(?:es)?|half|semestres?|semestre|półrocz[eua]|полугоди[ея]|півріччя|halfjaar|半期';
const COUNT = '第?(?<count>[1-4一二三四]|iv|i{1,3})(?:st|nd|rd|th|er|re|ème|e|[ºª°])?(?:-?(?:й|е|м|го))?\\.?';

/** Parts of a year by their months; `count` says which of them, `first` and `last` in words else. */
const PARTS: readonly { readonly match: RegExp; readonly months: 3 | 6 }[] = [
  { match: /^[qtк](?<count>[1-4])$/u, months: 3 },
  { match: /^(?<count>[1-4])[qtк]$/u, months: 3 },
  { match: new RegExp(`^${COUNT}\\s*(?:${QUARTER})$`, 'u'), months: 3 },
  { match: new RegExp(`^(?:${QUARTER})\\s*${COUNT}$`, 'u'), months: 3 },
  // `KW` without the dot is a German week; a number beside Polish `kw.` has its place in front, or is a Roman one.
  {
    match: /^(?<count>[1-4]|iv|i{1,3})\s*kw\.$|^(?<roman>iv|i{1,3})\s*kw$|^kw\.?\s*(?<behind>iv|i{1,3})$/u,
    months: 3,
  },
  { match: /^[hs](?<count>[12])$/u, months: 6 },
  { match: /^(?<count>[12])[hs]$/u, months: 6 },
  { match: new RegExp(`^${COUNT}\\s*(?:${HALF})$`, 'u'), months: 6 },
  { match: /^(?:first half|上半年|上半期|上期|상반기)$/u, months: 6 },
  { match: /^(?:second half|下半年|下半期|下期|하반기)$/u, months: 6 },
];
const SECOND = /^(?:second|下|하)/u;
const COUNTS: Readonly<Record<string, number>> = {
  i: 1,
  ii: 2,
  iii: 3,
  iv: 4,
  一: 1,
  二: 2,
  三: 3,
  四: 4,
};

const OF = "[\\s-]+(?:of (?:the )?|des? |di |do |van |d’|d')?";
/** At which end of the period something is wanted changes nothing: its last day is the latest that may be meant. */
const WITHIN = new RegExp(
  `^(?:early|late|(?:the )?end|beginning|start|anfang|ende|eind|begin|début|fin(?:ales)?|principios|início|fim|inizio|fine|początek|koniec|końca|начало|конец|конца)${OF}`,
  'u',
);
const MIDDLE = new RegExp(
  `^(?:(?:the )?mid(?:dle)?|mitte|midden|medio|mi|mediados|meados|metà|połow[aęyi]e?|середин[аеуы])${OF}`,
  'u',
);
const YEAR = /(?<!\d)(20\d\d)(?!\d)|(?<=^[qthsк][1-4][\s/-]?|^[1-4][qthsк][\s/-]?)(\d\d)$|['’](\d\d)(?!\d)/u;
/** What joins a part to its year. */
const GLUE = /^[\s,/.·-]*(?:of|de|del|do|年の?|년|г\.?|года?|roku|r\.)?[\s,/.·-]*$/u;
const NUMERIC = /^(?:(?<month>\d{1,2})[/-](?<year>20\d\d)|(?<year2>20\d\d)[/-](?<month2>\d{1,2}))$/u;
const TO = /\s*(?:–|—|-|〜|～|\/|\bto\b|\bbis\b|\bau\b|\balla?\b|\baté\b|по|至|から)\s*/gu;

/** The month, quarter, half or week of a stated year that the text names and nothing else. */
export function readPeriod(said: string): Period | null {
  const text = said.normalize('NFC').trim().toLowerCase();
  if (text.length > 60) return null;
  return onePeriod(text) ?? periodRange(text);
}

function periodRange(text: string): Period | null {
  for (const { 0: to, index } of text.matchAll(TO)) {
    const last = onePeriod(text.slice(index + to.length));
    if (last === null) continue;
    const from = text.slice(0, index);
    const first = onePeriod(from) ?? onePeriod(`${from} ${last.last.slice(0, 4)}`);
    if (first !== null && first.first <= last.last) return { first: first.first, last: last.last };
  }
  return null;
}

function onePeriod(text: string): Period | null {
  const week = readWeek(text);
  if (week !== null) return week;
  const numeric = NUMERIC.exec(text)?.groups;
  if (numeric !== undefined) {
    return months(
      numeric['year'] ?? numeric['year2'] ?? '',
      Number(numeric['month'] ?? numeric['month2']),
      1,
    );
  }
  const found = YEAR.exec(text);
  if (found === null) return null;
  const year = found[1] ?? `20${found[2] ?? found[3] ?? ''}`;
  const before = text.slice(0, found.index);
  const behind = text.slice(found.index + found[0].length);
  const rest = GLUE.test(behind) ? before : GLUE.test(before) ? behind : '';
  const said = trimGlue(rest);
  const part = said.replace(WITHIN, '').replace(MIDDLE, '');
  const period = periodOf(year, part);
  return period !== null && MIDDLE.test(said) ? middleOf(period) : period;
}

function periodOf(year: string, part: string): Period | null {
  const month = monthNumber(part);
  if (month !== null) return months(year, month, 1);
  for (const { match, months: size } of PARTS) {
    const hit = match.exec(part);
    if (hit === null) continue;
    const { count = hit.groups?.['roman'] ?? hit.groups?.['behind'] } = hit.groups ?? {};
    const place = count === undefined ? (SECOND.test(part) ? 2 : 1) : (COUNTS[count] ?? Number(count));
    return months(year, (place - 1) * size + 1, size);
  }
  return null;
}

/** The fifteenth of a month or of the middle month of three, the last day of the third month of six. */
function middleOf({ first, last }: Period): Period | null {
  const [year, from, to] = [first.slice(0, 4), Number(first.slice(5, 7)), Number(last.slice(5, 7))];
  const size = to - from + 1;
  const day =
    size === 6
      ? months(year, from + 2, 1)?.last
      : months(year, from + (size - 1) / 2, 1)?.first.replace(/01$/u, '15');
  return day === undefined ? null : { first: day, last: day, part: 'middle' };
}

function trimGlue(text: string): string {
  return text
    .replace(/^[\s,/.·-]*(?:年の?|년|г\.?(?=\s)|года?)?[\s,/.·-]*/u, '')
    .replace(/(?:[\s,/·-]+(?:of|de|del|do))?[\s,/·-]*$/u, '');
}

function monthNumber(part: string): number | null {
  const sign = /^(\d{1,2})[月월]$/u.exec(part);
  if (sign !== null) return Number(sign[1]);
  return /^[\p{L}\p{M}]{3,14}\.?$/u.test(part) ? (findMonth(part)?.number ?? null) : null;
}

function months(year: string, from: number, count: number): Period | null {
  const to = from + count - 1;
  if (from < 1 || to > 12) return null;
  const day = (month: number, date: number) =>
    `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
  return { first: day(from, 1), last: day(to, daysIn(Number(year), to)) };
}
