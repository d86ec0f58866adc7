import type { FieldKind } from '../model.ts';
import { type DayOrder, readDate } from '../text/dates.ts';
import { plainText } from '../text/plain-text.ts';
import { slug, UniqueNames } from '../text/slug.ts';
import { type ColumnRole, dateRank, isRating, rolesOf, statusRank } from '../vocabulary/column-words.ts';
import type { TrackerMapping } from '../vocabulary/mapping.ts';
import { isStatusCell } from '../vocabulary/vocabulary.ts';

export interface Column {
  readonly label: string;
  /** Field name, or null when a person said to leave the column alone. */
  readonly name: string | null;
  readonly kind: FieldKind;
}

export interface TableShape {
  readonly columns: readonly Column[];
  readonly name: number;
  /** Column whose cells are ids, -1 when the name itself carries them. */
  readonly id: number;
  readonly status: number;
  readonly depends: number;
}

/** A column as found: its words and a sample of its non-empty cells. */
interface Seen {
  readonly at: number;
  readonly label: string;
  /** What a person said it holds; its own words count no more then. */
  readonly mapped: string | null;
  readonly roles: ReadonlySet<ColumnRole>;
  readonly cells: readonly string[];
  readonly dated: boolean;
  readonly numeric: boolean;
}

const SAMPLE_ROWS = 60;
const NO_ROLES: ReadonlySet<ColumnRole> = new Set();

/** Decides what each column holds, by its header words and by what its cells say. */
export function shapeOf(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  mapping: TrackerMapping | null,
  order: DayOrder,
): TableShape {
  const step = Math.ceil(rows.length / SAMPLE_ROWS);
  const sample = step > 1 ? rows.filter((_, at) => at % step === 0) : rows;
  const seen = headers.map((header, at) => seeColumn(header, at, sample, mapping, order));
  const taken = new Set<number>();
  const claim = (name: string, find: () => number): number => {
    const mapped = seen.findIndex((column) => column.mapped === name);
    const at = mapped === -1 ? find() : mapped;
    taken.add(at);
    return at;
  };
  const free = (column: Seen) => !taken.has(column.at) && column.mapped === null;
  const firstOf = (role: ColumnRole) =>
    indexOf(seen.find((column) => free(column) && column.roles.has(role)));
  const status = claim('status', () => pickStatus(seen));
  const date = claim('date', () =>
    lowest(seen, (column) => (free(column) && column.dated ? dateRank(column.label) : null)),
  );
  const depends = claim('depends', () => firstOf('depends'));
  const owner = claim('owner', () => firstOf('owner'));
  const id = claim('id', () =>
    indexOf(seen.find((column) => free(column) && column.at < 3 && holdsIds(column))),
  );
  const name = claim('name', () => findName(seen.filter(free), id));
  const notes = claim('notes', () => firstOf('notes'));
  const fixed = new Map([
    [notes, 'notes'],
    [owner, 'owner'],
    [date, 'date'],
    [status, 'status'],
    [name, 'name'],
  ] as const);
  return { columns: nameColumns(seen, fixed), name, id: id === name ? -1 : id, status, depends };
}

function seeColumn(
  header: string,
  at: number,
  rows: readonly (readonly string[])[],
  mapping: TrackerMapping | null,
  order: DayOrder,
): Seen {
  const label = plainText(header);
  const mapped = mapping?.columns[label] ?? null;
  const roles = mapped === null ? rolesOf(label) : NO_ROLES;
  const cells = rows.map((row) => row[at] ?? '').filter((cell) => cell !== '');
  const called = roles.has('date') || mapped === 'date';
  const isDate = (cell: string) => readDate(cell, order) !== null || (called && DATE_LIKE.test(cell));
  const filled = cells.filter((cell) => !NOTHING.test(cell));
  const dated = filled.length === 0 ? called : share(filled, isDate) >= (called ? 0.3 : 0.7);
  return { at, label, mapped, roles, cells, dated, numeric: !dated && isNumbers(cells) };
}

/** A cell that says there is nothing to say. */
const NOTHING = /^[-–—]+$|^n\/a$/iu;

/** What stands in a date column when no day can be told: an unclear order, a quarter, "to be decided". */
const DATE_LIKE = /\d{1,4}[./-]\d{1,2}[./-]\d{2,4}|\b(?:Q[1-4]|H[12]|TB[AD])\b|\b20\d\d\b/iu;

const FIXED = ['name', 'status', 'date', 'owner', 'notes'] as const;

function nameColumns(seen: readonly Seen[], fixed: ReadonlyMap<number, (typeof FIXED)[number]>): Column[] {
  const names = new UniqueNames();
  for (const word of [...FIXED, 'check']) names.take(word);
  return seen.map(({ at, label, mapped, dated, numeric }): Column => {
    if (mapped === 'ignore') return { label, name: null, kind: 'text' };
    const own = fixed.get(at);
    if (own !== undefined) return { label, name: own, kind: own === 'name' ? 'text' : own };
    const kind = dated ? 'date' : numeric ? 'number' : 'text';
    return { label, name: names.take(slug(mapped ?? label) || `column-${at + 1}`).replace('~', '-'), kind };
  });
}

function indexOf(column: Seen | undefined): number {
  return column?.at ?? -1;
}

/** The lowest-ranked column, the leftmost among equals; -1 without any. */
function lowest(seen: readonly Seen[], rank: (column: Seen) => number | null): number {
  let best = -1;
  let bestRank = Number.POSITIVE_INFINITY;
  for (const column of seen) {
    const own = rank(column);
    if (own === null || own >= bestRank) continue;
    best = column.at;
    bestRank = own;
  }
  return best;
}

function pickStatus(seen: readonly Seen[]): number {
  const named = lowest(seen, (column) => {
    if (!column.roles.has('status') || (column.dated && column.cells.length > 0)) return null;
    const rank = statusRank(column.label);
    // "Done" or "Result" may head prose; "Status" is taken at its word.
    return rank === 0 ||
      column.cells.length === 0 ||
      share(column.cells, (cell) => isStatusCell(cell, false)) >= 0.5
      ? rank
      : null;
  });
  if (named !== -1) return named;
  const telling = seen.filter(
    (column) =>
      column.at > 0 &&
      column.mapped === null &&
      !column.dated &&
      !isRating(column.label) &&
      share(column.cells, (cell) => isStatusCell(cell, true)) >= 0.7,
  );
  // A matrix of ticks has many such columns, and none of them is the row's status.
  return telling.length === 1 ? indexOf(telling[0]) : -1;
}

function holdsIds(column: Seen): boolean {
  const short = (cell: string) => cell.length <= 40 && /^\S{1,16}$/u.test(plainText(cell));
  return column.roles.has('id') && share(column.cells, short) >= 0.8;
}

function findName(free: readonly Seen[], id: number): number {
  const named = free.find((column) => column.roles.has('name') && !column.dated);
  const first = free.find((column) => !column.dated && !column.numeric && !column.roles.has('notes'));
  if (named !== undefined && (id !== -1 || first === undefined || named.at <= first.at)) return named.at;
  const anything = first ?? free.find((column) => !column.dated) ?? free[0];
  return anything?.at ?? id;
}

function isNumbers(cells: readonly string[]): boolean {
  return share(cells, (cell) => cell.length < 24 && /^[*_`]*[-+~]?\d[\d.,\s]*%?[*_`]*$/u.test(cell)) >= 0.8;
}

/** 0 for no cells at all. */
function share(cells: readonly string[], fits: (cell: string) => boolean): number {
  if (cells.length === 0) return 0;
  return cells.reduce((sum, cell) => sum + (fits(cell) ? 1 : 0), 0) / cells.length;
}
