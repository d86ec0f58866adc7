import type { Token } from './merge-tokens.ts';

/** The row of dashes below a table's head. */
export function isDelimiter(token: Token | undefined): boolean {
  if (token === undefined || !/^[\s>|:-]*$/u.test(token.text)) return false;
  return token.text.includes('-') && token.text.includes('|');
}

/** 1 to 6; 0 for what is no heading. */
export function headingLevel(token: Token | undefined): number {
  if (token?.text.startsWith('#') !== true) return 0;
  return /^(#{1,6})\s/u.exec(token.text)?.[1]?.length ?? 0;
}

/** A line without its blanks: what is padded otherwise says the same. */
export function bare(text: string): string {
  return text.replace(/\s+/gu, '');
}
