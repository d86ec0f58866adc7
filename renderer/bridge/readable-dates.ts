import { formatDay } from '../ui/text/format.ts';

/** What stands in quotation marks or code is a name or a value, as somebody wrote it. */
const QUOTED_OR_DAY =
  /“[^”]*”|"[^"]*"|`[^`]*`|(?<!\S)\d{4}-\d{2}-\d{2}(?!\S|[.,;:)!?]?\s*\S*\.[a-z])|(?<!\S)\d{4}-\d{2}-\d{2}(?=[.,;:)!?](?:\s|$))/giu;

/**
 * Writes the ISO dates of a sentence of ours the way dates are shown everywhere: "due Feb 16, 2026". A name with a date in
 * it has to stand in quotation marks there, and stays as it is written.
 */
export function readableDates(sentence: string): string {
  return sentence.replaceAll(QUOTED_OR_DAY, (found) => (/^\d/u.test(found) ? formatDay(found) : found));
}
