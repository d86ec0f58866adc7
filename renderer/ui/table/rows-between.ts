import type { TableLines } from './table-lines.ts';
import type { TableSource } from './table-types.ts';

/**
 * The rows drawn from one line to another, both included, but no more than `max`. Those that are not loaded are asked
 * for; null when they did not come.
 */
export function rowsBetween<Row>(
  lines: TableLines,
  source: TableSource<Row>,
  from: number,
  to: number,
  max = Number.POSITIVE_INFINITY,
): readonly Row[] | Promise<readonly Row[] | null> {
  const indexes: number[] = [];
  const end = Math.min(lines.count - 1, Math.max(from, to));
  for (let line = Math.max(0, Math.min(from, to)); line <= end && indexes.length < max; line += 1) {
    const found = lines.at(line);
    if (found?.kind === 'row') indexes.push(found.index);
  }
  const pick = (rows: readonly Row[], start: number) =>
    indexes.map((index) => rows[index - start]).filter((row) => row !== undefined);
  const loaded = pick(source.rows, source.start);
  const [first = 0] = indexes;
  if (loaded.length === indexes.length || source.fetch === undefined) return loaded;
  return source.fetch(first, (indexes.at(-1) ?? 0) + 1).then((rows) => rows && pick(rows, first));
}
