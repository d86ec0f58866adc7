import { plainText } from '../text/plain-text.ts';
import type { TrackerMapping } from './mapping.ts';
import { emojiIn, firstMark } from './marks.ts';
import type { Vocabulary, VocabularyWord } from './vocabulary.ts';
import { isExactStatus, mapWord, normalWord, recogniseWord } from './vocabulary.ts';

const LABEL =
  /^\s*(?:\*\*|__)?\s*((?:status(?:es)?|state|verification)\s{0,9}(?:key|legend|values?|codes?|vocabulary|icons?|options|words)?|legend|key|leyenda|leyenda de estados|legende|légende|легенда|статусы|状态说明|图例|凡例|범례)\s{0,9}(?:\*\*|__)?\s{0,9}[:：]\s{0,9}(?:\*\*|__)?\s*(\S[\s\S]*)$/iu;
const LONGEST_WORD = 40;

/** The words a line such as "Status key: `a` | `b`" declares; null when it declares none. */
export function declaredWords(raw: string, inLegend = false): readonly string[] | null {
  const found = LABEL.exec(raw);
  if (found === null) return null;
  const [, label = '', list = ''] = found;
  const bare = !inLegend && /^(?:status|state|verification)$/iu.test(label.trim());
  const quoted = [...list.matchAll(/`([^`\n]{1,40})`/gu)].map((match) => match[1] ?? '');
  if (bare && (quoted.length < 2 || !/`\s*[|/,]\s*`/u.test(list))) return null;
  const parts = quoted.length >= 2 ? quoted : splitLegend(list);
  const words = parts.map((part) => part.trim()).filter((part) => part !== '' && part.length <= LONGEST_WORD);
  const distinct = [...new Set(words)];
  if (distinct.length < 2 || distinct.length > 20) return null;
  const telling = distinct.filter((word) => quoted.length >= 2 || !mapWord(word).guess || hasMark(word));
  return telling.length >= 2 ? distinct : null;
}

const LONGEST_HEADER = 400;
const IN_BRACKETS = /[([（](.+)[)\]）]\s*$/u;

/** Words inside a header: `Status (✅/⚠️/❌)`. */
export function headerWords(header: string): readonly string[] | null {
  const inside = header.length > LONGEST_HEADER ? undefined : IN_BRACKETS.exec(plainText(header))?.[1];
  if (inside === undefined) return null;
  const words = inside
    .split(/(?:(?<!\s)\s+)?[/|,]\s*/u)
    .filter((word) => word !== '' && word.length <= LONGEST_WORD);
  return words.length >= 2 && words.every((word) => hasMark(word) || !mapWord(word).guess) ? words : null;
}

function splitLegend(list: string): string[] {
  const separator = /\s[|·•]\s|\|/u.test(list)
    ? /(?:(?<!\s)\s+)?[|·•]\s*/u
    : /;/u.test(list)
      ? /(?:(?<!\s)\s+)?;\s*/u
      : /(?:(?<!\s)\s+)?,\s*|\s\/\s/u;
  return list.split(separator).map((part) => {
    // "✅ = done": the sign stands in the cells, the word explains it.
    const explained = /^(\S{1,4})\s*(?:=|:|→|–|—|-)\s*(\S.*)$/u.exec(part.trim());
    return explained !== null && hasMark(explained[1] ?? '') ? (explained[1] ?? '') : plainText(part);
  });
}

function hasMark(word: string): boolean {
  return firstMark(word) !== null || /\p{Extended_Pictographic}/u.test(word);
}

/** A line or row that says what a sign or word means. */
export interface LegendEntry {
  readonly word: string;
  readonly meaning: string;
  /** The first words of the meaning, which may name a status or a level. */
  readonly head: string;
  /** An equals sign, arrow or colon leads from the sign to its meaning. */
  readonly explained: boolean;
}

const LONGEST_SIGN = 24;

/** `✅ = Included`, `🔴 CRITICAL: security`, `todo: nobody has begun`; null for any other line. */
export function legendEntry(line: string): LegendEntry | null {
  const sign = emojiIn(line).next().value;
  const end = sign?.start === 0 ? sign.end : 0;
  if (end > 0) {
    const behind = line.slice(end);
    const joint = /^\s*(?:=|:|→|->|–|—|-)\s*/u.exec(behind);
    const meaning = behind.slice(joint?.[0].length ?? 0).trim();
    if (meaning === '') return null;
    return entry(line.slice(0, end), meaning, /^\s*(?:=|:|→|->)|\s=\s/u.test(behind));
  }
  const found = /^(\[.\]|[^=:→–—]{1,24}?)\s*(?:=|:|→|->|[–—]|\s-\s)\s*(\S.*)$/u.exec(line);
  return found === null ? null : entry((found[1] ?? '').trim(), found[2] ?? '', true);
}

/**
 * `⭕ Not started · ✅ Done`, also behind a label or over several lines: what each sign means; null for any other text.
 * Without a label each meaning has to be a status, since entries may have signs too.
 */
export function legendLine(raw: string): readonly LegendEntry[] | null {
  if (emojiIn(raw).next().done === true) return null;
  const labelled = LABEL.exec(raw)?.[2];
  const signed = raw.split(/\r\n|\n|\r/u).filter((line) => emojiIn(line).next().value?.start === 0);
  const plain = plainText(labelled ?? (signed.length > 1 ? signed.join(' ') : raw)).replace(/^>\s*/u, '');
  const isSignFirst = emojiIn(plain).next().value?.start === 0;
  const line = isSignFirst ? plain : plain.replace(/^[^:：]{1,40}[:：]\s*/u, '');
  const starts = Array.from(emojiIn(line), (sign) => sign.start);
  if (starts[0] !== 0 || starts.length < 2) return null;
  const entries = starts.map((start, at) =>
    legendEntry(line.slice(start, starts[at + 1]).replace(/(?<![\s|·•,;/–—-])[\s|·•,;/–—-]+$/u, '')),
  );
  const found = entries.filter((one) => one !== null);
  const distinct = new Set(found.map(({ word }) => word)).size === starts.length;
  return distinct && (labelled !== undefined || found.every(({ head }) => isExactStatus(head)))
    ? found
    : null;
}

/** A row of a table that explains signs or words; null for one without either. */
export function legendRow(word: string, meaning: string): LegendEntry | null {
  return word.length > LONGEST_WORD ? null : explanation(word, meaning, true);
}

function entry(word: string, meaning: string, explained: boolean): LegendEntry | null {
  return word.length > LONGEST_SIGN ? null : explanation(word, meaning, explained);
}

function explanation(word: string, meaning: string, explained: boolean): LegendEntry | null {
  if (word === '') return null;
  return {
    word,
    meaning,
    head: meaning.split(/(?:(?<!\s)\s+)?[:;,.(（–—：，。]|\s-\s/u)[0] ?? meaning,
    explained,
  };
}

/** The words a legend explains: each has the state its meaning names, else the one it has by itself. */
export function legendVocabulary(
  entries: readonly LegendEntry[],
  mapping: TrackerMapping | null,
): Vocabulary {
  const words = entries.map(({ word, head }) => {
    const own = vocabularyWord(word, mapping);
    const meant = mappedState(word, mapping) === null && isExactStatus(head) ? recogniseWord(head) : null;
    return meant === null ? own : { ...own, state: meant.state };
  });
  return { id: words.map(({ word }) => word).join(' | '), source: 'document', words };
}

/** A vocabulary of declared words: their states by the general table, or by what a person said. */
export function declaredVocabulary(
  id: string,
  words: readonly string[],
  mapping: TrackerMapping | null,
): Vocabulary {
  return { id, source: 'document', words: words.map((word) => vocabularyWord(word, mapping)) };
}

export function vocabularyWord(word: string, mapping: TrackerMapping | null): VocabularyWord {
  return { word, state: mappedState(word, mapping) ?? mapWord(word).state, next: null };
}

/** What a person said a word means, however it is decorated. */
export function mappedState(word: string, mapping: TrackerMapping | null): VocabularyWord['state'] | null {
  if (mapping === null) return null;
  const exact = mapping.words[word];
  if (exact !== undefined) return exact;
  const plain = normalWord(word);
  const found = Object.entries(mapping.words).find(([said]) => normalWord(said) === plain && plain !== '');
  return found?.[1] ?? null;
}
