import { findMonth } from '../../text/calendar/month-names.ts';
import { findWeekday } from '../../text/calendar/weekday-names.ts';
import { comparableText } from '../../text/comparable-text.ts';
import type { Span } from '../../text/span.ts';
import { namesADay } from '../../vocabulary/column-words.ts';
import { isRatingWord, recogniseWord } from '../../vocabulary/vocabulary.ts';

/** A person that a line names behind a label or sign; places are relative to the line. */
export interface StatedOwner {
  readonly label: string;
  /** The person alone. */
  readonly span: Span;
  /** Told by the form of the name or mention: other words in its place would be part of the sentence. */
  readonly byForm: boolean;
}

interface OwnerHit extends Span {
  readonly owner: StatedOwner;
}

/** Labels that name who does it and nothing else; "team", "lead" or "contact" begin other sentences too. */
const LABELS: ReadonlySet<string> = new Set(
  'owner|owners|assignee|assignees|assigned|assigned to|responsible|responsible person|dri|accountable|pic|verantwortlich|verantwortliche|verantwortlicher|zuständig|bearbeiter|bearbeiterin|inhaber|responsable|asignado|asignada|asignado a|asignada a|encargado|encargada|propietario|propietaria|dueño|dueña|assigné|assignée|assigné à|responsabile|assegnato|assegnato a|incaricato|responsável|atribuído a|atribuído|encarregado|dono|odpowiedzialny|odpowiedzialna|właściciel|wykonawca|ответственный|ответственная|исполнитель|владелец|відповідальний|виконавець|eigenaar|verantwoordelijke|toegewezen aan|负责人|負責人|经办人|責任者|担当|担当者|담당|담당자|책임자'
    .split('|')
    .map(comparableText),
);

const HANDLE = '[\\p{L}\\p{N}](?:[\\p{L}\\p{N}._-]{0,38}[\\p{L}\\p{N}])?';
const NAME = "\\p{Lu}[\\p{L}\\p{M}.'’-]{0,30}(?:\\s\\p{Lu}[\\p{L}\\p{M}.'’-]{0,30}){0,2}";
/** `owner: Lee`, `**Owner:** Lee`, `👤 Lee`: up to what begins something else. */
const LABELLED =
  /(?<=^|[\s,;|·(–—-])(?:(?<mark>\*\*|__)?(?<label>\p{L}[\p{L}\p{M}-]{0,20}(?:\s(?:to|a|à|aan|person))?)[:：](?:\k<mark>)?|👤\uFE0F?)\s?(?=\S)/gu;
const STOP =
  /\s*(?:$|[,;|·()[\]{}（）]|\s[–—-]\s|\s[#+^@]\S|\s!{1,3}(?!\S)|\p{Extended_Pictographic}|\s(?:\*\*|__)?\p{L}[\p{L}\p{M}-]{0,20}[:：])/u;
const LONGEST_PERSON = 60;
const MOST_WORDS = 5;
const IN_BRACKETS = new RegExp(
  `^\\s*(?:(?<label>\\p{L}[\\p{L}\\p{M} -]{1,24}?)\\s?[:：]{1,2}\\s?(?<said>[^:：,;]{1,60}?)|(?<handle>@${HANDLE}))\\s*$`,
  'u',
);
/** `@kim`, no address and no `@due(…)`. */
const MENTION = new RegExp(`(?<=^|[\\s,;|·(–—-])@(?<handle>${HANDLE})(?![\\p{L}\\p{N}@({/:])`, 'gu');
/** Behind a day: `— 📅 2026-11-20 — Kim`. */
const SET_OFF = new RegExp(
  `(?:\\s[–—-]|\\s?[|·])\\s(?<person>${NAME})(?:\\s+#[\\p{L}\\p{N}_/-]+)*\\s*$`,
  'u',
);

/** The people a line names, in its order; `days` are the places of what else it states. */
export function ownersIn(raw: string, days: readonly Span[]): OwnerHit[] {
  if (!/[@:：👤]/u.test(raw)) return [];
  const hits: OwnerHit[] = [];
  for (const { 0: whole, index, groups = {} } of raw.matchAll(LABELLED)) {
    const { label = 'Owner' } = groups;
    const start = index + whole.length;
    const person = personAt(raw, start, days);
    if (person !== null && (whole.startsWith('👤') || isLabel(label)))
      hits.push(hit(index, person, label, false));
  }
  for (const { 0: whole, index, groups = {} } of raw.matchAll(MENTION)) {
    const span = { start: index, end: index + whole.length };
    if (hits.some((other) => index < other.end && span.end > other.start)) continue;
    if (isHandle(groups['handle'] ?? '') && !NEEDS_NAME.test(raw.slice(0, index)))
      hits.push(hit(index, span, 'Owner', true));
  }
  return hits.sort((one, other) => one.start - other.start);
}

/** `(owner: Lee)`, `[owner:: Lee]`, `(@lee)`: what stands between the brackets. */
export function ownerInBrackets(inside: string, offset: number): StatedOwner | null {
  const { label = 'Owner', said, handle } = IN_BRACKETS.exec(inside)?.groups ?? {};
  const person = said ?? handle ?? '';
  if (person === '' || (said === undefined ? !isHandle(person.slice(1)) : !isLabel(label))) return null;
  const start = offset + inside.lastIndexOf(person);
  return hit(start, { start, end: start + person.length }, label, said === undefined).owner;
}

/** A person's name by its form, set off behind the last day of a line. */
export function ownerSetOff(raw: string, from: number): OwnerHit | null {
  const found = SET_OFF.exec(raw.slice(from));
  const { person = '' } = found?.groups ?? {};
  if (found === null || recogniseWord(person) !== null || isRatingWord(person)) return null;
  if (person.split(/\s/u).some((word) => findWeekday(word) !== null || findMonth(word) !== null)) return null;
  const start = from + found.index + found[0].indexOf(person);
  return hit(from + found.index, { start, end: start + person.length }, 'Owner', true);
}

function personAt(raw: string, start: number, days: readonly Span[]): Span | null {
  const next = Math.min(raw.length, ...days.filter((day) => day.start >= start).map((day) => day.start));
  const rest = raw.slice(start, next);
  const said = rest.slice(0, STOP.exec(rest)?.index ?? rest.length).replace(/(?:\*\*|__)?\s*$/u, '');
  if (said === '' || said.length > LONGEST_PERSON || said.split(/\s/u).length > MOST_WORDS) return null;
  return { start, end: start + said.length };
}

function hit(start: number, span: Span, label: string, byForm: boolean): OwnerHit {
  const capital = label.charAt(0).toUpperCase() + label.slice(1);
  return { start, end: span.end, owner: { label: capital, span, byForm } };
}

function isLabel(label: string): boolean {
  return LABELS.has(comparableText(label));
}

function isHandle(word: string): boolean {
  return !/^\d/u.test(word) && !namesADay(word) && recogniseWord(word) === null && !isRatingWord(word);
}

/** "Ask @kim", "sync with @kim": the line speaks of somebody, and needs the name. */
const NEEDS_NAME =
  /(?:^|[^\p{L}])(?:ask|ping|e-?mail|call|tell|remind|thank|invite|contact|message|meet|help|cc|chase|and|or|with|by|to|from|for|of|at|via|vs|frage?n?|anrufen|und|oder|mit|von|an|für|bei|zu|avec|de|à|pour|et|par|con|para|por|y|e|a|com|da|di|per|z|od|dla|i|do|с|от|для|к|и|у|met|van|voor|en|aan)\s*$/iu;
