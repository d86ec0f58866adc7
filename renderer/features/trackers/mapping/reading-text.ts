import type { ReadPreview } from '../../../domains/trackers/model/rows.ts';
import { formatCount, formatNumber } from '../../../ui/text/format.ts';

type TablePreview = ReadPreview['tables'][number];
type ColumnPreview = TablePreview['columns'][number];
type Kind = TablePreview['kind'];
type Role = NonNullable<ColumnPreview['role']>;

export const LEAVE_ALONE = 'ignore';

/** Meanings a column can be given, by the field that it fills. */
export const COLUMN_CHOICES = [
  { id: 'name', label: 'Name' },
  { id: 'status', label: 'Status' },
  { id: 'date', label: 'Due' },
  { id: 'start', label: 'Start' },
  { id: 'done', label: 'Done on' },
  { id: 'owner', label: 'Owner' },
  { id: 'depends', label: 'Depends on' },
  { id: 'priority', label: 'Priority' },
  { id: 'key', label: 'Key' },
  { id: 'notes', label: 'Notes' },
  { id: LEAVE_ALONE, label: 'Leave alone' },
] as const;

/** What one key says of the focused column. */
export const COLUMN_KEYS = [
  { key: 'n', field: 'name', label: 'Name' },
  { key: 's', field: 'status', label: 'Status' },
  { key: 'd', field: 'date', label: 'Due' },
] as const;
export const TABLE_KEY = 'x';

const ROLES: Readonly<Record<Role, string>> = {
  key: 'Key',
  name: 'Name',
  status: 'Status',
  due: 'Due',
  start: 'Start',
  done: 'Done on',
  owner: 'Owner',
  depends: 'Depends on',
  notes: 'Notes',
  count: 'Count',
  priority: 'Priority',
  evidence: 'Evidence',
};

const KINDS: Readonly<Record<Kind, string>> = {
  tracker: 'Tracker',
  legend: 'Legend',
  'key-value': 'Properties and values',
  matrix: 'Matrix',
  log: 'Log',
  reference: 'Reference',
};

/** Choices of one column: the usual meanings, and plain text under its own name where it is that now. */
export function columnChoices(column: ColumnPreview): readonly { id: string; label: string }[] {
  const { field, label } = column;
  return field === null || COLUMN_CHOICES.some((choice) => choice.id === field)
    ? COLUMN_CHOICES
    : [{ id: field, label: `Text, as “${label}”` }, ...COLUMN_CHOICES];
}

function surenessText(sureness: number): string {
  return sureness >= 0.8 ? 'sure' : sureness >= 0.5 ? 'likely' : 'a guess';
}

/** `Status, sure: the header says "Zustand" and 100 % of its cells are words or signs of status`. */
export function columnText({ field, role, sureness, reasons }: ColumnPreview): string {
  const why = reasons.length === 0 ? '' : `: ${reasons.join(' and ')}`;
  if (role !== null) return `${ROLES[role]}, ${surenessText(sureness)}${why}`;
  return field === null ? `Left alone${why}` : `Text${why}`;
}

/** What most speaks for a kind; more would not be read. */
const MAX_REASONS = 3;

/** `Tracker, sure: "Zustand" says how far a row is; "Termin" says when a row is due`. */
export function tableText({ kind, sureness, reasons }: TablePreview): string {
  const why = reasons.length === 0 ? '' : `: ${reasons.slice(0, MAX_REASONS).join('; ')}`;
  return `${KINDS[kind]}, ${surenessText(sureness)}${why}`;
}

/** "2 rows at line 3 become items"; of several tables with one header "12 rows of 3 tables, the first at line 3, ...". */
export function rowsText({ rows, lines, followed }: TablePreview): string {
  const place = `line ${formatNumber(lines[0] ?? 0)}`;
  const where =
    lines.length < 2 ? ` at ${place}` : ` of ${formatCount(lines.length, 'table')}, the first at ${place},`;
  const one = rows === 1;
  const become = followed
    ? one
      ? 'becomes an item'
      : 'become items'
    : one
      ? 'is left alone'
      : 'are left alone';
  return `${formatCount(rows, 'row')}${where} ${become}`;
}
