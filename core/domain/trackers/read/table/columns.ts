import type { ColumnReading, FieldKind } from '../../model.ts';
import type { DayOrder } from '../../text/calendar/date-forms.ts';
import { plainText } from '../../text/plain-text.ts';
import { UniqueNames } from '../../text/slug.ts';
import { ColumnRole, fieldNameFor, namesADay } from '../../vocabulary/column-words.ts';
import { headerSenses } from '../../vocabulary/header-words.ts';
import { saidOfColumn, saidOfTable, type TrackerMapping } from '../../vocabulary/mapping.ts';
import { type Assignment, assignRoles } from './assign-roles.ts';
import { type CellFacts, cellFacts } from './cell-facts.ts';
import { reasonsFor, surenessOf } from './reasons.ts';
import { type RoleScores, roleScores, type SeenColumn, type TableHints } from './role-scores.ts';

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
  readonly seen: readonly SeenColumn[];
  readonly roles: Assignment;
  readonly readings: readonly ColumnReading[];
}

const SAMPLE_ROWS = 24;
const MAX_SAMPLE = 80;

/** Decides what each column holds, by its header words and by what the cells of some rows say. What a person said wins. */
export function shapeOf(
  headers: readonly string[],
  sample: readonly (readonly string[])[],
  mapping: TrackerMapping | null,
  order: DayOrder,
  hints: TableHints,
): TableShape {
  const seen = headers.map((header, at) => seeColumn(header, at, sample, order));
  const table = saidOfTable(
    mapping,
    seen.map(({ label }) => label),
  );
  const mapped = seen.map(({ label }) => saidOfColumn(mapping, table, label));
  const given = new Map<number, ColumnRole>();
  const scores = new Map<number, RoleScores>();
  for (const column of seen) {
    const word = mapped[column.at] ?? null;
    const role = word === null ? null : (ROLE_OF_FIELD.get(word) ?? null);
    if (role !== null && ![...given.values()].includes(role)) given.set(column.at, role);
    if (word === null) scores.set(column.at, roleScores(column, hints));
  }
  const roles = withName(assignRoles(scores, given), scores);
  const columnOf = (role: ColumnRole) => [...roles].find(([, own]) => own === role)?.[0] ?? -1;
  const id = columnOf('key');
  const columns = nameColumns(seen, mapped, roles);
  return {
    columns,
    name: columnOf('name') === -1 ? Math.max(id, 0) : columnOf('name'),
    id,
    status: columnOf('status'),
    depends: columnOf('depends'),
    seen,
    roles,
    readings: seen.map((column): ColumnReading => {
      const role = roles.get(column.at) ?? null;
      const isSaid = mapped[column.at] !== null;
      return {
        label: column.label,
        sample: firstText(sample, column.at),
        field: columns[column.at]?.name ?? null,
        role,
        sureness: isSaid ? 1 : role === null ? 0 : surenessOf(scores.get(column.at)?.[role] ?? 0),
        reasons: isSaid ? ['a person said so'] : role === null ? [] : reasonsFor(column, role),
      };
    }),
  };
}

/** Rows from everywhere in the table, enough to tell what its columns hold. */
export function sampleOf<Row>(rows: readonly Row[]): readonly Row[] {
  if (rows.length <= SAMPLE_ROWS) return rows;
  return Array.from({ length: SAMPLE_ROWS }, (_, at) => Math.floor((at * rows.length) / SAMPLE_ROWS)).flatMap(
    (at) => rows.slice(at, at + 1),
  );
}

/** What its first cell with something in it says. */
function firstText(rows: readonly (readonly string[])[], at: number): string {
  return plainText(rows.find((row) => (row[at] ?? '') !== '')?.[at] ?? '').slice(0, MAX_SAMPLE);
}

/**
 * Something has to be shown: where no column scores as a name, the likeliest one without another role. A key that no
 * header calls one is the name itself then, as is any key beside days, marks and numbers.
 */
function withName(roles: Assignment, scores: ReadonlyMap<number, RoleScores>): Assignment {
  if ([...roles.values()].includes('name')) return roles;
  const key = [...scores].find(([at]) => roles.get(at) === 'key');
  const free = [...scores].filter(([at]) => !roles.has(at));
  const [best] = free.sort(([, one], [, other]) => other.name - one.name);
  const isKeyOnly = key !== undefined && key[1].key >= SAID_KEY && best !== undefined;
  const chosen = key === undefined || (isKeyOnly && best[1].name >= POOR_NAME) ? best : key;
  return chosen === undefined ? roles : new Map([...roles, [chosen[0], 'name']]);
}

/** A day, a mark or a number would be a worse name than the key. */
const POOR_NAME = -0.4;
/** From here on the header says that it is a key. */
const SAID_KEY = 0.5;

function seeColumn(
  raw: string,
  at: number,
  rows: readonly (readonly string[])[],
  order: DayOrder,
): SeenColumn {
  const label = plainText(raw);
  const header = headerSenses(label);
  const raws = rows.map((row) => row[at] ?? '');
  return { at, label, header, cells: cellFacts(raws, order, header.strengths.has('status')) };
}

/** A column of days: called one, with cells that look like some, or full of them. */
function isDayColumn(header: string, cells: CellFacts): boolean {
  if (!namesADay(header)) return cells.dated >= 0.7;
  return cells.filled === 0 || cells.dateLike >= 0.3;
}

/** Fields that items of every table share, by the role that fills them. */
const FIELD_OF_ROLE: Readonly<Partial<Record<ColumnRole, { name: string; kind: FieldKind }>>> = {
  name: { name: 'name', kind: 'text' },
  status: { name: 'status', kind: 'status' },
  due: { name: 'date', kind: 'date' },
  start: { name: 'start', kind: 'date' },
  done: { name: 'done', kind: 'date' },
  owner: { name: 'owner', kind: 'owner' },
  notes: { name: 'notes', kind: 'notes' },
  key: { name: 'key', kind: 'text' },
  depends: { name: 'depends', kind: 'text' },
  priority: { name: 'priority', kind: 'text' },
};

/** What a person may have said a column is; `id` is the former word for the key. */
const ROLE_OF_FIELD: ReadonlyMap<string, ColumnRole> = new Map([
  ...ColumnRole.options.flatMap((role) => {
    const field = FIELD_OF_ROLE[role];
    return field === undefined ? [] : [[field.name, role] as const];
  }),
  ['id', 'key'],
]);

function nameColumns(
  seen: readonly SeenColumn[],
  mapped: readonly (string | null)[],
  roles: Assignment,
): Column[] {
  const names = new UniqueNames();
  for (const field of Object.values(FIELD_OF_ROLE)) names.take(field.name);
  names.take('check');
  return seen.map(({ at, label, header, cells }): Column => {
    const word = mapped[at] ?? null;
    if (word === 'ignore') return { label, name: null, kind: 'text' };
    const role = roles.get(at);
    const own = role === undefined ? undefined : FIELD_OF_ROLE[role];
    if (own !== undefined) return { label, ...own };
    const isDay = isDayColumn(header.text, cells);
    const kind = isDay ? 'date' : cells.numeric >= 0.8 ? 'number' : 'text';
    const name = names.take(fieldNameFor(word ?? label) || `column-${at + 1}`).replace('~', '-');
    return { label, name, kind };
  });
}
