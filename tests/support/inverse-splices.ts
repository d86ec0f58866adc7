import type { Splice } from '../../core/domain/trackers/text/span.ts';

/** The splices that take `applySplices(text, splices)` back to `text`. */
export function inverseSplices(text: string, splices: readonly Splice[]): Splice[] {
  let drift = 0;
  return splices.map(({ start, end, insert }) => {
    const at = start + drift;
    drift += insert.length - (end - start);
    return { start: at, end: at + insert.length, insert: text.slice(start, end) };
  });
}
