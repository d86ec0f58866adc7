import type { Token } from './merge-tokens.ts';

interface Line {
  readonly token: Token;
  readonly text: string;
  readonly own: boolean;
}

/**
 * Lines both sides put at one place, each once. Log lines go by date; otherwise the block that reads first comes
 * first, so that the same merge made on another machine gives the same order. Rewritten text keeps theirs first.
 */
export function unite(
  mine: readonly Line[],
  theirs: readonly Line[],
  rewritten: boolean,
  newestFirst: boolean,
): Line[] {
  if (mine.length === 0) return [...theirs];
  if (theirs.length === 0) return [...mine];
  const fresh = withoutShared(mine, theirs);
  if (fresh.length === 0) return [...theirs];
  if (rewritten) return parted(theirs, fresh);
  const dated = (line: Line) => line.token.log !== null && line.token.log !== '';
  if (fresh.every(dated) && theirs.every(dated)) return byDate(fresh, theirs, newestFirst);
  const mineFirst = natural(firstText(fresh), firstText(theirs)) < 0;
  return mineFirst ? parted(fresh, theirs) : parted(theirs, fresh);
}

/** Mine without the lines theirs has too; blank lines between what is left stay. */
function withoutShared(mine: readonly Line[], theirs: readonly Line[]): Line[] {
  const spare = new Map<string, number>();
  for (const line of theirs) spare.set(line.token.key, (spare.get(line.token.key) ?? 0) + 1);
  const left: Line[] = [];
  for (const line of mine) {
    const count = spare.get(line.token.key) ?? 0;
    if (count > 0) spare.set(line.token.key, count - 1);
    else left.push(line);
  }
  return left;
}

/** Two paragraphs put together need a blank line between them; list and table lines don't. */
function parted(first: readonly Line[], second: readonly Line[]): Line[] {
  const above = first.at(-1)?.text ?? '';
  const below = second[0]?.text ?? '';
  const paragraph = (text: string) => text.trim() !== '' && !/^[\s>]*(?:[-*+|]|\d{1,9}[.)]\s)/u.test(text);
  const blank = [...first, ...second].find((line) => line.text.trim() === '');
  const apart = blank !== undefined && paragraph(above) && paragraph(below);
  return apart ? [...first, { ...blank, own: false }, ...second] : [...first, ...second];
}

function byDate(one: readonly Line[], other: readonly Line[], newestFirst: boolean): Line[] {
  const queue = [...other];
  const out: Line[] = [];
  const order = (a: Line, b: Line) => {
    const dates = (a.token.log ?? '') < (b.token.log ?? '') ? -1 : a.token.log === b.token.log ? 0 : 1;
    return dates === 0 ? natural(a.text, b.text) : newestFirst ? -dates : dates;
  };
  for (const line of one) {
    for (let next = queue[0]; next !== undefined && order(next, line) < 0; next = queue[0]) {
      out.push(next);
      queue.shift();
    }
    out.push(line);
  }
  return [...out, ...queue];
}

function firstText(lines: readonly Line[]): string {
  return lines.find((line) => line.text.trim() !== '')?.text ?? '';
}

/** `M9` before `M10`; independent of any locale. */
function natural(one: string, other: string): number {
  const cut = (text: string) => text.trim().match(/\d+|\D+/gu) ?? [];
  const a = cut(one);
  const b = cut(other);
  for (let i = 0; i < Math.min(a.length, b.length); i += 1) {
    const x = a[i] ?? '';
    const y = b[i] ?? '';
    if (x === y) continue;
    const numbers = /^\d/u.test(x) && /^\d/u.test(y) ? Number(x) - Number(y) : 0;
    return numbers === 0 ? (x < y ? -1 : 1) : numbers;
  }
  return a.length - b.length;
}
