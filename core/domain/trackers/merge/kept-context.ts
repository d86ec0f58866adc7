import { headingLevel, lineKey } from './align-tokens.ts';
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
): Token[] {
  const wanted = [...headingAbove(base, at), ...itemHead(base, at)];
  return [...new Set(wanted)].flatMap((line) => {
    const own = keeper.byKey.get(lineKey(line));
    if (own === undefined || remover.byKey.has(lineKey(line)) || broughtBack.has(line)) return [];
    broughtBack.add(line);
    return own.text === base[line]?.text ? [own] : [];
  });
}

function headingAbove(base: readonly Token[], at: number): number[] {
  const line = base.findLastIndex((token, index) => index < at && headingLevel(token) > 0);
  if (line < 0) return [];
  return base[line + 1]?.text.trim() === '' ? [line, line + 1] : [line];
}

function itemHead(base: readonly Token[], at: number): number[] {
  const item = base[at]?.item;
  if (item === null || item === undefined || base[at]?.head) return [];
  const line = base.findLastIndex((token, index) => index < at && token.head && token.item === item);
  return line < 0 ? [] : [line];
}
