/** How far two rows are apart; from known to unknown is farther than any number. */
function distance(
  one: Readonly<Record<string, number | string | null>>,
  other: Readonly<Record<string, number | string | null>>,
  keys: readonly string[],
): number {
  return keys.reduce((sum, key) => {
    const a = one[key];
    const b = other[key];
    if (typeof a === 'number' && typeof b === 'number') return sum + Math.abs(a - b);
    return a === b ? sum : sum + 1e9;
  }, 0);
}

/**
 * Downsamples to at most `most` rows: the first, the last, and of every bucket between them the one that differs
 * most from the row kept before it, so that a day's peak or dip survives.
 */
export function downsampleRows<Row extends Readonly<Record<string, number | string | null>>>(
  rows: readonly Row[],
  keys: readonly string[],
  most: number,
): readonly Row[] {
  const first = rows[0];
  const last = rows.at(-1);
  if (rows.length <= most || first === undefined || last === undefined) return rows;
  const buckets = Math.max(1, most - 2);
  const length = (rows.length - 2) / buckets;
  const kept = [first];
  let before = first;
  for (let bucket = 0; bucket < buckets; bucket += 1) {
    const from = 1 + Math.floor(bucket * length);
    const to = 1 + Math.floor((bucket + 1) * length);
    let best: Row | null = null;
    let farthest = -1;
    for (const row of rows.slice(from, Math.max(to, from + 1))) {
      const far = distance(before, row, keys);
      if (far > farthest) {
        best = row;
        farthest = far;
      }
    }
    if (best !== null) {
      kept.push(best);
      before = best;
    }
  }
  return [...kept, last];
}
