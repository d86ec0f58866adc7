import { NO_COUNTS } from '../../../../core/domain/trackers/vocabulary/state-counts.ts';
import type { Counts, Item, OutlineSection } from './rows.ts';

function trailOf(path: string, known: ReadonlyMap<string, OutlineSection>): string {
  const parts = path.split('/');
  const above = parts.slice(0, -1).map((_, at) => parts.slice(0, at + 1).join('/'));
  return above
    .flatMap((each) => {
      const section = known.get(each);
      return section === undefined || section.level <= 1 ? [] : [section.title];
    })
    .join(' / ');
}

/** A run of the table's rows under one heading: rows `start ..< start + count` of all rows. */
export interface GroupRun {
  readonly id: string;
  readonly title: string;
  readonly trail: string;
  readonly level: number;
  readonly start: number;
  readonly count: number;
  readonly counts: Counts;
}

/** Runs of rows that are all loaded; null when rows of one section don't stand together (sorted otherwise). */
export function runsOfRows(
  rows: readonly Item[],
  sections: readonly OutlineSection[],
): readonly GroupRun[] | null {
  const known = new Map(sections.map((section) => [section.path, section]));
  const runs: GroupRun[] = [];
  const seen = new Set<string>();
  for (const [at, row] of rows.entries()) {
    const last = runs.at(-1);
    if (last !== undefined && last.id === row.sectionPath) {
      runs[runs.length - 1] = { ...last, count: last.count + 1 };
      continue;
    }
    if (seen.has(row.sectionPath)) return null;
    seen.add(row.sectionPath);
    const section = known.get(row.sectionPath);
    runs.push({
      id: row.sectionPath,
      title: section?.title ?? row.sectionTitle,
      trail: trailOf(row.sectionPath, known),
      level: section?.level ?? 1,
      start: at,
      count: 1,
      counts: section?.counts ?? NO_COUNTS,
    });
  }
  return runs;
}

/**
 * Runs of a whole document in its own order, from the outline alone: for documents too long to be loaded at once.
 * Null when the outline and the table disagree about how many rows there are.
 */
export function runsOfOutline(
  sections: readonly OutlineSection[],
  total: number,
): readonly GroupRun[] | null {
  const known = new Map(sections.map((section) => [section.path, section]));
  let start = 0;
  const runs: GroupRun[] = [];
  for (const section of sections) {
    if (section.items === 0) continue;
    const { path, title, level, items, counts } = section;
    runs.push({ id: path, title, trail: trailOf(path, known), level, start, count: items, counts });
    start += items;
  }
  return start === total ? runs : null;
}

/** The row before or after in reading order, for `[` and `]`; null at the ends. */
export function neighbour(rows: readonly { readonly id: string }[], id: string, step: 1 | -1): string | null {
  const at = rows.findIndex((row) => row.id === id);
  return at < 0 ? null : (rows[at + step]?.id ?? null);
}
