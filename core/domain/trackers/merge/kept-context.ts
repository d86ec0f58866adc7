import { lineKey } from './align-tokens.ts';
import { headingLevel } from './line-kinds.ts';
import { isOfBase, type Side } from './merge-sides.ts';
import type { Token } from './merge-tokens.ts';

/** The headings and first lines of items of the base. */
export interface BaseOutline {
  readonly base: readonly Token[];
  /** By line, and once more for the end: the last heading above it; -1 for none. */
  readonly headingAbove: readonly number[];
  /** By line of a heading: the last one above it of a lower level. */
  readonly outer: ReadonlyMap<number, number>;
  /** By item: where it begins, in order; one that stands twice begins twice. */
  readonly heads: ReadonlyMap<string, readonly number[]>;
}

export function outlineOf(base: readonly Token[]): BaseOutline {
  const headingAbove: number[] = [];
  const outer = new Map<number, number>();
  const heads = new Map<string, number[]>();
  let last = -1;
  for (const [at, token] of base.entries()) {
    headingAbove.push(last);
    const level = headingLevel(token);
    if (level > 0) {
      let above = last;
      while (above >= 0 && headingLevel(base[above]) >= level) above = outer.get(above) ?? -1;
      outer.set(at, above);
      last = at;
    }
    if (!token.head || token.item === null) continue;
    const places = heads.get(token.item);
    if (places === undefined) heads.set(token.item, [at]);
    else places.push(at);
  }
  headingAbove.push(last);
  return { base, headingAbove, outer, heads };
}

/**
 * The lines a kept line needs around it that the other side removed: the heading it stands under, the first line of its
 * item. Each comes back once.
 */
export function contextOf(
  outline: BaseOutline,
  at: number,
  keeper: Side,
  remover: Side,
  broughtBack: Set<number>,
  level = headingLevel(outline.base[at]),
): Token[] {
  const { base } = outline;
  const wanted = [...headingAbove(outline, at, level), ...itemHead(outline, at)];
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
export function removedPlace(outline: BaseOutline, adder: Side, at: number, remover: Side): number | null {
  const above = adder.tokens[adder.toldAbove[at] ?? -1];
  if (above === undefined || !isOfBase(above)) return null;
  const place = Number(above.key.slice(1)) + 1;
  const [heading] = headingAbove(outline, place, headingLevel(adder.tokens[at]));
  return heading === undefined || remover.byKey.has(lineKey(heading)) ? null : place;
}

/** `level`: of the heading it is asked for; 0 for a line below all of them. */
function headingAbove({ base, headingAbove, outer }: BaseOutline, at: number, level: number): number[] {
  const isBelow = (line: number) => level > 0 && headingLevel(base[line]) >= level;
  let line = headingAbove[at] ?? -1;
  while (line >= 0 && isBelow(line)) line = outer.get(line) ?? -1;
  if (line < 0) return [];
  return base[line + 1]?.text.trim() === '' ? [line, line + 1] : [line];
}

function itemHead({ base, heads }: BaseOutline, at: number): number[] {
  const item = base[at]?.item;
  if (item === null || item === undefined || base[at]?.head) return [];
  const line = heads.get(item)?.findLast((place) => place < at);
  return line === undefined ? [] : [line];
}
