import type { ReadingProfile } from '../profiles/reading-profile.ts';
import { hasLooseMark } from '../text/marks/pairs.ts';
import type { TrackerMapping } from '../vocabulary/mapping.ts';
import { emojiIn, signOf } from '../vocabulary/marks.ts';
import type { CanonicalState } from '../vocabulary/states.ts';
import { vocabularyWord } from '../vocabulary/status-key.ts';
import type { Vocabulary, VocabularyWord } from '../vocabulary/vocabulary.ts';
import { normalWord } from '../vocabulary/vocabulary.ts';
import type { ChunkDraft } from './draft.ts';

const LONGEST_WORD = 40;
const MAX_WORDS = 30;

/** Every vocabulary the document's items use: declared, of the profile, and made of the words in use. */
export function collectVocabularies(
  drafts: readonly ChunkDraft[],
  profile: ReadingProfile,
  mapping: TrackerMapping | null,
): Vocabulary[] {
  const found = new Map<string, Vocabulary>();
  if (profile.vocabulary !== null) found.set(profile.vocabulary.id, profile.vocabulary);
  const inUse = new Map<string, Map<string, number>>();
  for (const draft of drafts) {
    for (const vocabulary of draft.vocabularies)
      if (!found.has(vocabulary.id)) found.set(vocabulary.id, vocabulary);
    for (const [id, words] of draft.wordsInUse) {
      const all = inUse.get(id) ?? new Map<string, number>();
      for (const [word, count] of words) all.set(word, (all.get(word) ?? 0) + count);
      inUse.set(id, all);
    }
  }
  for (const [id, words] of inUse) found.set(id, wordsVocabulary(id, words, mapping));
  return [...found.values()];
}

/** Words a document uses without declaring them, and one word for each common state it has none for yet. */
function wordsVocabulary(
  id: string,
  inUse: ReadonlyMap<string, number>,
  mapping: TrackerMapping | null,
): Vocabulary {
  const spelled = new Map<string, { word: string; count: number }>();
  for (const [word, count] of inUse) {
    // Half of a mark tells that the cell says something else than a word.
    if (word.length > LONGEST_WORD || hasLooseMark(word)) continue;
    const key = normalWord(word) || word;
    const known = spelled.get(key);
    if (known === undefined || known.count < count) spelled.set(key, { word, count });
  }
  const often = [...spelled.values()].sort((a, b) => b.count - a.count).slice(0, MAX_WORDS);
  const words = often.map(({ word }) => vocabularyWord(word, mapping));
  const style = often[0]?.word ?? 'Done';
  for (const [state, word] of COMMON) {
    if (words.some((entry) => entry.state === state)) continue;
    words.push({ word: signed(state, word, style), state, next: null } satisfies VocabularyWord);
  }
  return {
    id,
    source: mapping !== null && Object.keys(mapping.words).length > 0 ? 'mapping' : 'generic',
    words,
  };
}

const COMMON: readonly (readonly [CanonicalState, string])[] = [
  ['planned', 'Planned'],
  ['active', 'In Progress'],
  ['blocked', 'Blocked'],
  ['done', 'Done'],
];

/** Where the other words begin with a sign, or are one, so does this. */
function signed(state: CanonicalState, word: string, like: string): string {
  const [sign] = emojiIn(like);
  if (sign?.start !== 0) return inStyle(word, like);
  const rest = like.slice(sign.end).replace(/^[^\p{L}]+/u, '');
  return rest === '' ? signOf(state) : `${signOf(state)} ${inStyle(word, rest)}`.trim();
}

/** The letter case and joints of the words beside it. */
function inStyle(word: string, like: string): string {
  const letters = like.replace(/[^\p{L}]/gu, '');
  if (letters.length > 1 && letters === letters.toUpperCase() && letters !== letters.toLowerCase())
    return word.toUpperCase();
  if (letters === '' || letters !== letters.toLowerCase() || !/^[a-z]/u.test(letters)) return word;
  return word.toLowerCase().replace(' ', like.includes('_') ? '_' : like.includes(' ') ? ' ' : '-');
}
