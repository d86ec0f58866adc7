const TAG_LINE = /<[A-Za-z/][^\n]*/gu;
/** Blanks that are none to Markdown, which knows those of ASCII alone. */
const OTHER_BLANK = /[^\S \t\n\v\f\r]/u;
const OTHER_BLANKS = new RegExp(OTHER_BLANK, 'gu');
/** No character of any text, so that it stands for a blank without being one. */
const STAND_IN = '\uFDD0';

/**
 * The text with other characters for the blanks in and behind tags that are none in HTML, every place kept. To markdown-it
 * they may both be a value and part two: on a line of some dozens of them its search for the end of a tag never ends.
 */
export function withoutOtherBlanks(text: string): string {
  if (!OTHER_BLANK.test(text) || !text.includes('<')) return text;
  return text.replace(TAG_LINE, (line) => {
    const said = line.trimEnd();
    return said.replace(OTHER_BLANKS, STAND_IN) + ' '.repeat(line.length - said.length);
  });
}

export function withOtherBlanks(text: string): string {
  return text.replaceAll(STAND_IN, ' ');
}
