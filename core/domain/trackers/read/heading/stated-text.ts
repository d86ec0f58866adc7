import type { Span } from '../../text/span.ts';
import { statesAlone } from '../../vocabulary/label-status.ts';
import { emojiIn, firstMark } from '../../vocabulary/marks.ts';
import { isExactStatus, recogniseWord } from '../../vocabulary/vocabulary.ts';

/** A heading or list line cut in what it names and what it states; spans are relative to the text given. */
export interface StatedText {
  readonly name: Span;
  readonly status: Span | null;
  /** The day inside the label, where it tells one. */
  readonly date: Span | null;
  /** A sign in front that goes along with the status at the end. */
  readonly sign: Span | null;
  /** A sign states it, in front or in the label; a word alone may also end a title. */
  readonly marked: boolean;
}

/** What is put behind a name: in brackets, behind a dash or colon, or a sign with or without a word. */
const TAIL =
  /\s*(?:\((?<round>[^()]{2,80})\)|\[(?<square>[^[\]]{1,60})\]|(?:[—–]|\s-)\s*(?<dash>[^—–()[\]]{2,50}?)(?:\s*\([^()]*\))?|:\s+(?<colon>[^:()[\]]{2,40}?)(?:\s*\([^()]*\))?|(?:\*\*|__)\s+(?<bare>[\p{L} ]{2,30})|~~\s*[-–—:]?\s*[*_]{0,2}(?<behind>\p{L}[\p{L} ]{1,30}?)[*_]{0,2}(?:\s*\([^()]*\))?)\s*$/u;
const LONGEST = 300;

/** Cuts a text; `declares` knows words of the document's own. */
export function statedText(raw: string, declares: (word: string) => boolean): StatedText {
  const whole = { start: 0, end: raw.length };
  const none: StatedText = { name: whole, status: null, date: null, sign: null, marked: false };
  if (raw.length > LONGEST || /[\r\n]/u.test(raw)) return { ...none, ...leading(raw, declares) };
  const front = leading(raw, declares);
  const from = front?.name.start ?? 0;
  const back = trailing(raw, from, declares);
  if (back === null) return front === null ? none : { ...none, ...front };
  const sign = front?.status ?? null;
  const name = { start: from, end: Math.max(from, back.nameEnd) };
  return { name, status: back.status, date: back.date, sign, marked: back.marked || sign !== null };
}

const LABEL_IN_FRONT =
  /^(?:\d{1,3}[.)]\s+)?(?:[*_]{0,2}\[(?<square>[^[\]]{2,30})\](?![([:])[*_]{0,2}\s*[:：–—-]?\s+|[*_]{0,2}(?<capitals>\p{Lu}[\p{Lu} -]{2,20}?)[*_]{0,2}(?:\s*[:：–—]|\s-)[*_]{0,2}\s+)(?=\S)/u;

function labelInFront(
  raw: string,
  declares: (word: string) => boolean,
): Pick<StatedText, 'name' | 'status' | 'marked'> | null {
  const label = LABEL_IN_FRONT.exec(raw);
  const said = label?.groups?.['square'] ?? label?.groups?.['capitals'] ?? '';
  if (label === null || statesAlone(said, declares, true) === null) return null;
  const start = raw.indexOf(said);
  const name = { start: label[0].length, end: raw.length };
  return {
    name,
    status: { start, end: start + said.length },
    marked: label.groups?.['square'] !== undefined,
  };
}

/** `✅ Storage`, `[DONE] Storage`, `DONE: storage`. */
function leading(
  raw: string,
  declares: (word: string) => boolean,
): Pick<StatedText, 'name' | 'status' | 'marked'> | null {
  const label = labelInFront(raw, declares);
  if (label !== null) return label;
  const end = signEnd(raw, declares);
  const rest = /^[\s:–—-]*(?=\S)/u.exec(raw.slice(end))?.[0].length ?? 0;
  const start = end + rest;
  if (end === 0 || rest === 0 || start >= raw.length) return null;
  // "✅ COMPLETED - Storage": sign and word are one.
  const worded = labelInFront(raw.slice(start), declares);
  if (worded?.status !== undefined && worded.status !== null)
    return {
      name: { start: start + worded.name.start, end: raw.length },
      status: { start: 0, end: start + worded.status.end },
      marked: true,
    };
  return { name: { start, end: raw.length }, status: { start: 0, end }, marked: true };
}

/** Where the sign in front ends: one that states something everywhere, or one the document itself explains. */
function signEnd(raw: string, declares: (word: string) => boolean): number {
  const mark = firstMark(raw, true);
  if (mark?.start === 0) return mark.end;
  const sign = emojiIn(raw).next().value;
  return sign?.start === 0 && declares(raw.slice(0, sign.end)) ? sign.end : 0;
}

interface Tail {
  readonly nameEnd: number;
  readonly status: Span;
  readonly date: Span | null;
  readonly marked: boolean;
}

/** Behind a bare number these name a stage more often than they state how far it is: "Phase 5: Review". */
const TITLE_WORD =
  /^(?:\p{L}+ing|verification|review|maintenance|preview|beta|alpha|draft|concept|backlog|idea|final|release)$/iu;
const NUMBERED = /^[*_]{0,2}(?:\p{L}+\s+)?#?\d+(?:\.\d+)*[a-z]?[.)]?$/iu;
const SHARE = /^\s*\d{1,3}\s?%\s*$/u;

/** The leftmost tail may only be a part of the name ("P8: Mapping — DONE"): the ones behind it are tried too. */
function trailing(raw: string, from: number, declares: (word: string) => boolean): Tail | null {
  for (let at = from; at < raw.length; ) {
    const tail = TAIL.exec(raw.slice(at));
    if (tail === null) break;
    const { round, square, dash, colon, bare, behind } = tail.groups ?? {};
    const said = (round ?? square ?? dash ?? colon ?? bare ?? behind ?? '').trim();
    // Emphasis or a strike that ends there is the name's.
    const nameEnd = at + tail.index + (bare === undefined && behind === undefined ? 0 : 2);
    const bracketed = round !== undefined || square !== undefined;
    const label = statesAlone(said, declares, bracketed);
    const isTitle = !bracketed && TITLE_WORD.test(said) && NUMBERED.test(raw.slice(from, nameEnd).trim());
    if (nameEnd > from && label !== null && !isTitle) {
      // "Storage 🔄 IN PROGRESS (17%)": the share goes along with the sign and the word before it.
      const before = SHARE.test(said) ? signTail(raw.slice(0, nameEnd), from) : null;
      if (before !== null) return before;
      const start = raw.indexOf(said, at + tail.index);
      const shift = ({ start: a, end: b }: Span): Span => ({ start: start + a, end: start + b });
      return {
        nameEnd: raw.slice(0, nameEnd).trimEnd().length,
        status: shift(label.word),
        date: label.date === null ? null : shift(label.date),
        marked: firstMark(said, true) !== null,
      };
    }
    at += tail.index + 1;
  }
  return signTail(raw, from);
}

/** `Storage ✅`, `Storage ✅ COMPLETE`; not the last of several signs with words between them. */
function signTail(raw: string, from: number): Tail | null {
  for (let at = from; at < raw.length; ) {
    const mark = firstMark(raw.slice(at), true);
    if (mark === null) return wordBehindSign(raw, from);
    const start = at + mark.start;
    const said = raw.slice(start).trimEnd();
    const word = said.slice(mark.end - mark.start).trim();
    const nameEnd = raw
      .slice(0, start)
      .trimEnd()
      .replace(/\s+[–—:-]$/u, '').length;
    const isTail = /^(?:\d{1,3}\s?%\s*)?[\p{L}\s]{0,30}$/u.test(word) && word.split(' ').length <= 4;
    if (at > from && /\p{L}/u.test(raw.slice(at, start))) return null;
    if (isTail && nameEnd > from && recogniseWord(said) !== null)
      return { nameEnd, status: { start, end: start + said.length }, date: null, marked: true };
    at = start + (mark.end - mark.start);
  }
  return null;
}

const WORD_BEHIND_SIGN = /\s+(?<said>\p{Extended_Pictographic}\uFE0F?\s*(?<word>\p{L}[\p{L} ]{2,24}))\s*$/u;

/** `Storage 🎯 PLANNED`: the sign is decoration, the word states. */
function wordBehindSign(raw: string, from: number): Tail | null {
  const found = WORD_BEHIND_SIGN.exec(raw);
  const { said = '', word = '' } = found?.groups ?? {};
  if (found === null || found.index <= from || !isExactStatus(word)) return null;
  const start = raw.indexOf(said, found.index);
  return {
    nameEnd: found.index,
    status: { start, end: start + said.trimEnd().length },
    date: null,
    marked: true,
  };
}
