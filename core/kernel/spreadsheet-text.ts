/**
 * What a spreadsheet takes for the beginning of a formula, also in the wide characters of East Asian keyboards and behind
 * characters without width, which some drop.
 */
const FORMULA = /^['\p{Cc}\p{Cf}]*[=+\-@\t\r\n＝＋－＠]/u;
/** Signed numbers and dashes that stand for nothing begin like a formula and run nothing. */
const RUNS_NOTHING = /^(?:[+-]?\d[\d.,]*%?|-+)$/u;

/** Text that a spreadsheet would run gets an apostrophe in front, which keeps it text. */
export function asSpreadsheetText(text: string): string {
  return FORMULA.test(text) && !RUNS_NOTHING.test(text) ? `'${text}` : text;
}

/** The text that `asSpreadsheetText` was given. */
export function fromSpreadsheetText(text: string): string {
  return text.startsWith("'") && asSpreadsheetText(text.slice(1)) === text ? text.slice(1) : text;
}
