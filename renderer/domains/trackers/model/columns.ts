import { dayText, fieldDayText } from './days.ts';
import type { Item, ItemField, ItemSort, Outline } from './rows.ts';
import { statusLabel } from './state-labels.ts';

export type ColumnKind = ItemField['kind'] | 'title' | 'section' | 'tracker';

export interface ItemColumn {
  /** `title`, `section`, `tracker`, or the field's name; see `field`. */
  readonly id: string;
  /** The field's name where a column of ours has it for an id: a document may have a column "Section". */
  readonly field?: string;
  readonly label: string;
  readonly kind: ColumnKind;
  readonly width: number;
  /** Engine sort this column answers to, null when it can't be sorted by. */
  readonly sort: ItemSort['by'] | null;
  /** Shown until the person chooses otherwise. */
  readonly initially: boolean;
  /** Finds its field by kind where the documents call it differently: the workspace-wide table. */
  readonly byKind?: true;
}

/** The field that every reader gives an item's name to. */
const NAME = 'name';

function nameField(item: Item): ItemField | null {
  return item.fields.find((field) => field.name === NAME) ?? null;
}

const TITLE: ItemColumn = {
  id: 'title',
  label: 'Item',
  kind: 'title',
  width: 280,
  sort: 'title',
  initially: true,
};
const SECTION: ItemColumn = {
  id: 'section',
  label: 'Section',
  kind: 'section',
  width: 170,
  sort: 'section',
  initially: false,
};
const TRACKER: ItemColumn = {
  id: 'tracker',
  label: 'Tracker',
  kind: 'tracker',
  width: 180,
  sort: 'tracker',
  initially: true,
};

const WIDTHS: Readonly<Record<ItemField['kind'], number>> = {
  status: 168,
  date: 124,
  owner: 130,
  text: 200,
  notes: 380,
  check: 64,
  number: 90,
};

const SORTS: Readonly<Partial<Record<ItemField['kind'], ItemColumn['sort']>>> = {
  status: 'state',
  owner: 'owner',
};

const ORDER: readonly ItemField['kind'][] = ['check', 'status', 'date', 'owner', 'number', 'text', 'notes'];

const OWN_IDS: ReadonlySet<string> = new Set([TITLE.id, SECTION.id, TRACKER.id]);

function isKind(kind: string): kind is ItemField['kind'] {
  return ORDER.some((known) => known === kind);
}

/** The column of one tracker's table that shows a field. */
export function columnIdOf(field: string): string {
  if (field === NAME) return TITLE.id;
  return OWN_IDS.has(field) ? `field:${field}` : field;
}

/** Columns of one tracker's table: its own labels, check boxes first, long texts last. */
export function trackerColumns(columns: Outline['columns']): readonly ItemColumn[] {
  const fields = columns.flatMap((column): ItemColumn[] => {
    if (column.name === NAME || !isKind(column.kind)) return [];
    return [
      {
        id: columnIdOf(column.name),
        field: column.name,
        label: column.label,
        kind: column.kind,
        width: WIDTHS[column.kind],
        sort: column.name === 'date' ? 'due' : (SORTS[column.kind] ?? null),
        initially: true,
      },
    ];
  });
  const unique = [...new Map(fields.map((field) => [field.id, field])).values()];
  const rank = (column: ItemColumn) => ORDER.findIndex((kind) => kind === column.kind);
  return [TITLE, ...unique.toSorted((a, b) => rank(a) - rank(b)), SECTION];
}

/** What documents have in common. Of several days only the one a thing is due is `date`. */
const COMMON = {
  status: {
    id: 'status',
    label: 'Status',
    kind: 'status',
    width: 140,
    sort: 'state',
    initially: true,
    byKind: true,
  },
  date: { id: 'date', label: 'Due', kind: 'date', width: 124, sort: 'due', initially: true },
  owner: {
    id: 'owner',
    label: 'Owner',
    kind: 'owner',
    width: 140,
    sort: 'owner',
    initially: true,
    byKind: true,
  },
} as const satisfies Readonly<Record<string, ItemColumn>>;

export function commonField(item: Item, id: keyof typeof COMMON): ItemField | null {
  return fieldFor(item, COMMON[id]);
}

/** Columns of the workspace-wide table: what every document has in common. */
export function workspaceColumns(): readonly ItemColumn[] {
  return [
    TITLE,
    COMMON.status,
    COMMON.date,
    COMMON.owner,
    TRACKER,
    { ...SECTION, initially: true, byKind: true },
    { id: 'notes', label: 'Notes', kind: 'notes', width: 300, sort: null, initially: false, byKind: true },
  ];
}

/** The field of an item a column shows: by name, else the only field of that kind. */
export function fieldFor(item: Item, column: ItemColumn): ItemField | null {
  if (column.kind === 'title') return nameField(item);
  if (column.kind === 'section' || column.kind === 'tracker') return null;
  const named = item.fields.find((field) => field.name === (column.field ?? column.id));
  if (named !== undefined) return named;
  return column.byKind === true ? (item.fields.find((field) => field.kind === column.kind) ?? null) : null;
}

/** Plain text of a cell as it is shown; an edit and a copy take the document's own text. */
export function cellText(item: Item, column: ItemColumn): string {
  if (column.kind === 'title') return item.title;
  if (column.kind === 'section') return item.sectionTitle;
  if (column.kind === 'tracker') return item.trackerName;
  const field = fieldFor(item, column);
  if (field !== null) return field.kind === 'check' ? (field.value === 'true' ? 'x' : '') : field.value;
  if (column.id === 'status') return item.status ?? '';
  if (column.id === 'owner') return item.owner ?? '';
  return column.id === 'date' ? (item.due ?? '') : '';
}

/** A column of plain text that fewer of the rows than this fill is left to the side panel until asked for. */
const Sparse = 0.12;

/**
 * Which columns to show first, judged by the rows there are: a text that two items in a hundred have would take the
 * room of every title. States, dates, owners and boxes always show.
 */
export function showFilled(columns: readonly ItemColumn[], rows: readonly Item[]): readonly ItemColumn[] {
  if (rows.length === 0) return columns;
  return columns.map((column) => {
    if (!column.initially || !['text', 'notes', 'number'].includes(column.kind)) return column;
    const filled = rows.filter((row) => cellText(row, column) !== '').length;
    return filled / rows.length < Sparse ? { ...column, initially: false } : column;
  });
}

const PLAIN_LABELS: Readonly<Partial<Record<ColumnKind, string>>> = {
  status: 'Status',
  date: 'Date',
  owner: 'Owner',
  notes: 'Notes',
  check: 'Done',
};

/** What the days of an item are, where their headings don't tell them apart. */
const DAYS: Readonly<Record<string, string>> = { date: 'Due', start: 'Start', done: 'Done on' };

/** A box and a day may both be called "Done": the day then says which day it is. */
export function tellApart(columns: readonly ItemColumn[]): readonly ItemColumn[] {
  return columns.map((column) =>
    column.kind === 'date' && columns.some((other) => other !== column && other.label === column.label)
      ? { ...column, label: DAYS[column.field ?? column.id] ?? `${column.label} (date)` }
      : column,
  );
}

/** Room that one letter takes, and what stands beside the words: a mark, a badge, the edges. */
const Letter = 7.2;
const BESIDE: Readonly<Partial<Record<ColumnKind, number>>> = { status: 96, date: 24 };
const Widest = 280;

/** Columns of words that must be read whole are as wide as the longest of these rows, within reason. */
export function fitToRows(columns: readonly ItemColumn[], rows: readonly Item[]): readonly ItemColumn[] {
  return columns.map((column) => {
    const beside = BESIDE[column.kind];
    if (beside === undefined) return column;
    const longest = Math.max(0, ...rows.map((row) => shownLength(row, column)));
    const wanted = Math.ceil(longest * Letter + beside);
    return { ...column, width: Math.max(column.width, Math.min(Widest, wanted)) };
  });
}

function shownLength(item: Item, column: ItemColumn): number {
  const field = fieldFor(item, column);
  if (column.kind === 'status') return statusLabel(item).length;
  return (field === null ? dayText(item.due) : fieldDayText(field)).length;
}

/** Where the document calls one kind of field differently in different tables, the column takes the plain word. */
export function labelByRows(columns: readonly ItemColumn[], rows: readonly Item[]): readonly ItemColumn[] {
  const labels = new Map<string, Set<string>>();
  for (const row of rows) {
    for (const field of row.fields) {
      const known = labels.get(field.name);
      if (known === undefined) labels.set(field.name, new Set([field.label]));
      else known.add(field.label);
    }
  }
  return columns.map((column) => {
    const plain = PLAIN_LABELS[column.kind];
    const several = (labels.get(column.field ?? column.id)?.size ?? 0) > 1;
    return several && plain !== undefined ? { ...column, label: plain } : column;
  });
}
