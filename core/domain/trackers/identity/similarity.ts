/** A name made ready for many comparisons. */
export interface FoldedName {
  readonly text: string;
  /** How often each pair of neighbouring letters occurs in its beginning. */
  readonly pairs: ReadonlyMap<string, number>;
}

/** Of longer names the beginning says how alike they are: each is compared with many. */
const LONGEST_COMPARED = 300;
const compared = (text: string): number => Math.min(text.length, LONGEST_COMPARED);

export function foldedName(name: string): FoldedName {
  const text = name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  const pairs = new Map<string, number>();
  for (let i = 0; i + 1 < compared(text); i += 1) {
    const pair = text.slice(i, i + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return { text, pairs };
}

/** How alike two names are, 0 to 1: shared letter pairs (Sørensen-Dice) of the folded names. */
export function similarity(one: FoldedName, other: FoldedName): number {
  if (one.text === other.text) return one.text === '' ? 0 : 1;
  const total = Math.max(0, compared(one.text) - 1) + Math.max(0, compared(other.text) - 1);
  if (total === 0) return 0;
  let shared = 0;
  for (const [pair, count] of one.pairs) shared += Math.min(count, other.pairs.get(pair) ?? 0);
  return (2 * shared) / total;
}
