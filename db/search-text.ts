/**
 * Scripts written without spaces between words: each character is a word of its own in the index, and what is typed
 * is looked up as these characters in a row. So one character finds, and two find what a trigram index can't.
 */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu;

const HAS_UNSPACED = new RegExp(UNSPACED.source, 'u');

/** Text as the index takes it. Accents and case are the tokenizer's work. */
export function indexText(text: string): string {
  return HAS_UNSPACED.test(text) ? text.replaceAll(UNSPACED, ' $& ') : text;
}

const MAX_TERMS = 12;

/** The words of what a person typed, as they stand; signs alone are none. */
export function searchTerms(typed: string): string[] {
  return typed
    .replaceAll('\0', ' ')
    .split(/\s+/u)
    .filter((term) => /[\p{L}\p{N}]/u.test(term))
    .slice(0, MAX_TERMS);
}

/** Every term must be found, each as the beginning of a word. Nothing typed is ever read as query syntax. */
export function matchQuery(terms: readonly string[]): string {
  return terms.map((term) => `"${indexText(term).replaceAll('"', '""').trim()}"*`).join(' AND ');
}
