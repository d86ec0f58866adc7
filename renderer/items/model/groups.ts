import { countStates, NO_COUNTS } from './progress.ts';
import type { Counts, Item, OutlineSection } from './rows.ts';

/** A run of rows under one section's heading. */
export interface ItemGroup {
  readonly id: string;
  readonly title: string;
  /** "Phase A / Tasks": the headings above, for sections that share a name. */
  readonly trail: string;
  readonly counts: Counts;
  readonly rows: readonly Item[];
}

/**
 * Rows in document order under their sections. The section's own progress comes from the outline, which knows the
 * whole document, so that a filtered or half-loaded table doesn't lie about how far a section is.
 */
export function groupBySection(
  rows: readonly Item[],
  sections: readonly OutlineSection[],
): readonly ItemGroup[] {
  const known = new Map(sections.map((section) => [section.path, section]));
  const groups = new Map<string, Item[]>();
  for (const row of rows) {
    const group = groups.get(row.sectionPath);
    if (group === undefined) groups.set(row.sectionPath, [row]);
    else group.push(row);
  }
  return [...groups].map(([path, items]) => {
    const section = known.get(path);
    return {
      id: path,
      title: section?.title ?? items[0]?.sectionTitle ?? path,
      trail: trailOf(path, known),
      counts: section?.counts ?? countStates(items.map((item) => item.state)),
      rows: items,
    };
  });
}

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

/** Rows under the tracker they come from, for workspace-wide tables. */
export function groupByTracker(rows: readonly Item[]): readonly ItemGroup[] {
  const groups = new Map<string, Item[]>();
  for (const row of rows) groups.set(row.trackerId, [...(groups.get(row.trackerId) ?? []), row]);
  return [...groups].map(([id, items]) => ({
    id,
    title: items[0]?.trackerName ?? id,
    trail: '',
    counts: items.length === 0 ? NO_COUNTS : countStates(items.map((item) => item.state)),
    rows: items,
  }));
}

/** The row before or after in reading order, for `[` and `]`; null at the ends. */
export function neighbour(rows: readonly { readonly id: string }[], id: string, step: 1 | -1): string | null {
  const at = rows.findIndex((row) => row.id === id);
  return at < 0 ? null : (rows[at + step]?.id ?? null);
}
