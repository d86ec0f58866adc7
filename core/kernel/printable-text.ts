/** What steers a terminal, turns a line around or begins another one. */
const STEERING = /[^\P{Cc}\t]|[\u2028\u2029]|[\u202A-\u202E\u2066-\u2069]/gu;

/** One line of text that others wrote, as it may stand in a terminal or a log: nothing in it is obeyed, all of it is seen. */
export function printableText(text: string): string {
  return text.toWellFormed().replaceAll(STEERING, escaped);
}

/** Many lines, line ends and all. */
export function printableLines(text: string): string {
  return text
    .split(/(\r?\n)/u)
    .map((part, at) => (at % 2 === 0 ? printableText(part) : part))
    .join('');
}

function escaped(character: string): string {
  return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}
