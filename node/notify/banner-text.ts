import { cutText } from '../../core/kernel/cut-text.ts';

const TITLE_CHARACTERS = 200;
const BODY_CHARACTERS = 1000;
const BODY_LINES = 12;

/** What ends a line, in any alphabet. */
const LINE_END = /\r\n?|[\n\v\f\u0085\u2028\u2029]/gu;
/** What steers a terminal, turns a line around or is no character at all. */
const STEERING = /\p{Cc}|[\u202A-\u202E\u2066-\u2069]|\p{NChar}/gu;

/** Anybody's text as one line of plain text. */
export function titleText(text: string): string {
  return shortened(lines(text).join(' '), TITLE_CHARACTERS);
}

/** Anybody's text as plain lines. */
export function bodyText(text: string): string {
  const all = lines(text);
  const kept = all.length > BODY_LINES ? [...all.slice(0, BODY_LINES - 1), '…'] : all;
  return shortened(kept.join('\n'), BODY_CHARACTERS);
}

/** For services that read the body as markup: everything in it is text. */
export function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function lines(text: string): readonly string[] {
  return text
    .toWellFormed()
    .replaceAll(LINE_END, '\n')
    .replaceAll('\t', ' ')
    .split('\n')
    .map((line) => line.replaceAll(STEERING, '').trimEnd());
}

const shortened = (text: string, limit: number): string =>
  text.length <= limit ? text : `${cutText(text, limit - 1)}…`;
