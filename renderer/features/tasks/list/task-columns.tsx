import type { RowOf } from '../../../../core/contract/index.ts';
import type { Hubs } from '../../../domains/fleet/hubs.ts';
import { costText as sumText } from '../../../domains/fleet/money-format.ts';
import { endLabels, laneLabels, taskLabel, taskMark } from '../../../domains/fleet/task-labels.ts';
import { StateMark } from '../../../ui/marks/state-mark.tsx';
import type { TableColumn } from '../../../ui/table/table-types.ts';
import { formatNumber } from '../../../ui/text/format.ts';
import { TimeText } from '../../../ui/text/time-text.tsx';
import styles from './task-list.module.css';

type Row = RowOf<'tasks.list'>;

/** What a task says of itself in a line: why it waits, how far it is, how it ended. */
export function taskSummary(row: Row): string {
  if (row.status === 'queued') return row.waiting?.text ?? '';
  if (row.status === 'completed') return '';
  if (row.status === 'working' || row.status === 'assigned') {
    const percent = row.percent === null ? [] : [`${Math.round(row.percent)} %`];
    return [...percent, row.blocked ?? row.note].filter((part) => part !== '').join(' · ');
  }
  return row.error ?? (row.endReason === null ? '' : endLabels[row.endReason]);
}

/** What is known to have been paid. Used tokens without a price are an unknown sum; no report is no sum at all. */
export function costText(row: Pick<Row, 'cost' | 'unpriced' | 'generation'>): string {
  return row.generation === 0 ? '' : (sumText(row.cost, row.unpriced) ?? 'none known');
}

export const titleColumn: TableColumn<Row> = {
  id: 'title',
  label: 'Task',
  value: (row) => row.title,
  width: 260,
  fixed: true,
  render: (row) => (
    <span className={styles.title}>
      <StateMark mark={taskMark(row)} label={taskLabel(row)} />
      <span className={styles.cut}>{row.title}</span>
    </span>
  ),
};

const columns: readonly TableColumn<Row>[] = [
  titleColumn,
  { id: 'status', label: 'Status', value: taskLabel, width: 150 },
  { id: 'says', label: 'Says', value: taskSummary, width: 200 },
  { id: 'agent', label: 'Agent', value: (row) => row.agentName ?? '', width: 116 },
  { id: 'lane', label: 'Lane', value: (row) => laneLabels[row.lane], width: 72 },
  { id: 'tier', label: 'Tier', value: (row) => row.tier, width: 80 },
  { id: 'repository', label: 'Repository', value: (row) => row.repositoryName ?? '', width: 120 },
  { id: 'attempts', label: 'Attempts', value: (row) => String(row.generation), width: 76, align: 'end' },
  { id: 'cost', label: 'Cost', value: costText, width: 96, align: 'end' },
  { id: 'tokens', label: 'Tokens', value: (row) => formatNumber(row.tokens), width: 84, align: 'end' },
  { id: 'from', label: 'From', value: (row) => row.submitter.name, width: 104 },
  {
    id: 'submitted',
    label: 'Submitted',
    value: (row) => new Date(row.submittedAt).toISOString(),
    width: 104,
    align: 'end',
    render: (row) => <TimeText at={row.submittedAt} focusable={false} />,
  },
];

/** The hub of a task is worth a column where there are several. */
export function taskColumns(hubs: Hubs): readonly TableColumn<Row>[] {
  if (!hubs.areSeveral) return columns;
  return [...columns, { id: 'hub', label: 'Hub', value: (row) => hubs.nameOf(row.hubId), width: 116 }];
}
