import type { TableGroup } from '../table/table-types.ts';

/** Groups of rows that already stand in order: a new group starts wherever the key changes. */
export function groupsOfSorted<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  describe: (key: string, members: readonly Row[]) => Pick<TableGroup, 'title' | 'parts' | 'fact' | 'level'>,
): TableGroup[] {
  const groups: TableGroup[] = [];
  const seen = new Map<string, number>();
  let from = 0;
  while (from < rows.length) {
    const first = rows[from];
    if (first === undefined) break;
    const key = keyOf(first);
    let to = from + 1;
    for (let next = rows[to]; next !== undefined && keyOf(next) === key; next = rows[to]) to += 1;
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    groups.push({
      id: times === 1 ? key : `${key}~${times}`,
      start: from,
      count: to - from,
      ...describe(key, rows.slice(from, to)),
    });
    from = to;
  }
  return groups;
}
