import type { CanonicalState } from './states.ts';
import { GUESSED_WORDS, SURE_WORDS, WEAK } from './status-words.ts';
import {
  ALMOST,
  CONNECTING,
  DENIED,
  FIRST_ONLY,
  NEGATIVE,
  STILL_OPEN,
  STILL_TO,
  UNSPACED,
} from './weighing-words.ts';

export interface PhraseState {
  readonly state: CanonicalState;
  /** The words say so themselves; otherwise a known word only begins or ends them, and a mark beside them tells more. */
  readonly sure: boolean;
}

/** The state of several words: shares and counts first, then the longest known phrase at their start, else at their end. */
export function readPhrase(plain: string): PhraseState | null {
  const words = plain.split(/[\s,;:./()[\]{}+→–—]+/u).filter((word) => word !== '');
  const start = phraseAt(words, 0, Math.min(words.length, 4), 1);
  if (start !== null && isOpenWord(start.state))
    return { state: start.state, sure: opensClearly(plain, words, start) };
  const share = progressShare(plain);
  if (share !== null && (share < 1 || start === null)) return { state: stateOfShare(share), sure: true };
  if (start !== null) return finishedAtStart(plain, words, start);
  const unspaced = UNSPACED.script.test(plain) ? unspacedState(plain.replace(/\s+/gu, '')) : null;
  if (unspaced !== null) return unspaced;
  if (deniesWhatFollows(words)) return { state: 'planned', sure: true };
  const [particle, infinitive = ''] = words.slice(-2);
  if (STILL_TO.some(([before, form]) => before === particle && form.test(infinitive)))
    return { state: 'planned', sure: false };
  const end = words.length > 8 ? null : lastPhrase(words);
  if (end === null) return DENIED.has(words[0] ?? '') ? { state: 'planned', sure: false } : null;
  const before = words.slice(0, words.length - end.count);
  if (!isFinishedWord(end.state)) return words.length > 5 ? null : { state: end.state, sure: false };
  if (before.some((word) => ALMOST.has(word))) return { state: 'active', sure: true };
  return words.length > 5 ? null : { state: end.state, sure: false };
}

interface Found {
  readonly state: CanonicalState;
  readonly count: number;
}

function phraseAt(words: readonly string[], from: number, most: number, least: number): Found | null {
  for (let count = most; count >= least; count -= 1) {
    const state = lookUp(words.slice(from, from + count));
    if (state !== null) return { state, count };
  }
  return null;
}

function lastPhrase(words: readonly string[]): Found | null {
  for (let count = Math.min(words.length, 3); count > 0; count -= 1) {
    const state = lookUp(words.slice(-count));
    if (state !== null) return { state, count };
  }
  return null;
}

function lookUp(words: readonly string[]): CanonicalState | null {
  const phrase = words.join(' ');
  if (phrase.length < 2 || (words.length === 1 && WEAK.has(phrase))) return null;
  return SURE_WORDS.get(phrase) ?? GUESSED_WORDS.get(phrase) ?? null;
}

function isFinishedWord(state: CanonicalState): boolean {
  return state === 'done' || state === 'locked' || state === 'review';
}

function isOpenWord(state: CanonicalState): boolean {
  return !isFinishedWord(state);
}

/** "Blocked by the port", "Deferred: v2": the words behind belong to it. "Deferred issues added": they make another sense. */
function opensClearly(plain: string, words: readonly string[], { count }: Found): boolean {
  const next = words[count];
  if (next === undefined || CONNECTING.has(next) || /^\d/u.test(next)) return true;
  const phrase = words.slice(0, count).join(' ');
  return plain.startsWith(phrase) && /^\s*[([{（:;,.–—/-]/u.test(plain.slice(phrase.length));
}

/** "Complete pending review" is in review, "done except the docs" not finished. */
function finishedAtStart(plain: string, words: readonly string[], start: Found): PhraseState {
  const rest = words.slice(start.count);
  if (start.state !== 'review' && rest.some((word) => STILL_OPEN.has(word)))
    return { state: 'review', sure: true };
  return { state: start.state, sure: opensClearly(plain, words, start) };
}

function isNegative(words: readonly string[], at: number): boolean {
  const word = words[at] ?? '';
  return (
    NEGATIVE.has(word) || /n['’]t$/u.test(word) || (at === 0 && FIRST_ONLY.has(word)) || isToBe(words, at)
  );
}

/** "Will be done in May": a negative word, and a finished one anywhere behind it. */
function deniesWhatFollows(words: readonly string[]): boolean {
  const at = words.findIndex((_, index) => isNegative(words, index));
  return at !== -1 && words.slice(at + 1).some((word) => isFinishedWord(lookUp([word]) ?? 'planned'));
}

/** "to be completed", "should be merged", "yet to be shipped", "0 done". */
function isToBe(words: readonly string[], at: number): boolean {
  const [word, next] = [words[at] ?? '', words[at + 1] ?? ''];
  return (next === 'be' && word !== 'can') || (word === 'to' && at > 0) || word === '0';
}

function unspacedState(plain: string): PhraseState | null {
  if (plain.length > 24) return null;
  let best: { readonly word: string; readonly state: CanonicalState; readonly atEdge: boolean } | null = null;
  for (let from = 0; from < plain.length; from += 1) {
    for (let to = plain.length; to > from + 1; to -= 1) {
      const word = plain.slice(from, to);
      const state = SURE_WORDS.get(word) ?? GUESSED_WORDS.get(word);
      if (state !== undefined && word.length > (best?.word.length ?? 0))
        best = { word, state, atEdge: from === 0 || to === plain.length };
    }
  }
  if (best === null) return UNSPACED.stillTo.test(plain) ? { state: 'planned', sure: false } : null;
  const others = plain.replace(best.word, ' ');
  if (isFinishedWord(best.state) && UNSPACED.almost.test(others)) return { state: 'active', sure: true };
  if (isFinishedWord(best.state) && UNSPACED.negative.test(others)) return { state: 'planned', sure: true };
  return best.atEdge ? { state: best.state, sure: false } : null;
}

/** `at 57 %`, `45/46 …`, `3 of 5`. */
function progressShare(plain: string): number | null {
  const percent = /(?:^|[\s(~])(\d{1,3})(?:[.,]\d+)?\s?%/u.exec(plain);
  if (percent) return Number(percent[1]) / 100;
  const counts = /^(\d{1,4})\s?(?:\/|of|von|de|di|из|z)\s?(\d{1,4})(?=$|[\s(,;])/u.exec(plain);
  if (!counts || Number(counts[2]) === 0) return null;
  return Number(counts[1]) / Number(counts[2]);
}

function stateOfShare(share: number): CanonicalState {
  return share >= 1 ? 'done' : share > 0 ? 'active' : 'planned';
}
