import type { Span } from '../../text/span.ts';
import type { ChunkScope } from '../chunk-scope.ts';

const LOOK_ALIKE =
  /^[\s>]*(?:(?:[-*+•]|\d{1,9}[.)])\s*)?\\?\[\s{0,2}([^\]\s\\]?)\s{0,2}\\?\](?![([:])(?=\s|\p{L}|\p{N}|$)/u;

/** Names every line that looks like a check box and is none; of an entry that was read, the lines below its first. */
export function nameLookAlikes(scope: ChunkScope, span: Span, isItem: boolean): void {
  const raw = scope.text.slice(span.start, span.end);
  if (!raw.includes('[')) return;
  const first = scope.lineAt(span.start);
  raw.split(/\r\n|\n|\r/u).forEach((line, at) => {
    const found = isItem && at === 0 ? null : LOOK_ALIKE.exec(line);
    if (found === null) return;
    const box = found[0].trim();
    // A word in brackets is a link or a footnote; a box holds one character or none.
    scope.skip('list', first + at, `"${box}" looks like a check box and is none; the line is kept as it is`);
  });
}
