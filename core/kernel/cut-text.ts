const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** What is looked at around a cut: enough for any character people type, and a bound for heaps of combining marks. */
const AROUND = 256;

/** At most so many UTF-16 units of the beginning; what a reader takes for one character is never torn. */
export function cutText(text: string, limit: number): string {
  return text.length <= limit ? text : text.slice(0, placesAround(text, limit).before);
}

/** The same of the end. */
export function cutTextBefore(text: string, limit: number): string {
  return text.length <= limit ? text : text.slice(placesAround(text, text.length - limit).after);
}

/** The nearest places on both sides of `place` (or `place` itself) where nothing is torn. */
function placesAround(text: string, place: number): { readonly before: number; readonly after: number } {
  const here = { before: place, after: place };
  if (place <= 0 || place >= text.length || (isPlain(text, place - 1) && isPlain(text, place))) return here;
  const from = Math.max(0, place - AROUND);
  const found = graphemes.segment(text.slice(from, place + AROUND)).containing(place - from);
  const before = from + (found?.index ?? 0);
  if (before === place) return here;
  const after = before + (found?.segment.length ?? 0);
  // What reaches beyond what is looked at is no character anybody typed: only its code points are kept whole.
  const torn = isLowSurrogate(text, place);
  const reachesBack = before - from < (from === 0 ? 1 : AROUND / 2);
  return {
    before: reachesBack ? place - (torn ? 1 : 0) : before,
    after: after >= place + AROUND ? place + (torn ? 1 : 0) : after,
  };
}

/** ASCII without the line breaks, which stand in pairs. */
const isPlain = (text: string, index: number): boolean => {
  const unit = text.charCodeAt(index);
  return unit < 0x80 && unit !== 0x0d && unit !== 0x0a;
};

const isLowSurrogate = (text: string, index: number): boolean =>
  (text.charCodeAt(index) & 0xfc00) === 0xdc00 && (text.charCodeAt(index - 1) & 0xfc00) === 0xd800;
