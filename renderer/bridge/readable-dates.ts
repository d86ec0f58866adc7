import { formatDay } from '../ui/text/format.ts';

/** Writes the ISO dates inside a sentence of the engine the way dates are shown everywhere: "due Feb 16, 2026". */
export function readableDates(sentence: string): string {
  return sentence.replaceAll(/(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-]|\)?\.[a-z])/gi, (iso) => formatDay(iso));
}
