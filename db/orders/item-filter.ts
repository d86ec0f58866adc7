import type { ItemFilter, ItemSort } from '../../core/domain/trackers/rows/item-filter.ts';
import type { TrackerId } from '../../core/kernel/ids.ts';
import { fold } from '../fold.ts';

export interface ItemSelection {
  readonly trackerId: TrackerId | null;
  readonly filter: ItemFilter;
  readonly sort: ItemSort;
}

/** A condition over `item i` and `tracker t`, and what it binds. */
export interface Condition {
  readonly sql: string;
  readonly bind: readonly (string | number | null)[];
}

export const ITEM_SOURCE = 'item i JOIN tracker t ON t.id = i.tracker_id';

export function condition({ trackerId, filter }: ItemSelection): Condition {
  const parts: string[] = ['t.removed_at IS NULL AND t.joined_into IS NULL AND i.place_of IS NULL'];
  const bind: (string | number)[] = [];
  const where = (sql: string, ...values: (string | number)[]): void => {
    parts.push(sql);
    bind.push(...values);
  };
  if (trackerId !== null) where('i.tracker_id = ?', trackerId);
  for (const word of fold(filter.text).split(/\s+/).filter(Boolean).slice(0, 10)) {
    where('instr(i.haystack, ?) > 0', word);
  }
  if (filter.states.length > 0) where(isAmong('i.state'), JSON.stringify(filter.states));
  if (filter.kinds.length > 0) where(isAmong('i.kind'), JSON.stringify(filter.kinds));
  if (filter.owners.length > 0) where(isAmong("coalesce(i.owner, '')"), JSON.stringify(filter.owners));
  if (filter.section !== null) {
    where(
      `(i.tracker_id, i.section) IN (SELECT tracker_id, ordinal FROM section WHERE path = ? OR substr(path, 1, ?) = ?)`,
      filter.section,
      filter.section.length + 1,
      `${filter.section}/`,
    );
  }
  if (filter.dueBefore !== null) where('i.due < ?', filter.dueBefore);
  if (filter.dueAfter !== null) where('i.due > ?', filter.dueAfter);
  if (filter.withStatus) where('i.state IS NOT NULL');
  if (filter.slipped) where('i.due > i.first_due');
  return { sql: parts.join(' AND '), bind };
}

function isAmong(expression: string): string {
  return `${expression} IN (SELECT value FROM json_each(?))`;
}

/** One thing sorted by. Keys are compared as SQLite compares them: absent last, numbers, then text by code point. */
export interface SortKey {
  readonly sql: string;
  readonly descending: boolean;
  /** Can be absent; an order by what never is can follow an index. */
  readonly nullable: boolean;
}

const STATE_RANK = `CASE i.state WHEN 'blocked' THEN 0 WHEN 'active' THEN 1 WHEN 'review' THEN 2 WHEN 'planned' THEN 3
  WHEN 'unknown' THEN 4 WHEN 'done' THEN 5 WHEN 'locked' THEN 6 WHEN 'dropped' THEN 7 END`;

const PRIMARY: Readonly<Record<ItemSort['by'], string | null>> = {
  document: null,
  title: 'i.title_sort',
  state: STATE_RANK,
  due: 'i.due',
  owner: 'lower(i.owner)',
  changed: 'i.changed_at',
  section: '(SELECT title FROM section s WHERE s.tracker_id = i.tracker_id AND s.ordinal = i.section)',
  tracker: 'lower(t.name)',
};

/** The asked key first, then document order, so that every order is total and the same each time. */
export function sortKeys({ trackerId, sort }: ItemSelection): SortKey[] {
  const place = trackerId === null ? ['t.added_at', 't.id', 'i.position', 'i.n'] : ['i.position', 'i.n'];
  const primary = PRIMARY[sort.by];
  if (primary === null) return place.map((sql) => ({ sql, descending: sort.descending, nullable: false }));
  return [
    { sql: primary, descending: sort.descending, nullable: true },
    ...place.map((sql) => ({ sql, descending: false, nullable: false })),
  ];
}

export function orderBy(keys: readonly SortKey[]): string {
  return keys
    .map(
      ({ sql, descending, nullable }) =>
        `${sql} ${descending ? 'DESC' : 'ASC'}${nullable ? ' NULLS LAST' : ''}`,
    )
    .join(', ');
}
