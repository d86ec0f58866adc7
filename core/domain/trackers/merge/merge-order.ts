import type { Token } from './merge-tokens.ts';

/** A line of the result. */
export interface Line {
  readonly token: Token;
  readonly text: string;
  /** Kept against its removal: a blank line parts it from what stands around it now, unless that is of its kind. */
  readonly apart?: boolean;
}

/**
 * Lines both sides put at one place, each once. Log lines go by date; otherwise the block that reads first comes
 * first, so that the same merge made on another machine gives the same order. Rewritten text keeps the later side's first.
 */
export function mergeInOrder(
  earlier: readonly Line[],
  later: readonly Line[],
  rewritten: boolean,
  newestFirst: boolean,
): Line[] {
  if (earlier.length === 0) return [...later];
  if (later.length === 0) return [...earlier];
  const head = sharedHead(earlier, later);
  const tail = sharedTail(earlier.slice(head), later.slice(head));
  const own = earlier.slice(head, earlier.length - tail);
  const other = later.slice(head, later.length - tail);
  return [
    ...later.slice(0, head),
    ...between(own, other, rewritten, newestFirst),
    ...later.slice(later.length - tail),
  ];
}

function between(
  earlier: readonly Line[],
  later: readonly Line[],
  rewritten: boolean,
  newestFirst: boolean,
): readonly Line[] {
  const earlierLeads = !rewritten && compareNaturally(textOf(earlier), textOf(later)) < 0;
  const lead = earlierLeads ? earlier : later;
  const rest = withoutShared(earlierLeads ? later : earlier, lead);
  if (lead.length === 0 || rest.every((line) => line.text.trim() === ''))
    return lead.length === 0 ? rest : lead;
  const dated = (line: Line) => line.token.log !== null && line.token.log !== '';
  if (!rewritten && lead.every(dated) && rest.every(dated)) return byDate(lead, rest, newestFirst);
  return separate(lead, rest);
}

function sharedHead(one: readonly Line[], other: readonly Line[]): number {
  let count = 0;
  while (count < one.length && count < other.length && one[count]?.token.key === other[count]?.token.key)
    count += 1;
  return count;
}

function sharedTail(one: readonly Line[], other: readonly Line[]): number {
  return sharedHead(one.toReversed(), other.toReversed());
}

/** Without the lines the other has too; blank lines stay, they part what stands around them. */
function withoutShared(lines: readonly Line[], others: readonly Line[]): Line[] {
  const spare = new Map<string, number>();
  for (const line of others) spare.set(line.token.key, (spare.get(line.token.key) ?? 0) + 1);
  return lines.filter((line) => {
    const count = line.text.trim() === '' ? 0 : (spare.get(line.token.key) ?? 0);
    if (count > 0) spare.set(line.token.key, count - 1);
    return count === 0;
  });
}

/** Two paragraphs put together need a blank line between them; list and table lines don't. */
function separate(first: readonly Line[], second: readonly Line[]): Line[] {
  const above = first.at(-1)?.text ?? '';
  const below = second[0]?.text ?? '';
  const paragraph = (text: string) => text.trim() !== '' && !/^[\s>]*(?:[-*+|]|\d{1,9}[.)]\s)/u.test(text);
  const blank = [...first, ...second].find((line) => line.text.trim() === '');
  const apart = blank !== undefined && paragraph(above) && paragraph(below);
  return apart ? [...first, blank, ...second] : [...first, ...second];
}

function byDate(one: readonly Line[], other: readonly Line[], newestFirst: boolean): Line[] {
  const out: Line[] = [];
  let at = 0;
  const order = (a: Line, b: Line) => {
    const dates = (a.token.log ?? '') < (b.token.log ?? '') ? -1 : a.token.log === b.token.log ? 0 : 1;
    return dates === 0 ? compareNaturally(a.text, b.text) : newestFirst ? -dates : dates;
  };
  for (const line of one) {
    for (let next = other[at]; next !== undefined && order(next, line) < 0; next = other[at]) {
      out.push(next);
      at += 1;
    }
    out.push(line);
  }
  return [...out, ...other.slice(at)];
}

function textOf(lines: readonly Line[]): string {
  return lines
    .map((line) => line.text.trim())
    .join('\n')
    .trim();
}

/** `M9` before `M10`; independent of any locale. */
function compareNaturally(one: string, other: string): number {
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
