import type { RowOf } from '../../../../core/contract/index.ts';
import { endLabels } from '../../../domains/fleet/task-labels.ts';
import type { TableColumn } from '../../../ui/table/table-types.ts';
import { TimeText } from '../../../ui/text/time-text.tsx';
import { costText, titleColumn } from '../list/task-columns.tsx';

type Row = RowOf<'tasks.list'>;

export const reasonText = (row: Row): string =>
  row.endReason === null ? 'unknown' : endLabels[row.endReason];

export const deadLetterColumns: readonly TableColumn<Row>[] = [
  titleColumn,
  { id: 'reason', label: 'Reason', value: reasonText, width: 200 },
  { id: 'error', label: 'What it said last', value: (row) => row.error ?? '', width: 320 },
  { id: 'attempts', label: 'Attempts', value: (row) => String(row.generation), width: 76, align: 'end' },
  { id: 'cost', label: 'Cost', value: costText, width: 96, align: 'end' },
  { id: 'agent', label: 'Last agent', value: (row) => row.agentName ?? '', width: 130 },
  {
    id: 'ended',
    label: 'Since',
    value: (row) => (row.endedAt === null ? '' : new Date(row.endedAt).toISOString()),
    width: 110,
    align: 'end',
    render: (row) => (row.endedAt === null ? '' : <TimeText at={row.endedAt} focusable={false} />),
  },
];
