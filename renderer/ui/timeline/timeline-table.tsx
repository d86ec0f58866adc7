import { useMemo } from 'react';
import { markLabels } from '../marks/mark.ts';
import { StateLabel } from '../marks/state-mark.tsx';
import { DataTable } from '../table/data-table.tsx';
import type { TableColumn } from '../table/table-types.ts';
import { DayText } from '../text/time-text.tsx';
import type { TimelineItem } from './timeline-types.ts';

const columns: readonly TableColumn<TimelineItem>[] = [
  { id: 'title', label: 'Title', value: (item) => item.title, fixed: true, width: 240 },
  { id: 'lane', label: 'Lane', value: (item) => item.lane, width: 160 },
  {
    id: 'state',
    label: 'State',
    value: (item) => markLabels[item.mark],
    render: (item) => <StateLabel mark={item.mark} />,
    width: 130,
  },
  {
    id: 'start',
    label: 'Start',
    value: (item) => item.start ?? '',
    render: (item) => (item.start === null ? '' : <DayText date={item.start} />),
    width: 110,
  },
  {
    id: 'due',
    label: 'Due',
    value: (item) => item.due,
    render: (item) => <DayText date={item.due} />,
    width: 110,
  },
  {
    id: 'first',
    label: 'First date',
    value: (item) => item.firstDue ?? '',
    render: (item) => (item.firstDue === null ? '' : <DayText date={item.firstDue} />),
    width: 110,
  },
  {
    id: 'slip',
    label: 'Moved by',
    value: (item) => (item.slipDays === 0 ? '' : `${item.slipDays} d`),
    align: 'end',
    width: 90,
  },
  {
    id: 'waits',
    label: 'Waits for',
    value: (item) => String(item.dependsOn.length || ''),
    align: 'end',
    width: 90,
  },
];

/** The timeline as a table. */
export function TimelineTable({
  label,
  items,
  onOpen,
  openId,
}: {
  readonly label: string;
  readonly items: readonly TimelineItem[];
  readonly onOpen?: ((id: string) => void) | undefined;
  readonly openId: string | null;
}) {
  const source = useMemo(() => ({ total: items.length, start: 0, rows: items }), [items]);
  return (
    <DataTable
      label={`${label} as a table`}
      columns={columns}
      source={source}
      rowId={(item) => item.id}
      height={480}
      openId={openId}
      onOpen={onOpen === undefined ? undefined : (item) => onOpen(item.id)}
    />
  );
}
