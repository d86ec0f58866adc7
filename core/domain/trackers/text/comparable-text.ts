/** Zero-width characters, direction marks, soft hyphens: typed or pasted unseen. */
const INVISIBLE = /[\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]/gu;
/** They join letters of some scripts and parts of an emoji, so readable text keeps them. */
const JOINERS = /\u200C|\u200D|\uFE0E|\uFE0F/gu;
const PLAIN = /^[ -~]*$/u;

/** The text as a reader sees it; the characters left out stay in the document. */
export function visibleText(text: string): string {
  return PLAIN.test(text) ? text : text.replace(INVISIBLE, '');
}

/**
 * The one form in which words, labels and headings are compared: composed (NFC), without what can't be seen, blanks of
 * every kind as one blank, lower case.
 */
export function comparableText(text: string): string {
  const seen = PLAIN.test(text) ? text : visibleText(text).replace(JOINERS, '').normalize('NFC');
  return seen.replace(/\s+/gu, ' ').trim().toLowerCase();
}
