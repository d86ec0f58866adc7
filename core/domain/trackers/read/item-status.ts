import type { Field } from '../model.ts';
import { findDates } from '../text/dates.ts';
import { plainText } from '../text/plain-text.ts';
import type { TrackerMapping } from '../vocabulary/mapping.ts';
import { isFinished } from '../vocabulary/states.ts';
import { mappedState } from '../vocabulary/status-key.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';
import { mapWord, recogniseWord, statusWordIn, wordOf } from '../vocabulary/vocabulary.ts';
import type { ChunkScope } from './chunk-scope.ts';
import type { ItemStatus } from './draft.ts';

/** What a status cell says; null when it says nothing. */
export function readStatus(
  raw: string,
  vocabulary: Vocabulary | null,
  mapping: TrackerMapping | null,
): ItemStatus | null {
  const plain = plainText(raw) || raw.trim();
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

/** `done (2026-02-04)`: the cell is the status and the day it was done, each a field of its own. */
export function withDoneDate(
  scope: ChunkScope,
  fields: readonly Field[],
  status: ItemStatus | null,
): Field[] {
  const at = fields.findIndex((field) => field.name === 'status');
  const field = fields[at];
  const taken = fields.some(({ name }) => name === 'done');
  if (field === undefined || taken || status === null || !isFinished(status.state)) return [...fields];
  const [date, ...more] = findDates(field.raw, scope.order);
  if (date === undefined || more.length > 0 || /[*_`~[<\\]/u.test(field.raw)) return [...fields];
  const word = field.raw.slice(0, date.start).replace(/[\s:,(（–—-]+$/u, '');
  if (word === '' || recogniseWord(word) === null) return [...fields];
  const { start } = field.span;
  const own = scope.field('status', field.label, 'status', { start, end: start + word.length });
  const done = scope.field('done', 'Done', 'date', { start: start + date.start, end: start + date.end });
  return fields.toSpliced(at, 1, own, done);
}

/** A cell with the sign alone, where the key lists the sign with its word. */
function markedEntry(vocabulary: Vocabulary, word: string): Vocabulary['words'][number] | null {
  if (/[\p{L}\p{N}]/u.test(word)) return null;
  return vocabulary.words.find((entry) => entry.word.startsWith(word)) ?? null;
}
