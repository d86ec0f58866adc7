import { blankStruck, blankUnseen } from '../text/marks/struck.ts';
import { plainText } from '../text/plain-text.ts';
import type { Span } from '../text/span.ts';

/** Tags and people behind a status are not part of it. */
const TAGS = /(?:\s+[#@^][\p{L}\p{N}][\p{L}\p{N}_/-]*)+$/u;
/** A character that no status has. */
const COVER = '\u0000';
const BREAK = /\s*<br\s*\/?>/iu;

/** Where the words of a status stand in its cell, with whole marks only; null where they don't stand together. */
export function placeOfWord(raw: string, word: string): Span | null {
  const bare = word.replace(TAGS, '');
  const first = raw.split(BREAK)[0] ?? '';
  const line = plainText(first);
  // A line below the first says something beside the status, unless the status goes on there.
  const wanted = first.length < raw.length && line !== '' && bare.startsWith(line) ? line : bare;
  if (wanted === '') return null;
  const seen = blanked(raw);
  return find(seen, wanted) ?? find(raw, wanted);
}

/** Struck and hidden text covered by characters that no status has, unless nothing else would be left. */
function blanked(raw: string): string {
  const left = blankUnseen(blankStruck(raw, COVER), COVER);
  return /[\p{L}\p{N}\p{S}\p{P}]/u.test(left) ? left : raw;
}

function find(raw: string, word: string): Span | null {
  const exact = raw.indexOf(word);
  const start = exact >= 0 ? exact : raw.toLowerCase().indexOf(word.toLowerCase());
  if (start >= 0) return { start, end: start + word.length };
  return amidMarks(raw, word);
}

/** `In **Progress**`: the words with marks between them, and the other half of any mark that begins or ends there. */
function amidMarks(raw: string, word: string): Span | null {
  const words = word.split(/\s+/u).map((one) => one.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&'));
  if (words.length < 2) return null;
  const found = new RegExp(words.join('[\\s*_`]+'), 'u').exec(raw);
  if (found === null) return null;
  let { index: start } = found;
  let end = start + found[0].length;
  const lead = /[*_`]+$/u.exec(raw.slice(0, start))?.[0].length ?? 0;
  const trail = /^[*_`]+/u.exec(raw.slice(end))?.[0].length ?? 0;
  start -= lead;
  end += trail;
  return isWhole(raw.slice(start, end)) ? { start, end } : null;
}

function isWhole(text: string): boolean {
  return ['*', '_', '`'].every((mark) => (text.split(mark).length - 1) % 2 === 0);
}
