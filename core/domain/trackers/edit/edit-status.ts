import { fail, ok } from '../../../kernel/result.ts';
import type { Field, ParsedDocument, ParsedItem } from '../model.ts';
import { hasLooseMark } from '../text/marks/pairs.ts';
import { plainText } from '../text/plain-text.ts';
import { firstMark, marksIn, type StatusMark } from '../vocabulary/marks.ts';
import { ItemState } from '../vocabulary/states.ts';
import type { Vocabulary, VocabularyWord } from '../vocabulary/vocabulary.ts';
import {
  isExactStatus,
  isStatusCell,
  legalMoves,
  normalWord,
  recogniseWord,
  sameWord,
  wordOf,
} from '../vocabulary/vocabulary.ts';
import type { EditResult, WriteStyle } from './edit-plan.ts';
import { keepHidden } from './hidden-parts.ts';
import { placeOfWord } from './status-place.ts';

/**
 * The document's spelling of what a person typed: the word itself, else a word of the state it names. Where the document
 * declares no words, any known status word can be written as it is.
 */
function findWord(
  vocabulary: Vocabulary,
  typed: string,
  legal: readonly VocabularyWord[],
): VocabularyWord | null {
  const own = wordOf(vocabulary, typed);
  if (own !== null) return own;
  const named = normalWord(typed);
  const isWord = !hasLooseMark(typed) && (isExactStatus(typed) || isStatusCell(typed, true));
  const known = isWord ? recogniseWord(typed) : null;
  const free = vocabulary.source === 'generic' || vocabulary.source === 'mapping';
  const signs = vocabulary.words.every((entry) => normalWord(entry.word) === '');
  if (known !== null && free && !signs && !isBox(vocabulary) && !isState(named))
    return { word: typed, state: known.state, next: null };
  const inState = (entry: VocabularyWord) => entry.state === named;
  const alike = (entry: VocabularyWord) => entry.state === known?.state;
  return (
    legal.find(inState) ??
    vocabulary.words.find(inState) ??
    (signs || isBox(vocabulary) ? legal.find(alike) : null) ??
    null
  );
}

function isState(word: string): boolean {
  return ItemState.safeParse(word).success;
}

/** Words between brackets: nothing but these can stand there. */
function isBox({ words }: Vocabulary): boolean {
  return words.every((entry) => /^\[.\]$/u.test(entry.word));
}

/** Resolves the word wanted and refuses a move the vocabulary does not allow, naming the legal ones. */
export function resolveStatus(
  doc: ParsedDocument,
  item: ParsedItem,
  from: string,
  typed: string,
): EditResult<VocabularyWord> {
  const vocabulary = doc.vocabularies.find((entry) => entry.id === item.vocabulary);
  if (!vocabulary) {
    return fail('field.locked', `"${item.title}" has no status words to choose from; nothing was changed.`, {
      address: item.address,
    });
  }
  const legal = from === '' ? vocabulary.words : legalMoves(vocabulary, from);
  const word = findWord(vocabulary, typed.trim(), legal);
  if (word === null) {
    const known = vocabulary.words.map((entry) => entry.word);
    return fail(
      'status.unknown-word',
      `"${typed}" is not a status of this document; nothing was changed. Choose one of: ${known.join(', ')}.`,
      { address: item.address, word: typed, known },
    );
  }
  const isNew = !vocabulary.words.includes(word);
  const allowed = isNew || sameWord(word.word, from) || legal.some((entry) => entry.word === word.word);
  if (allowed) return ok(word);
  const names = legal.map((entry) => entry.word);
  const advice =
    names.length > 0 ? `From "${from}" it may go to: ${names.join(', ')}.` : `"${from}" is final.`;
  return fail(
    'status.illegal-move',
    `"${item.title}" can't go from "${from}" to "${word.word}"; nothing was changed. ${advice}`,
    { address: item.address, from, to: word.word, legal: names },
  );
}

/** A status cell with another word in it. */
export interface NewStatus {
  readonly text: string;
  /** What was replaced, where that is more than the word. */
  readonly replaced?: string;
}

/**
 * Puts the new word where the old one stood. Bold, backticks and the words around it stay; a mark like a green
 * tick that would contradict the new word goes, or is replaced by the one other rows of the document use. Words behind
 * it that speak of a state themselves go with the old word. Null when something unseen would go.
 */
export function replaceStatusWord(
  doc: ParsedDocument,
  item: ParsedItem,
  field: Field,
  raw: string,
  from: string,
  word: VocabularyWord,
  style: WriteStyle,
): NewStatus | null {
  if (raw === '') return { text: likeOthers(doc, item, field, word) ?? word.word };
  const place = placeOfWord(raw, from);
  if (style === 'plain' || place === null) return whole(raw, word.word);
  const before = raw.slice(0, place.start);
  const after = raw.slice(place.end);
  if (speaksOfState(after)) return whole(raw, word.word);
  const clash = [before, after].find((text) => clashingMark(text, word.state) !== null);
  if (clash === undefined) return { text: before + word.word + after };
  const mark = clash === before ? markOf(doc, item, field, word) : '';
  return { text: (swapMark(before, word.state, mark) + word.word + swapMark(after, word.state, '')).trim() };
}

function whole(raw: string, word: string): NewStatus | null {
  const decoration = /^(\*{1,3}|_{1,3}|~~|`)(?!\s)(?:(?!\1)[\s\S])+\1$/u.exec(raw)?.[1] ?? '';
  const text = keepHidden(raw, word);
  if (text === null) return null;
  return { text: text === word ? decoration + word + decoration : text, replaced: plainText(raw) };
}

/** `, done tomorrow`, `(blocked by the port)`: said of the old status, and wrong beside the new one. */
function speaksOfState(tail: string): boolean {
  const words = plainText(tail)
    .split(/[\s,;:.()[\]–—]+/u)
    .filter((word) => word !== '');
  return words.some((word, at) => isExactStatus(word) || isExactStatus(words.slice(at, at + 2).join(' ')));
}
/** The first mark in the text that states another state. */
function clashingMark(text: string, state: ItemState): StatusMark | null {
  return [...marksIn(text)].find((mark) => mark.state !== state) ?? null;
}

/** The text with `other` for the mark that states another state and for the blank behind it. */
function swapMark(text: string, state: ItemState, other: string): string {
  const mark = clashingMark(text, state);
  return mark === null ? text : text.slice(0, mark.start) + other + text.slice(mark.end).trimStart();
}

/** The mark that other rows put before this word, with its blank; '' when they put none. */
function markOf(doc: ParsedDocument, item: ParsedItem, field: Field, word: VocabularyWord): string {
  for (const other of doc.items) {
    if (other.vocabulary !== item.vocabulary || other.status === null || !sameWord(other.status, word.word))
      continue;
    const raw = other.fields.find((entry) => entry.name === field.name)?.raw ?? '';
    const mark = firstMark(raw);
    if (mark !== null)
      return raw.slice(mark.start, mark.end) + (/^\s*/u.exec(raw.slice(mark.end))?.[0] ?? '');
  }
  return '';
}

/** How rows of the same table write this word (`**Done**`, `` `done` ``), for a cell that was empty. */
function likeOthers(
  doc: ParsedDocument,
  item: ParsedItem,
  field: Field,
  word: VocabularyWord,
): string | null {
  for (const other of doc.items) {
    if (other.section !== item.section || other.vocabulary !== item.vocabulary || other.status === null)
      continue;
    const theirs = other.fields.find((entry) => entry.name === field.name && entry.raw !== '');
    if (theirs === undefined) continue;
    const decoration = /^([*_`~]+)([^*_`~]+)([*_`~]+)$/u.exec(theirs.raw);
    return decoration && decoration[2] === other.status
      ? `${decoration[1] ?? ''}${word.word}${decoration[3] ?? ''}`
      : null;
  }
  return null;
}
