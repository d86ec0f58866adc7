const MAY_STRIKE = /~~|<(?:del|s|strike)\b/iu;
const STRUCK = /~~(?=\S)[\s\S]{0,1000}?\S~~|<(del|s|strike)\b[^>]{0,200}>[\s\S]{0,1000}?<\/\1\s*>/giu;
/** What nobody sees says nothing: comments, tags, where a link leads. */
const UNSEEN = /<!--[\s\S]{0,1000}?-->|<[^<>]{1,1000}>|\]\([^()]{0,1000}\)/gu;
/** A line without end must not keep the reader. */
const LONGEST = 4000;

/** The text with blanks, or another character, for what is struck out; every place stays. */
export function blankStruck(text: string, by = ' '): string {
  if (text.length > LONGEST || !MAY_STRIKE.test(text)) return text;
  return text.replace(STRUCK, (struck) => by.repeat(struck.length));
}

/** The same for what nobody sees of it. */
export function blankUnseen(text: string, by: string): string {
  return text.replace(UNSEEN, (unseen) => by.repeat(unseen.length));
}

/** Whether everything the text says is struck out. */
export function isStruck(raw: string): boolean {
  const left = blankStruck(raw);
  return left !== raw && !/[\p{L}\p{N}]/u.test(left.replace(UNSEEN, ''));
}

/** The text without what is struck out, unless nothing else is left: that was so before. */
export function withoutStruck(raw: string): string {
  const left = blankStruck(raw);
  if (left === raw || !/[\p{L}\p{N}\p{So}]/u.test(left.replace(UNSEEN, ''))) return raw;
  return left.replace(/^\s*(?:→|➜|-?>|[:–—-])\s*/u, '');
}
