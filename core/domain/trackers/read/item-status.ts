import { withoutStruck } from '../text/marks/struck.ts';
import { plainText } from '../text/plain-text.ts';
import type { TrackerMapping } from '../vocabulary/mapping.ts';
import type { ItemState } from '../vocabulary/states.ts';
import { mappedState } from '../vocabulary/status-key.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';
import { mapWord, statusWordIn, wordOf } from '../vocabulary/vocabulary.ts';

export interface ItemStatus {
  /** Empty where the place of a status is there and says nothing. */
  readonly word: string;
  readonly state: ItemState;
  readonly guess: boolean;
  readonly deferred: boolean;
}

/** What a status cell says; null when it says nothing. */
export function readStatus(
  raw: string,
  vocabulary: Vocabulary | null,
  mapping: TrackerMapping | null,
): ItemStatus | null {
  const plain = plainText(withoutStruck(raw)) || raw.trim();
  if (plain === '') return null;
  const word = statusWordIn(plain, vocabulary);
  const general = mapWord(word);
  const said = mappedState(word, mapping);
  if (said !== null) return { word, state: said, guess: false, deferred: general.deferred };
  const declared = vocabulary === null ? null : (wordOf(vocabulary, word) ?? markedEntry(vocabulary, word));
  if (declared !== null) return { word, state: declared.state, guess: false, deferred: general.deferred };
  // A word the document's own key doesn't list is a guess, however common it is elsewhere.
  return { word, ...general, guess: general.guess || vocabulary?.source === 'document' };
}

/** A cell with the sign alone, where the key lists the sign with its word. */
function markedEntry(vocabulary: Vocabulary, word: string): Vocabulary['words'][number] | null {
  if (/[\p{L}\p{N}]/u.test(word)) return null;
  return vocabulary.words.find((entry) => entry.word.startsWith(word)) ?? null;
}
