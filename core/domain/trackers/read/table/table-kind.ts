import { unreachable } from '../../../../kernel/unreachable.ts';
import type { ColumnRole } from '../../vocabulary/column-words.ts';
import type { TableKind } from '../../vocabulary/table-kinds.ts';
import {
  asksForWork,
  headsChanges,
  headsLog,
  headsMeanings,
  headsProperties,
  headsReference,
  headsSigns,
  headsState,
  headsTelling,
  headsValues,
  headsWork,
  namesReference,
  namesSlot,
  namesStage,
  namesWork,
} from '../../vocabulary/table-words.ts';
import { isExactStatus } from '../../vocabulary/vocabulary.ts';
import type { Assignment } from './assign-roles.ts';
import { type SeenColumn, said } from './role-scores.ts';

/** What speaks for rows that somebody follows, and against it; from `FOLLOWED` on they are items. */
const SIGNS = {
  /** A column under a word for status; one found by its cells alone says less. */
  statusHeader: 2,
  statusCells: 0.9,
  counts: 2,
  due: 1.5,
  start: 0.6,
  done: 0.7,
  owner: 0.7,
  depends: 0.7,
  priority: 0.8,
  /** A number, id or code that the document itself gives to every row. */
  key: 0.2,
  /** A commit per row: something was done. */
  commits: 0.6,
  /** "Phase", "Sprint", "Release": stages of work. */
  stage: 0.5,
  /** "Step", "Week": instructions have them too. */
  slot: 0.35,
  workName: 0.9,
  workHeading: 0.4,
  /** "Deferred", "Out of scope": the rows are in that state. */
  statusHeading: 0.6,
  asksForWork: 0.7,
  referenceName: -1.1,
  referenceHeading: -0.6,
  /** Most columns are figures: a measurement. */
  figures: -0.7,
} as const;
const FOLLOWED = 0.5;

/** Columns of marks or words of status from which on no single one is the row's. */
const MARKED_COLUMNS = 2;

export interface TableSeen {
  readonly columns: readonly SeenColumn[];
  readonly roles: Assignment;
  /** Titles of the headings above, the nearest first. */
  readonly heading: string;
  readonly inLog: boolean;
}

export interface KindOfTable {
  readonly kind: TableKind;
  /** Why its rows are nothing to follow; null for a tracker. */
  readonly why: string | null;
  /** From 0 to 1. */
  readonly sureness: number;
  /** In words, what speaks for the kind; the strongest first. */
  readonly reasons: readonly string[];
}

const WHY: Readonly<Record<Exclude<TableKind, 'tracker'>, string>> = {
  legend: 'This table explains signs or words; its rows are nothing to follow',
  'key-value': 'This table lists properties with their values; its rows are nothing to follow',
  matrix: 'Several columns of this table hold marks, and none of them says how far a row is',
  log: 'This table is a log of what happened; its rows are nothing to follow',
  reference: 'Nothing in this table says how far a row is, when it is due or who does it',
};

/** Kinds that its form alone tells, by rules that either hold or don't. */
type FormKind = Exclude<TableKind, 'tracker' | 'reference'>;
const BY_FORM: Readonly<Record<FormKind, string>> = {
  legend: 'signs or words stand beside what they mean',
  'key-value': 'names of properties stand beside their values',
  matrix: 'several columns hold marks, and no header names one of them a status',
  log: 'its rows begin with when something happened, or it stands in a log',
};
const SURE_BY_FORM = 0.9;

export function kindOfTable(seen: TableSeen): KindOfTable {
  const form = kindByForm(seen);
  if (form !== null) return { kind: form, why: WHY[form], sureness: SURE_BY_FORM, reasons: [BY_FORM[form]] };
  const signs = signsOf(seen);
  const sum = signs.reduce((all, { weight }) => all + weight, 0);
  // Between the two kinds nothing is known; a full point away from there the reading is sure.
  const sureness = Math.round(100 * Math.min(1, 0.5 + Math.abs(sum - FOLLOWED) / 2)) / 100;
  const kind = sum >= FOLLOWED ? 'tracker' : 'reference';
  const reasons = signs
    .filter(({ weight }) => weight > 0 === (kind === 'tracker'))
    .toSorted((one, other) => Math.abs(other.weight) - Math.abs(one.weight))
    .map(({ reason }) => reason);
  if (kind === 'tracker') return { kind, why: null, sureness, reasons };
  return { kind, why: WHY.reference, sureness, reasons: [...reasons, NOTHING_FOLLOWED] };
}

const NOTHING_FOLLOWED = 'too little in it says how far a row is, when it is due or who does it';

function kindByForm(seen: TableSeen): FormKind | null {
  const { columns, roles } = seen;
  const status = columnWith(seen, 'status');
  if (isLegend(columns)) return 'legend';
  if (isKeyValue(columns)) return 'key-value';
  const stated = status !== null && said(status, 'status') > 0;
  if (!stated && isLog(seen)) return 'log';
  if (!stated && markedColumns(columns, roles) >= MARKED_COLUMNS) return 'matrix';
  return null;
}

function columnWith({ columns, roles }: TableSeen, role: ColumnRole): SeenColumn | null {
  return columns.find(({ at }) => roles.get(at) === role) ?? null;
}

/** Signs or words of status, and what they mean. */
function isLegend(columns: readonly SeenColumn[]): boolean {
  const [first, second] = columns;
  if (first === undefined || second === undefined || columns.length > 3) return false;
  const signs = Math.max(first.cells.marks, first.cells.clearStatus);
  if (headsMeanings(second.header.text)) return headsSigns(first.header.text) || signs >= 0.6;
  return (
    columns.length === 2 && headsTelling(second.header.text) && headsSigns(first.header.text) && signs >= 0.6
  );
}

function isKeyValue(columns: readonly SeenColumn[]): boolean {
  const [first, second] = columns;
  if (first === undefined || second === undefined || columns.length !== 2) return false;
  const unnamed = first.header.text === '' && second.header.text === '';
  return unnamed || (headsProperties(first.header.text) && headsValues(second.header.text));
}

/** Rows that begin with a day or a commit, or tell changes beside one; a row that names work is none of a log. */
function isLog(seen: TableSeen): boolean {
  const { columns, inLog } = seen;
  if (inLog) return true;
  const [first, second] = columns;
  if (first !== undefined && isWhen(first) && headsLog(seen.heading)) return true;
  const name = columnWith(seen, 'name');
  if (first === undefined || (name !== null && namesWork(name.header.text) && name.cells.counts < 0.5))
    return false;
  if (isWhen(first) || first.cells.hashes >= 0.6) return true;
  const when = second !== undefined && isWhen(second);
  return when && columns.some((column) => headsChanges(column.header.text));
}

function isWhen(column: SeenColumn): boolean {
  const word = Math.max(said(column, 'day'), said(column, 'stamp'));
  return word >= 0.9 && (column.cells.filled === 0 || column.cells.dateLike >= 0.3);
}

function markedColumns(columns: readonly SeenColumn[], roles: Assignment): number {
  return columns.filter(({ at, cells, header }) => {
    const role = roles.get(at);
    if (role !== undefined && role !== 'status' && role !== 'notes' && role !== 'evidence') return false;
    const marked = Math.max(cells.marks, cells.signed, cells.clearStatus);
    return cells.filled > 0 && marked >= 0.3 && cells.length <= 24 && !header.strengths.has('flag');
  }).length;
}

interface Sign {
  readonly weight: number;
  readonly reason: string;
}

function signsOf(seen: TableSeen): Sign[] {
  const { columns, roles, heading } = seen;
  const signs: Sign[] = [];
  const add = (weight: number, reason: string) => {
    if (weight !== 0) signs.push({ weight, reason });
  };
  if (![...roles.values()].includes('status') && columns.some(hintsAtStatus))
    add(SIGNS.statusCells, 'some of its cells tell a status');
  for (const [at, role] of roles) {
    const column = columns[at];
    if (column !== undefined) add(signOf(column, role), `"${column.label}" ${TELLS[role]}`);
  }
  const name = columnWith(seen, 'name') ?? columns[0];
  const key = columnWith(seen, 'key');
  const headers = [name, key, columns[0]].flatMap((column) =>
    column === undefined || column === null ? [] : [column.header.text],
  );
  if (headers.some(namesWork)) add(SIGNS.workName, 'a header names work');
  else if (headers.some(namesStage)) add(SIGNS.stage, 'a header names stages of work');
  if (columns.some(({ cells }) => cells.hashes >= 0.6)) add(SIGNS.commits, 'its rows name commits');
  if (headers.some(namesReference)) add(SIGNS.referenceName, 'a header names things to look up');
  if (columns.some((column) => asksForWork(column.header.text)))
    add(SIGNS.asksForWork, 'a header asks for work');
  if (headers.some(namesSlot)) add(SIGNS.slot, 'a header names steps or weeks');
  if (isExactStatus(heading) || headsState(heading))
    add(SIGNS.statusHeading, 'the heading above it states how far its rows are');
  else if (headsWork(heading)) add(SIGNS.workHeading, 'the heading above it names work');
  if (headsReference(heading)) add(SIGNS.referenceHeading, 'the heading above it names things to look up');
  const others = columns.filter((column) => column !== name && column !== key && column.cells.filled > 0);
  const figures = others.filter(({ cells }) => cells.numeric >= 0.6).length;
  if (figures > 0 && figures * 2 >= others.length) add(SIGNS.figures, 'most of its columns are figures');
  return signs;
}

/** What a column of a role tells of its rows, after the column's own label. */
const TELLS: Readonly<Record<ColumnRole, string>> = {
  key: 'numbers its rows',
  name: 'names its rows',
  status: 'says how far a row is',
  due: 'says when a row is due',
  start: 'says when a row was begun',
  done: 'says when a row was done',
  owner: 'says who does it',
  depends: 'says what a row waits for',
  notes: 'adds notes',
  count: 'counts',
  priority: 'says how urgent a row is',
  evidence: 'points at evidence',
};

/** Too few of its cells tell a status for it to be one; enough to see that somebody follows the rows. */
function hintsAtStatus({ at, cells, header }: SeenColumn): boolean {
  const told = Math.max(cells.clearStatus, cells.counts);
  return at > 0 && header.strengths.size === 0 && cells.filled > 0 && told >= 0.4;
}

function signOf(column: SeenColumn, role: ColumnRole): number {
  switch (role) {
    case 'status':
      if (said(column, 'status') > 0) return SIGNS.statusHeader;
      return column.cells.counts >= 0.7 ? SIGNS.counts : SIGNS.statusCells;
    case 'key':
      return said(column, 'key') > 0 ? SIGNS.key : 0;
    case 'due':
    case 'start':
    case 'done':
    case 'owner':
    case 'depends':
    case 'priority':
      return SIGNS[role];
    case 'name':
    case 'notes':
    case 'count':
    case 'evidence':
      return 0;
    default:
      return unreachable(role);
  }
}
