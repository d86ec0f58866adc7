import type { ItemBlock } from '../../text/blocks.ts';
import { isStruck } from '../../text/marks/struck.ts';
import { plainText } from '../../text/plain-text.ts';
import { isStatusLabel } from '../../vocabulary/label-status.ts';
import { emojiIn } from '../../vocabulary/marks.ts';
import { saysNothing } from '../../vocabulary/saying-nothing.ts';
import { type LegendEntry, legendEntry } from '../../vocabulary/status-key.ts';
import { isExactStatus, isRatingWord, wordOf } from '../../vocabulary/vocabulary.ts';
import type { ChunkScope } from '../chunk-scope.ts';
import { type StatedText, statedText } from '../heading/stated-text.ts';

/** What the lines of one list are, decided over all of them. */
export interface ListKind {
  /** What each line states, by its number. */
  readonly stated: ReadonlyMap<number, StatedText>;
  /** Its lines explain signs or words; what they declare. */
  readonly legend: readonly LegendEntry[] | null;
  /** A word at a line's end states its status: as many lines have one as have none. */
  readonly wordsState: boolean;
  /** A line struck out is an entry that was dropped: every line is an entry by its own form. */
  readonly struckIsDropped: boolean;
  /** Its lines are the fields of one entry (`**Status**: …`, `**Owner**: …`), so none of them is an entry. */
  readonly fields: boolean;
  /** Lines without a sign or word take the state of the heading or introduction above. */
  readonly takesState: boolean;
}

export function kindOfList(scope: ChunkScope, items: readonly ItemBlock[]): ListKind {
  const own = items.filter((item) => item.check === null && item.text !== null);
  const lines = own.map((item) => rawOf(scope, item));
  const declares = (word: string) => scope.vocabulary !== null && wordOf(scope.vocabulary, word) !== null;
  const parts = lines.map((line) => statedText(line, declares));
  const stating = parts.filter((part) => part.status !== null).length;
  const struck = lines.filter(isStruck).length;
  const outer = items.every((item) => item.depth === 0);
  const plain = lines.map(plainText);
  const fields = isFieldList(lines);
  return {
    stated: new Map(own.flatMap(({ line }, at) => parts.slice(at, at + 1).map((part) => [line, part]))),
    legend: legendOf(scope, lines, plain),
    wordsState: lines.length > 0 && 2 * (stating + struck) >= lines.length,
    struckIsDropped:
      lines.length === items.length &&
      lines.every((line, at) => isStruck(line) || (parts[at]?.status ?? null) !== null),
    fields,
    takesState:
      outer &&
      !fields &&
      !scope.isUnder('log') &&
      plain.filter((line) => isValueLine(line)).length * 2 < Math.max(1, plain.length) &&
      !plain.every(saysNothing),
  };
}

const FIELD = /^(?:\*\*|__)?([\p{L}][^*_:：]{1,40}?)\s*(?:[:：](?:\*\*|__)?|(?:\*\*|__)[:：])\s/u;

function isFieldList(lines: readonly string[]): boolean {
  const labels = lines.flatMap((line) => FIELD.exec(line)?.[1] ?? []);
  const tellsStatus = labels.some(isStatusLabel);
  return tellsStatus && labels.length * 3 >= lines.length * 2;
}

function rawOf(scope: ChunkScope, item: ItemBlock): string {
  return item.text === null ? '' : scope.text.slice(item.text.start, item.text.end);
}

/** `Owner: Ann`, `Tasks: 5 of 7`: a field of something, not an entry. */
function isValueLine(line: string): boolean {
  const found = /^[\p{L} ]{2,24}[:：]\s*(.+)$/u.exec(line);
  return found !== null && (/^[\d.,%/\s-]+\S{0,3}$/u.test(found[1] ?? '') || isExactStatus(found[1] ?? ''));
}

function legendOf(
  scope: ChunkScope,
  lines: readonly string[],
  plain: readonly string[],
): readonly LegendEntry[] | null {
  if (!scope.announcesLegend && (lines.length < 2 || legendEntry(plain[0] ?? '') === null)) return null;
  const found = plain.map(legendEntry).filter((entry) => entry !== null);
  if (scope.announcesLegend) return found;
  if (found.length < lines.length) return null;
  const marked = found.filter((entry) => emojiIn(entry.word).next().done !== true);
  const distinct = new Set(found.map((entry) => entry.word)).size === found.length;
  if (!distinct || marked.length < found.length) return null;
  // "✅ = shipped" explains; "✅ Login" and "🚧 Export" are entries, unless all that stands behind the signs is a level or a status.
  if (found.every((entry) => entry.explained)) return found;
  const known = found.filter((entry) => isExactStatus(entry.head)).length;
  if (known === found.length || (known >= 3 && known === found.length - 1)) return found;
  return found.every((entry) => isRatingWord(entry.head)) ? [] : null;
}
