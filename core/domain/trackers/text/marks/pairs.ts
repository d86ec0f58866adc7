import type { Span } from '../span.ts';

/** Two marks that belong together: brackets, quotes, emphasis. */
export interface Pair {
  readonly open: Span;
  readonly close: Span;
}

const BRACKETS: Readonly<Record<string, string>> = {
  '(': ')',
  '[': ']',
  '{': '}',
  '（': '）',
  '【': '】',
  '「': '」',
  '“': '”',
  '„': '“',
  '«': '»',
};
const CLOSING: ReadonlySet<string> = new Set(Object.values(BRACKETS));
/** Code is skipped whole. */
const MARK = /\\[\s\S]|(`+)[\s\S]*?[^`]\1(?!`)|\*{1,3}|_{1,3}|~~|["()[\]{}（）【】「」“”„«»]/gu;

interface Open extends Span {
  readonly mark: string;
}

/** The pairs of a line, in the order they close; a mark without its other half belongs to none. */
export function pairsIn(text: string): readonly Pair[] {
  return marksIn(text).pairs;
}

/** Whether half of a pair stands there without the other. */
export function hasLooseMark(text: string): boolean {
  return marksIn(text).loose;
}

function marksIn(text: string): { readonly pairs: readonly Pair[]; readonly loose: boolean } {
  const pairs: Pair[] = [];
  let loose = false;
  const open: Open[] = [];
  for (const { 0: mark, index: start } of text.matchAll(MARK)) {
    const end = start + mark.length;
    if (mark.startsWith('\\') || mark.startsWith('`') || isWithinWord(text, mark, start)) continue;
    const closes = canClose(text, mark, start) ? open.findLastIndex((one) => closedBy(one.mark, mark)) : -1;
    const opened = open[closes];
    if (opened !== undefined) {
      // What was opened between them and never closed is no mark.
      loose ||= open.length > closes + 1;
      open.length = closes;
      pairs.push({ open: { start: opened.start, end: opened.end }, close: { start, end } });
    } else if (canOpen(text, mark, end)) open.push({ mark, start, end });
    else loose = true;
  }
  return { pairs, loose: loose || open.length > 0 };
}

function closedBy(open: string, mark: string): boolean {
  return (BRACKETS[open] ?? open) === mark;
}

function isWithinWord(text: string, mark: string, at: number): boolean {
  const isLetter = (char: string) => /[\p{L}\p{N}]/u.test(char);
  return mark.startsWith('_') && isLetter(text.charAt(at - 1)) && isLetter(text.charAt(at + mark.length));
}

/** Emphasis begins before a word and ends behind one. */
function canOpen(text: string, mark: string, end: number): boolean {
  if (mark in BRACKETS) return true;
  return !CLOSING.has(mark) && /\S/u.test(text.charAt(end));
}

function canClose(text: string, mark: string, start: number): boolean {
  return CLOSING.has(mark) || (!(mark in BRACKETS) && /\S/u.test(text.charAt(start - 1)));
}
