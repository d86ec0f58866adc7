import { findDates } from '../text/dates.ts';
import type { Span } from '../text/span.ts';
import { rolesOf } from './column-words.ts';
import { firstMark, marksIn } from './marks.ts';
import { GUESSED_WORDS, SURE_WORDS } from './status-words.ts';
import { isExactStatus, normalWord, recogniseWord } from './vocabulary.ts';
import { CONNECTING } from './weighing-words.ts';

export interface LabelStatus {
  /** The status word inside the label. */
  readonly word: Span;
  readonly date: Span | null;
}

const LONGEST_LABEL = 400;

/**
 * Whether a label states a status and nothing else: an exact word, with a day, a share or what it is blocked by beside
 * it. Words in brackets or behind a dash name more often than they state, so a phrase is not enough.
 */
export function statesAlone(
  said: string,
  declares: (word: string) => boolean,
  inBrackets: boolean,
): LabelStatus | null {
  if (said.length > LONGEST_LABEL || (!mayState(said) && !declares(said))) return null;
  const whole = { start: 0, end: said.length };
  // "✅ shipped, 🚧 in progress" explains signs.
  const states = new Set(Array.from(marksIn(said), (mark) => mark.state));
  if (states.size > 1) return null;
  if (declares(said) || isExactStatus(said)) return { word: whole, date: null };
  const share = /^\s*\d{1,3}\s?%\s*/u.exec(said)?.[0] ?? '';
  const counted = said.slice(share.length);
  if (share !== '' && (counted === '' ? inBrackets : isExactStatus(counted)))
    return { word: whole, date: null };
  const first = findDates(said)[0];
  if (first !== undefined) {
    const word = said
      .slice(0, first.start)
      .replace(/(?:[\s:,–—-]|\b(?:on|am|el|le|il|em|since|seit)\s*$)+$/iu, '');
    if (word !== '' && (declares(word) || isExactStatus(word) || isMarkAlone(word)))
      return { word: { start: 0, end: word.length }, date: { start: first.start, end: first.end } };
  }
  const mark = firstMark(said, true);
  if (mark !== null && mark.start === 0 && recogniseWord(said) !== null) return { word: whole, date: null };
  if (/["“`]/u.test(said)) return null;
  const words = normalWord(said).split(' ');
  for (let count = Math.min(3, words.length - 1); count > 0; count -= 1) {
    const next = words[count] ?? '';
    if (isExactStatus(words.slice(0, count).join(' ')) && (CONNECTING.has(next) || /^[-–—:,;]/u.test(next)))
      return { word: whole, date: null };
  }
  return null;
}

const FIRST_WORDS = new Set([...SURE_WORDS.keys(), ...GUESSED_WORDS.keys()].map((words) => firstWord(words)));

function firstWord(text: string): string {
  return /[a-z]+/u.exec(text.toLowerCase())?.[0] ?? '';
}

/** Most labels are seen at a glance to begin with no word of status. */
function mayState(said: string): boolean {
  return /[^ -~]|[%:]/u.test(said) || FIRST_WORDS.has(firstWord(said));
}

/** Whether a label announces a status: "Status", "Current state", "Estado". */
export function isStatusLabel(label: string): boolean {
  return rolesOf(label).has('status') && STATUS_LABEL.test(label);
}

const STATUS_LABEL = /stat|state|estado|zustand|état|статус|состояние|状|상태/iu;

function isMarkAlone(word: string): boolean {
  return normalWord(word) === '' && firstMark(word) !== null;
}
