import {
  COMPOUND_ENDS,
  countsOff,
  type HeaderSense,
  headerText,
  nameWeight,
  sensesOf,
  UNSPACED_WORDS,
} from './column-words.ts';

/** What a header says: how strongly it speaks for each sense, 1 for a header that is the word itself. */
export interface HeaderSenses {
  readonly text: string;
  readonly strengths: ReadonlyMap<HeaderSense, number>;
  /** "Phase", "Version": a key where the cells are numbers or codes. */
  readonly countsOff: boolean;
}

interface Found {
  readonly word: string;
  /** Part of the header it covers. */
  readonly coverage: number;
  readonly isHead: boolean;
}

/** Joints of languages whose first word is the head: "Estado de la tarea", "Date d'échéance". */
const HEAD_FIRST = /^(?:de|del|des|du|da|do|dos|das|di|della|dello|delle|degli|la|le|el|et|por|pour|para)$/u;
const BARE_NAME = /^(?:name|nom|nombre|nome|nazwa|имя|название|名|名称|名前|이름)$/u;
const MAX_WORDS = 5;
const LONGEST_HEADER = 80;
/** A word inside a longer header says less than the header itself, and beside the head less again. */
const INSIDE = { base: 0.45, coverage: 0.35, head: 0.1, beside: 0.55 } as const;

const known = new Map<string, HeaderSenses>();

/** Pure, and remembered: the same few headers stand over thousands of tables. */
export function headerSenses(label: string): HeaderSenses {
  const cached = known.get(label);
  if (cached !== undefined) return cached;
  if (known.size > 2000) known.clear();
  const answer = read(label);
  known.set(label, answer);
  return answer;
}

function read(label: string): HeaderSenses {
  const text = headerText(label);
  const strengths = new Map<HeaderSense, number>();
  const add = (word: string, strength: number) => {
    for (const sense of sensesOf(word)) {
      const own = sense === 'name' ? strength * nameWeight(word) : strength;
      strengths.set(sense, Math.max(strengths.get(sense) ?? 0, own));
    }
  };
  if (sensesOf(text).size > 0) {
    add(text, 1);
    return { text, strengths, countsOff: countsOff(text) };
  }
  const found = text.length > LONGEST_HEADER ? [] : wordsInside(text);
  // "Owner name" is the owner, "Task name" the task.
  const telling = found.length > 1 ? found.filter(({ word }) => !BARE_NAME.test(word)) : found;
  for (const { word, coverage, isHead: stands } of telling) {
    const isHead = stands || telling.length === 1;
    const strength = INSIDE.base + INSIDE.coverage * coverage + (isHead ? INSIDE.head : 0);
    add(word, isHead ? strength : strength * INSIDE.beside);
  }
  // "Task description" is the task itself, told in words.
  if (strengths.has('name') && strengths.has('notes')) strengths.set('name', 0.9);
  return { text, strengths, countsOff: countsOff(text) };
}

/** Known words inside a longer header; the longest first, none inside another. */
function wordsInside(text: string): Found[] {
  const tokens = text.split(/[\s/|,;:.&+]+/u).filter((token) => token !== '');
  const found: Found[] = [];
  const headFirst = tokens.some((token) => HEAD_FIRST.test(token));
  const taken = new Set<number>();
  for (let count = Math.min(tokens.length, MAX_WORDS); count > 0; count -= 1) {
    for (let at = 0; at + count <= tokens.length; at += 1) {
      const own = Array.from({ length: count }, (_, step) => at + step);
      const word = tokens.slice(at, at + count).join(' ');
      if (own.some((index) => taken.has(index)) || word.length < 2 || sensesOf(word).size === 0) continue;
      for (const index of own) taken.add(index);
      const isHead = headFirst ? at === 0 : at + count === tokens.length;
      found.push({ word, coverage: count / tokens.length, isHead });
    }
  }
  tokens.forEach((token, at) => {
    if (taken.has(at)) return;
    const isHead = headFirst ? at === 0 : at === tokens.length - 1;
    const part = endOf(token);
    if (part !== null) found.push({ word: part.word, coverage: part.coverage / tokens.length, isHead });
  });
  return found;
}

/** The known word a token without blanks ends with, else holds. */
function endOf(token: string): { word: string; coverage: number } | null {
  const isUnspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(token);
  const word = isUnspaced
    ? (UNSPACED_WORDS.find((entry) => token.endsWith(entry)) ??
      UNSPACED_WORDS.find((entry) => token.includes(entry)))
    : COMPOUND_ENDS.find((entry) => token.length > entry.length + 2 && token.endsWith(entry));
  return word === undefined ? null : { word, coverage: word.length / token.length };
}
