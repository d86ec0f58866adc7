/** What Windows-1252 has where Latin-1 has control characters, 0x80 to 0x9F; five places are empty. */
const C1 = '€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ';
/** A byte that is no UTF-8 stands in the text as a lone low surrogate, see `text.ts`. */
const ESCAPED = /[\uDC80-\uDCFF]/gu;
const WIDE = /[\u0080-\uD7FF\uE000-\uFEFE\uFF00-\uFFFF\u{10000}-\u{10FFFF}]/gu;
const LETTER = /[À-ÖØ-öø-ÿŠŒŽšœžŸ]/u;
const PLAIN = /[A-Za-z]/u;
/** Marks that stand at the edge of words or alone. */
const EDGE_MARK = /[€‚„…†‡‰‹‘’“”•–—™›\u00A0¡§©«°±²³´·º»¿½¼¾ª®£¬µ¶]/u;
const MARK_WITHIN = /[’–—·]/u;
/** Of the bytes that are no UTF-8, so many must stand where Western text has such characters. */
const SURE_SHARE = 0.9;

/** Where bytes stand that are no UTF-8. */
export function escapedBytes(text: string): readonly number[] {
  return Array.from(text.matchAll(ESCAPED), ({ index }) => index);
}

/** The text with each byte that is no UTF-8 as its Windows-1252 character, in the same place; null when that gives no words. */
export function asWindows1252(text: string): string | null {
  if (!isWholly(text)) return null;
  const read = text.replace(ESCAPED, (unit) => characterOf(unit.charCodeAt(0) - 0xdc00));
  let all = 0;
  let likely = 0;
  for (const { index } of text.matchAll(ESCAPED)) {
    all += 1;
    if (isLikely(read, index)) likely += 1;
  }
  return likely >= all * SURE_SHARE ? read : null;
}

/** Whoever wrote a whole file in another encoding has next to no character in it that is UTF-8 by chance. */
export function isWholly(text: string): boolean {
  const wide = Array.from(text.matchAll(WIDE)).length;
  return wide * 10 <= escapedBytes(text).length;
}

function characterOf(byte: number): string {
  const own = byte < 0xa0 ? (C1[byte - 0x80] ?? '\0') : String.fromCharCode(byte);
  return own === '\0' ? '\uFFFD' : own;
}

/** A letter is part of a word in plain letters, or alone; text in other alphabets would give long runs of such letters. */
function isLikely(text: string, at: number): boolean {
  const unit = text.charAt(at);
  if (!LETTER.test(unit)) {
    const within = PLAIN.test(text.charAt(at - 1)) && PLAIN.test(text.charAt(at + 1));
    return EDGE_MARK.test(unit) && (!within || MARK_WITHIN.test(unit));
  }
  let from = at;
  while (at - from < 3 && LETTER.test(text.charAt(from - 1))) from -= 1;
  let to = at + 1;
  while (to - at < 4 && LETTER.test(text.charAt(to))) to += 1;
  const beside = text.charAt(from - 1) + text.charAt(to);
  return to - from <= 2 && (PLAIN.test(beside) || !/[\p{L}\p{N}]/u.test(beside));
}
