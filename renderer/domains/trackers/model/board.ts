import { sameWord, wordOf } from '../../../../core/domain/trackers/vocabulary/vocabulary.ts';
import { whyLocked } from './edits.ts';
import { type Move, refusal } from './moves.ts';
import type { Item, ItemField, Outline, State } from './rows.ts';
import { stateLabel, statusLabel } from './state-labels.ts';

export interface BoardColumn {
  readonly id: string;
  readonly title: string;
  readonly state: State;
  /** Word a drop writes; null where the column stands for a state and the word is found per item. */
  readonly word: string | null;
  readonly items: readonly Item[];
}

const ORDER: readonly State[] = [
  'planned',
  'active',
  'blocked',
  'review',
  'done',
  'locked',
  'dropped',
  'unknown',
];

/**
 * Columns of a board. Where all items speak one vocabulary the columns are its words, in the document's spelling;
 * else (several vocabularies, or the whole workspace) they are the canonical states.
 */
export function boardColumns(items: readonly Item[], outline: Outline | null): readonly BoardColumn[] {
  const withStatus = items.filter((item) => item.status !== null && item.state !== null);
  const single = outline === null ? null : onlyVocabulary(withStatus, outline);
  if (single !== null) {
    return single.words.map((word) => ({
      id: `word:${word.word}`,
      title: statusLabel({ status: word.word, state: word.state }),
      state: word.state,
      word: word.word,
      items: withStatus.filter((item) => wordOf(single, item.status ?? '') === word),
    }));
  }
  const used = new Set(withStatus.map((item) => item.state));
  const offered = new Set(
    outline?.vocabularies.flatMap((vocabulary) => vocabulary.words.map((word) => word.state)),
  );
  return ORDER.filter((state) => used.has(state) || offered.has(state) || isUsual(state)).map((state) => ({
    id: `state:${state}`,
    title: stateLabel(state),
    state,
    word: null,
    items: withStatus.filter((item) => item.state === state),
  }));
}

function isUsual(state: State): boolean {
  return state === 'planned' || state === 'active' || state === 'blocked' || state === 'done';
}

/** The vocabulary that has the word of every item. */
function onlyVocabulary(items: readonly Item[], outline: Outline): Outline['vocabularies'][number] | null {
  const own = outline.vocabularies.find(({ id }) => id === items[0]?.vocabulary);
  // A box under "Doing" is in progress, and stands where its state says.
  const fits = (item: Item) =>
    own !== undefined && item.vocabulary === own.id && wordOf(own, item.status ?? '')?.state === item.state;
  return own !== undefined && items.every(fits) ? own : null;
}

export type Drop =
  | { readonly kind: 'same' }
  /** The field to set and the value to write into it. */
  | { readonly kind: 'move'; readonly field: ItemField; readonly value: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** What dropping an item on a column does: the word to write, or why it cannot go there and where it can. */
export function dropOn(
  item: Item,
  column: Pick<BoardColumn, 'state' | 'word' | 'title'>,
  moves: readonly Move[],
): Drop {
  const from = item.status ?? '';
  if (column.word === null ? item.state === column.state : sameWord(from, column.word)) {
    return { kind: 'same' };
  }
  const status = item.fields.find((field) => field.kind === 'status');
  const box = item.fields.find((field) => field.kind === 'check');
  if (status === undefined && box !== undefined) return dropBox(box, column);
  if (status === undefined) {
    return { kind: 'refused', reason: `“${item.title}” has no status of its own to change.` };
  }
  const locked = whyLocked(status);
  if (locked !== null) return { kind: 'refused', reason: locked };
  const word =
    column.word === null
      ? moves.find((move) => move.state === column.state)?.word
      : moves.find((move) => move.word === column.word)?.word;
  return word === undefined
    ? { kind: 'refused', reason: refusal(from, column.word ?? column.title.toLowerCase(), moves) }
    : { kind: 'move', field: status, value: word };
}

/** A box has two places on a board: done and planned. */
function dropBox(box: ItemField, column: Pick<BoardColumn, 'state' | 'title'>): Drop {
  const locked = whyLocked(box);
  if (locked !== null) return { kind: 'refused', reason: locked };
  if (column.state === 'done' || column.state === 'planned') {
    return { kind: 'move', field: box, value: String(column.state === 'done') };
  }
  return { kind: 'refused', reason: `A box is ticked or not: it can’t be “${column.title.toLowerCase()}”.` };
}
