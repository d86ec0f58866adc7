import { StateLabel } from '../marks/state-mark.tsx';
import type { TableColumn } from '../table/table-types.ts';
import { DayText } from '../text/time-text.tsx';
import type { SampleRow } from './sample-rows.ts';
import { movesFrom } from './sample-rows.ts';

const owners = ['Ines', 'Jonas', 'Mira', 'Oskar'];

/** One column of every kind. */
export const sampleColumns: readonly TableColumn<SampleRow>[] = [
  {
    id: 'title',
    label: 'Title',
    value: (row) => row.title,
    fixed: true,
    width: 260,
    sortable: true,
    editor: { kind: 'text' },
  },
  {
    id: 'status',
    label: 'Status',
    value: (row) => row.status,
    render: (row) => <StateLabel mark={row.mark} label={row.status} />,
    width: 150,
    sortable: true,
    editor: { kind: 'status', moves: (row) => movesFrom(row.status) },
  },
  {
    id: 'due',
    label: 'Due',
    value: (row) => row.due,
    render: (row) => (row.due === '' ? '' : <DayText date={row.due} />),
    width: 120,
    sortable: true,
    editor: { kind: 'date' },
  },
  {
    id: 'owner',
    label: 'Owner',
    value: (row) => row.owner,
    width: 110,
    editor: { kind: 'owner', suggestions: () => owners },
  },
  {
    id: 'checked',
    label: 'Checked',
    value: (row) => String(row.checked),
    render: (row) => (row.checked ? '☑' : '☐'),
    width: 90,
    editor: { kind: 'check' },
  },
  { id: 'line', label: 'Line', value: (row) => String(row.line), align: 'end', width: 70 },
  {
    id: 'notes',
    label: 'Notes',
    value: (row) => row.notes,
    width: 260,
    editor: { kind: 'text' },
    locked: (row) => (row.line % 7 === 0 ? 'A merged cell: edit it in the source.' : null),
  },
];

/** A row with one value changed, as a store would answer. */
export function editedSample(row: SampleRow, columnId: string, value: string): SampleRow {
  if (columnId === 'checked') return { ...row, checked: value === 'true' };
  if (columnId === 'status') {
    const move = movesFrom(row.status).find((one) => one.word === value);
    return { ...row, status: value, mark: move?.mark ?? row.mark };
  }
  return { ...row, [columnId]: value };
}
