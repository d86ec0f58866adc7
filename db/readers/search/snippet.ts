import { fold } from '../../fold.ts';

const START = '\u0002';
const END = '\u0003';
const BEFORE = 48;
const LENGTH = 180;

/** The part of the text around the first word found, with every word found marked; the title when only it matches. */
export function snippet(title: string, body: string, terms: readonly string[]): string {
  const wanted = terms.map(fold);
  const text = withoutMarks(body).replaceAll(/\s+/gu, ' ').trim();
  const inBody = marks(text, wanted);
  const first = inBody[0];
  if (first !== undefined) return marked(text, inBody, Math.max(0, first.start - BEFORE));
  const clean = withoutMarks(title);
  return marked(clean, marks(clean, wanted), 0);
}

/** A document could hold our marks itself. */
function withoutMarks(text: string): string {
  return text.replaceAll(START, ' ').replaceAll(END, ' ');
}

interface Mark {
  readonly start: number;
  readonly end: number;
}

/** Where the terms begin words. Folding may change lengths, so places are found per character of the original. */
function marks(text: string, terms: readonly string[]): Mark[] {
  const { folded, places } = foldedWithPlaces(text);
  const found: Mark[] = [];
  for (const term of terms) {
    for (let at = folded.indexOf(term); at !== -1; at = folded.indexOf(term, at + term.length)) {
      const before = folded[at - 1];
      const startsWord =
        before === undefined || !/[\p{L}\p{N}]/u.test(before) || !/^[\p{Script=Latin}\p{N}]/u.test(term);
      if (startsWord) {
        found.push({ start: places[at] ?? 0, end: places[at + term.length] ?? text.length });
      }
    }
  }
  return merged(found.toSorted((a, b) => a.start - b.start));
}

function foldedWithPlaces(text: string): { readonly folded: string; readonly places: readonly number[] } {
  let folded = '';
  const places: number[] = [];
  let at = 0;
  for (const character of text) {
    const plain = fold(character);
    for (let unit = 0; unit < plain.length; unit += 1) places.push(at);
    folded += plain;
    at += character.length;
  }
  places.push(at);
  return { folded, places };
}

function merged(sorted: readonly Mark[]): Mark[] {
  const result: Mark[] = [];
  for (const mark of sorted) {
    const last = result.at(-1);
    if (last !== undefined && mark.start <= last.end) {
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, mark.end) };
    } else result.push(mark);
  }
  return result;
}

function marked(text: string, found: readonly Mark[], from: number): string {
  const to = Math.min(text.length, from + LENGTH);
  let out = from > 0 ? '…' : '';
  let at = from;
  for (const { start, end } of found) {
    if (start >= to) break;
    if (start < at) continue;
    out += `${text.slice(at, start)}${START}${text.slice(start, Math.min(end, to))}${END}`;
    at = Math.min(end, to);
  }
  out += text.slice(at, to);
  return (to < text.length ? `${out}…` : out).toWellFormed();
}
