/**
 * Text in which everything can be seen: control characters and torn surrogates become U+FFFD. What a program printed
 * can then neither move a terminal's cursor nor grow sixfold as JSON. Tabs stay, and line breaks where they are wanted.
 */
export function visible(text: string, lineBreaks = false): string {
  return text.toWellFormed().replace(lineBreaks ? /(?![\t\n])\p{Cc}/gu : /(?!\t)\p{Cc}/gu, '\uFFFD');
}
