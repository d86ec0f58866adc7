import { withoutOwnTokens } from '../../node/log/redact.ts';

/**
 * Text in which everything can be seen: control characters and torn surrogates become U+FFFD. What a program printed
 * can then neither move a terminal's cursor nor grow sixfold as JSON. Tabs stay, and line breaks where they are wanted.
 * A task has the rights of the sidecar, so it can come by the agent's token: that goes no further from here.
 */
export function visible(text: string, lineBreaks = false): string {
  return withoutOwnTokens(text.toWellFormed()).replace(
    lineBreaks ? /(?![\t\n])\p{Cc}/gu : /(?!\t)\p{Cc}/gu,
    '\uFFFD',
  );
}
