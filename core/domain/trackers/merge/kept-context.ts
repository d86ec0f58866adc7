import { lineKey } from './align-tokens.ts';
import { headingLevel } from './line-kinds.ts';
import type { Side } from './merge-sides.ts';
import type { Token } from './merge-tokens.ts';

/**
 * The lines a kept line needs around it that the other side removed: the heading it stands under, the first line of its
 * item. Each comes back once.
 */
export function contextOf(
  base: readonly Token[],
  at: number,
  keeper: Side,
  remover: Side,
  broughtBack: Set<number>,
  level = headingLevel(base[at]),
): Token[] {
  const wanted = [...headingAbove(base, at, level), ...itemHead(base, at)];
  return [...new Set(wanted)].flatMap((line) => {
    const own = keeper.byKey.get(lineKey(line));
    if (own === undefined || remover.byKey.has(lineKey(line)) || broughtBack.has(line)) return [];
    broughtBack.add(line);
    return own.text === base[line]?.text ? [own] : [];
  });
}

/**
 * The line of the base that a row a side added would stand at, when the other side removed the heading above; null when
 * that is there, or was added too.
 */
export function removedPlace(base: readonly Token[], adder: Side, at: number, remover: Side): number | null {
  for (let above = at - 1; above >= 0; above -= 1) {
    const token = adder.tokens[above];
    if (token === undefined) return null;
    if (token.key.startsWith('@') && token.text.trim() !== '') {
      const place = Number(token.key.slice(1)) + 1;
      const [heading] = headingAbove(base, place, headingLevel(adder.tokens[at]));
      return heading === undefined || remover.byKey.has(lineKey(heading)) ? null : place;
    }
    if (headingLevel(token) > 0) return null;
  }
  return null;
}

/** `level`: of the heading it is asked for; 0 for a line below all of them. */
function headingAbove(base: readonly Token[], at: number, level: number): number[] {
  const below = level || 7;
  const line = base.findLastIndex((token, index) => {
    const other = headingLevel(token);
    return index < at && other > 0 && other < below;
  });
  if (line < 0) return [];
  return base[line + 1]?.text.trim() === '' ? [line, line + 1] : [line];
}

function itemHead(base: readonly Token[], at: number): number[] {
  const item = base[at]?.item;
  if (item === null || item === undefined || base[at]?.head) return [];
  const line = base.findLastIndex((token, index) => index < at && token.head && token.item === item);
  return line < 0 ? [] : [line];
}
