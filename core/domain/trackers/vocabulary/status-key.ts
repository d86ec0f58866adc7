import { plainText } from '../text/plain-text.ts';
import type { TrackerMapping } from './mapping.ts';
import type { Vocabulary, VocabularyWord } from './vocabulary.ts';
import { mapWord, normalWord } from './vocabulary.ts';

const LABEL =
  /^\s*(?:\*\*|__)?\s*((?:status(?:es)?|state|verification)\s*(?:key|legend|values?|codes?|vocabulary|icons?|options|words)?|legend|key|leyenda|leyenda de estados|legende|légende|легенда|статусы|状态说明|图例|凡例|범례)\s*(?:\*\*|__)?\s*[:：]\s*(?:\*\*|__)?\s*(\S[\s\S]*)$/iu;
const LONGEST_WORD = 40;

/** The words a line such as "Status key: `a` | `b`" declares; null when it declares none. */
export function declaredWords(raw: string): readonly string[] | null {
  const found = LABEL.exec(raw);
  if (found === null) return null;
  const [, label = '', list = ''] = found;
  const bare = /^(?:status|state|verification)$/iu.test(label.trim());
  const quoted = [...list.matchAll(/`([^`\n]{1,40})`/gu)].map((match) => match[1] ?? '');
  if (bare && (quoted.length < 2 || !/`\s*[|/,]\s*`/u.test(list))) return null;
  const parts = quoted.length >= 2 ? quoted : splitLegend(list);
  const words = parts.map((part) => part.trim()).filter((part) => part !== '' && part.length <= LONGEST_WORD);
  const distinct = [...new Set(words)];
  if (distinct.length < 2 || distinct.length > 20) return null;
  const telling = distinct.filter((word) => quoted.length >= 2 || !mapWord(word).guess || hasMark(word));
  return telling.length >= 2 ? distinct : null;
}

/** Words inside a header: `Status (✅/⚠️/❌)`. */
export function headerWords(header: string): readonly string[] | null {
  const inside = /[([（](.+)[)\]）]\s*$/u.exec(plainText(header))?.[1];
  if (inside === undefined) return null;
  const words = inside.split(/\s*[/|,]\s*/u).filter((word) => word !== '' && word.length <= LONGEST_WORD);
  return words.length >= 2 && words.every((word) => hasMark(word) || !mapWord(word).guess) ? words : null;
}

function splitLegend(list: string): string[] {
  const separator = /\s[|·•]\s|\|/u.test(list)
    ? /\s*[|·•]\s*/u
    : /;/u.test(list)
      ? /\s*;\s*/u
      : /\s*,\s*|\s\/\s/u;
  return list.split(separator).map((part) => {
    // "✅ = done": the sign stands in the cells, the word explains it.
    const explained = /^(\S{1,4})\s*(?:=|:|→|–|—|-)\s*(.+)$/u.exec(part.trim());
    return explained !== null && hasMark(explained[1] ?? '') ? (explained[1] ?? '') : plainText(part);
  });
}

function hasMark(word: string): boolean {
  return /\p{Extended_Pictographic}|[✓✔✗✘☐☑]/u.test(word);
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
