import type { ChunkScope } from '../chunk-scope.ts';

const LOOK_ALIKE =
  /^[\s>]*(?:(?:[-*+•]|\d{1,9}[.)])\s*)?\\?\[\s{0,2}([^\]\s\\]?)\s{0,2}\\?\](?![([:])(?=\s|\p{L}|\p{N}|$)/u;

/** Names every line that looks like a check box and is none; `first` is the number of the first line. */
export function nameLookAlikes(scope: ChunkScope, raw: string, first: number): void {
  if (!raw.includes('[')) return;
  raw.split(/\r\n|\n|\r/u).forEach((line, at) => {
    const found = LOOK_ALIKE.exec(line);
    if (found === null) return;
    const box = found[0].trim();
    // A word in brackets is a link or a footnote; a box holds one character or none.
    scope.skip('list', first + at, `"${box}" looks like a check box and is none; the line is kept as it is`);
  });
}
