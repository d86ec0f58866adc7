import { comparableText } from '../text/comparable-text.ts';
import { withoutStruck } from '../text/marks/struck.ts';
import { boxState, firstMark, withoutMarks } from './marks.ts';
import { readPhrase } from './phrase-state.ts';
import type { CanonicalState, ItemState } from './states.ts';
import { DEFERRED_WORDS, GUESSED_WORDS, SURE_WORDS, WEAK } from './status-words.ts';
import { turnedState } from './turned-state.ts';

export interface VocabularyWord {
  readonly word: string;
  readonly state: ItemState;
  /** Words it may move to. `null`: any word of the vocabulary. */
  readonly next: readonly string[] | null;
}

export interface Vocabulary {
  readonly id: string;
  /** `document`: declared there; `profile`; `generic`: guessed from the general table. */
  readonly source: 'document' | 'profile' | 'generic' | 'mapping';
  readonly words: readonly VocabularyWord[];
}

export interface MappedWord {
  readonly state: ItemState;
  /** The general table had to guess: shown as a guess, and a finding until accepted. */
  readonly guess: boolean;
  /** Planned with a mark. */
  readonly deferred: boolean;
}

/** Longer cells are prose that may begin with a status word, not status words. */
const MAX_STATUS_LENGTH = 80;

/** The state of a raw status word by the general table; `unknown` for a word it doesn't have. */
export function mapWord(word: string): MappedWord {
  return recogniseWord(word) ?? { state: 'unknown', guess: true, deferred: false };
}

/** As `mapWord`, but null when the general table has nothing that fits. */
export function recogniseWord(word: string): MappedWord | null {
  if (word.length > 4 * MAX_STATUS_LENGTH) return null;
  const cached = recognised.get(word);
  if (cached !== undefined) return cached;
  const answer = recognise(word);
  if (recognised.size > 5000) recognised.clear();
  recognised.set(word, answer);
  return answer;
}

/** Pure memory of a pure function: the same few words stand in thousands of cells. */
const recognised = new Map<string, MappedWord | null>();

function recognise(word: string): MappedWord | null {
  const plain = normalWord(word);
  const deferred = isDeferred(word);
  const sure = SURE_WORDS.get(plain);
  if (sure !== undefined) return { state: sure, guess: false, deferred };
  const guessed = guessState(plain, word);
  return guessed === null
    ? null
    : { state: guessed, guess: true, deferred: deferred && guessed === 'planned' };
}

function isDeferred(word: string): boolean {
  return DEFERRED_WORDS.test(word.slice(0, MAX_STATUS_LENGTH));
}

function guessState(plain: string, raw: string): CanonicalState | null {
  const exact = GUESSED_WORDS.get(plain);
  // "Ready" is said before the work and after it; a sign beside it tells which.
  const decided = READY.test(plain) ? firstMark(raw, true) : null;
  if (decided !== null) return decided.state;
  if (exact !== undefined) return exact;
  const turned = plain.length > MAX_STATUS_LENGTH ? null : turnedState(plain);
  if (turned !== null) return turned;
  const bare = plain.replace(/(?:(?<!\s)\s+)?[([{（].*$/u, '').trim();
  const known = SURE_WORDS.get(bare) ?? GUESSED_WORDS.get(bare);
  if (known !== undefined) return known;
  const box = /^\s*\[(.)\]\s*$/u.exec(raw)?.[1];
  if (box !== undefined) return boxState(box)?.state ?? null;
  const mark = firstMark(raw)?.state ?? null;
  if (plain === '') return mark;
  if (/^\d{4}-\d{2}-\d{2}$/u.test(plain)) return 'done';
  if (/^[-–—]+$/u.test(plain)) return 'planned';
  const phrase = plain.length > MAX_STATUS_LENGTH ? null : readPhrase(plain);
  if (phrase === null) return raw.length > MAX_STATUS_LENGTH ? null : mark;
  return phrase.sure ? phrase.state : (mark ?? phrase.state);
}

const READY = /^(?:ready|bereit|prêt|pronto|listo|就绪|準備完了)(?!\p{L})(?!.*\b(?:review|qa|sign))/u;

const LINK = /!?\[([^[\]]*)\]\((?:[^()]|\([^()]*\))*\)/gu;

/** No word is longer: what stands behind is left out of the comparison. */
const LONGEST_COMPARED = 1000;

/** Marks and emoji gone, `_` and `-` as blanks, in comparable form: how words are compared. */
export function normalWord(word: string): string {
  const bare = withoutMarks(
    withoutStruck(word.slice(0, LONGEST_COMPARED))
      .replace(LINK, '$1')
      .replace(/<[^<>]*>/gu, ' '),
  )
    .replace(/[*~`"]+/gu, '')
    .replace(/^\s*\[(.*)\]\s*$/u, '$1')
    .replace(/_+|(?<=\p{L})-(?=\p{L})/gu, ' ');
  return comparableText(bare).replace(/^[\s:;,.!|>]+|(?<![\s:;,.!|])[\s:;,.!|]+$/gu, '');
}

/** Whether the general table has it as it stands (a word, a sign, a count), and a sign beside a word agrees with it. */
export function isTableWord(raw: string): boolean {
  const plain = normalWord(raw);
  const box = /^\s*\[(.)\]\s*$/u.exec(raw)?.[1];
  if (box !== undefined) return boxState(box) !== null;
  const mark = firstMark(raw, true)?.state ?? null;
  if (plain === '' || /^\d+ ?(?:\/|of) ?\d+$|^\d+(?:\.\d+)? ?%$/u.test(plain))
    return recogniseWord(raw) !== null;
  const word = plain.replace(/^100 ?% /u, '');
  const state = SURE_WORDS.get(word) ?? GUESSED_WORDS.get(word);
  if (state !== undefined || mark === null) return state !== undefined && (mark === null || mark === state);
  // "✅ Baseline kept": the words beside the sign say nothing else.
  const said = recogniseWord(plain);
  return said === null || said.state === mark;
}

/** Whether two raw words are the same word of a vocabulary. */
export function sameWord(one: string, other: string): boolean {
  return one === other || (normalWord(one) === normalWord(other) && normalWord(one) !== '');
}

/** The vocabulary's entry for a raw word, however it is decorated. */
export function wordOf({ words }: Pick<Vocabulary, 'words'>, raw: string): VocabularyWord | null {
  const exact = words.find((entry) => entry.word === raw.trim());
  if (exact !== undefined) return exact;
  const plain = normalWord(raw);
  if (plain === '') return null;
  return words.find((entry) => normalWord(entry.word) === plain) ?? null;
}

/** Words an item may move to from `fromWord`; a word the vocabulary doesn't know may move to any. */
export function legalMoves(
  vocabulary: Pick<Vocabulary, 'words'>,
  fromWord: string,
): readonly VocabularyWord[] {
  const from = wordOf(vocabulary, fromWord);
  const others = vocabulary.words.filter((entry) => entry !== from);
  const next = from?.next ?? null;
  if (next === null) return others;
  return others.filter((entry) => next.some((word) => sameWord(word, entry.word)));
}

/** Whether a cell says a status; `strict`: clearly enough to tell what its column holds without a header's help. */
export function isStatusCell(raw: string, strict: boolean): boolean {
  if (raw.length > MAX_STATUS_LENGTH) return false;
  const plain = normalWord(raw);
  if (plain === '') return raw.trim() === '[ ]' || firstMark(raw) !== null;
  if (WEAK.has(plain) && firstMark(raw) === null) return !strict && recogniseWord(raw) !== null;
  if (/^\d{4}-\d{2}-\d{2}$|^[-–—]+$|^\d/u.test(plain)) return false;
  if (strict && (RATING.test(plain) || readsAsSentence(plain))) return false;
  return recogniseWord(raw) !== null;
}

/** Words of weight, often behind a coloured mark: they tell a column of priorities, not of states. */
const RATING =
  /^(?:critical|highest|high|medium|moderate|normal|minor|major|low|lowest|important|urgent|p[0-4]|must|should|could|critique|haute?|moyenne?|basse|faible|hoch|mittel|niedrig|alta|media|baja|média|baixa|высокий|средний|низкий|高|中|低|높음|중간|낮음)$/u;

/** Whether a cell weighs its row: "High", "P1", "must". */
export function isRatingWord(raw: string): boolean {
  return raw.length <= 24 && RATING.test(normalWord(raw));
}

/** Longer than a status with a word or two beside it, up to the details behind it; or an arrow leads to the word. */
function readsAsSentence(plain: string): boolean {
  const head = plain.split(/(?:(?<!\s)\s+)?[([{（:;,]|\s+[—–-]\s/u)[0] ?? '';
  return head.split(' ').length > 4 || /→|->/u.test(plain);
}

/** Whether the words are a known status as they stand, and nothing a title may end with. */
export function isExactStatus(raw: string): boolean {
  const plain = normalWord(raw);
  return SURE_WORDS.has(plain) || (plain.length >= 6 && !WEAK.has(plain) && GUESSED_WORDS.has(plain));
}

/** The status word a cell states, its marks and details left out unless they turn it: `Complete` of `**Complete** (4/4 plans)`. */
export function statusWordIn(plain: string, vocabulary: Vocabulary | null): string {
  const isDeclared = vocabulary !== null && wordOf(vocabulary, plain) !== null;
  if (!isDeclared && plain.length <= MAX_STATUS_LENGTH && turnedState(normalWord(plain)) !== null)
    return plain;
  if (vocabulary !== null) {
    const own = wordOf(vocabulary, plain) ?? longestPrefix(vocabulary, plain);
    if (own !== null && plain.toLowerCase().startsWith(own.word.toLowerCase()))
      return plain.slice(0, own.word.length);
    if (own !== null) return plain;
  }
  const whole = normalWord(plain);
  if (whole === '' || SURE_WORDS.has(whole) || GUESSED_WORDS.has(whole)) return plain;
  const head = /^(.*?\S)(?:\s*[([{（:;,]|\s+[—–-]\s)/u.exec(plain)?.[1];
  if (head === undefined) return plain;
  const word = normalWord(head);
  return SURE_WORDS.has(word) || GUESSED_WORDS.has(word) ? head : plain;
}

function longestPrefix(vocabulary: Vocabulary, plain: string): VocabularyWord | null {
  const normal = normalWord(plain);
  let best: VocabularyWord | null = null;
  for (const entry of vocabulary.words) {
    const word = normalWord(entry.word);
    const fits = word !== '' && normal.startsWith(word) && !/[\p{L}\p{N}]/u.test(normal.charAt(word.length));
    if (fits && word.length > (best === null ? 0 : normalWord(best.word).length)) best = entry;
  }
  return best;
}
