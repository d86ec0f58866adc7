import { useEffect, useMemo, useState } from 'react';
import { Button } from '../button.tsx';
import { EmptyState } from '../empty-state.tsx';
import { DayText } from '../time-text.tsx';
import { StateWord } from '../state-mark.tsx';
import { ColumnChooser } from '../table/column-chooser.tsx';
import { emptyLayout } from '../table/column-layout.ts';
import { DataTable } from '../table/data-table.tsx';
import { groupsOfSorted } from '../table/table-lines.ts';
import type { Outcome, TableColumn, TableSort } from '../table/table-types.ts';
import { Toolbar } from '../toolbar.tsx';
import styles from './gallery.module.css';
import type { SampleRow } from './sample-rows.ts';
import { movesFrom, sampleRows } from './sample-rows.ts';

const owners = ['Ines', 'Jonas', 'Mira', 'Oskar'];

const columns: readonly TableColumn<SampleRow>[] = [
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
    render: (row) => <StateWord mark={row.mark} label={row.status} />,
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

function edited(row: SampleRow, columnId: string, value: string): SampleRow {
  if (columnId === 'checked') return { ...row, checked: value === 'true' };
  if (columnId === 'status') {
    const move = movesFrom(row.status).find((one) => one.word === value);
    return { ...row, status: value, mark: move?.mark ?? row.mark };
  }
  return { ...row, [columnId]: value };
}

export function TablePage() {
  const [all, setAll] = useState(() => sampleRows(400));
  const [sort, setSort] = useState<TableSort | null>(null);
  const [layout, setLayout] = useState(emptyLayout);
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const [grouped, setGrouped] = useState(true);
  const [opened, setOpened] = useState<string | null>(null);
  const [empty, setEmpty] = useState(false);
  const rows = useMemo(() => {
    if (sort === null) return all;
    const column = columns.find((one) => one.id === sort.by);
    const sign = sort.descending ? -1 : 1;
    return [...all].sort(
      (one, other) => sign * (column?.value(one) ?? '').localeCompare(column?.value(other) ?? ''),
    );
  }, [all, sort]);
  const source = useMemo(
    () => (empty ? { total: 0, start: 0, rows: [] } : { total: rows.length, start: 0, rows }),
    [empty, rows],
  );
  const groups = useMemo(
    () =>
      !grouped || sort !== null || empty
        ? undefined
        : groupsOfSorted(
            rows,
            (row) => row.section,
            (title, members) => ({
              title,
              fact: `${members.filter((row) => row.mark === 'done').length} of ${members.length}`,
              parts: [
                { mark: 'done', count: members.filter((row) => row.mark === 'done').length },
                { mark: 'active', count: members.filter((row) => row.mark === 'active').length },
                { mark: 'planned', count: members.filter((row) => row.mark === 'planned').length },
              ],
            }),
          ),
    [empty, grouped, rows, sort],
  );
  useEffect(() => {
    const add = () =>
      setAll((current) => [
        ...sampleRows(1, current.length).map((row) => ({ ...row, section: current[0]?.section ?? '' })),
        ...current,
      ]);
    addEventListener('gallery-add-row', add);
    return () => removeEventListener('gallery-add-row', add);
  }, []);
  const edit = async (row: SampleRow, columnId: string, value: string): Promise<Outcome> => {
    await new Promise((settled) => {
      setTimeout(settled, 150);
    });
    if (value === 'refuse me')
      return { ok: false, reason: 'The file changed since it was read. Nothing was written.' };
    setAll((current) => current.map((one) => (one.id === row.id ? edited(one, columnId, value) : one)));
    return { ok: true };
  };
  return (
    <div className={styles.stack}>
      <Toolbar label="Table" end={<ColumnChooser columns={columns} layout={layout} onLayout={setLayout} />}>
        <Button isPressed={grouped} onPress={() => setGrouped(!grouped)}>
          Group
        </Button>
        <Button isPressed={empty} onPress={() => setEmpty(!empty)}>
          Empty
        </Button>
        <span data-testid="opened">{opened ?? 'none open'}</span>
      </Toolbar>
      <DataTable
        label="Items"
        height={560}
        columns={columns}
        source={source}
        rowId={(row) => row.id}
        groups={groups}
        collapsed={collapsed}
        onCollapse={(id, shut) =>
          setCollapsed(
            (current) => new Set(shut ? [...current, id] : [...current].filter((one) => one !== id)),
          )
        }
        sort={sort}
        onSort={setSort}
        layout={layout}
        onLayout={setLayout}
        onOpen={(row) => setOpened(row.id)}
        openId={opened}
        onEdit={edit}
        freeze={!grouped}
        depth={(row) => row.depth}
        rowTone={(row) => (row.mark === 'dropped' ? 'muted' : row.mark === 'stale' ? 'stale' : 'plain')}
        empty={<EmptyState sentence="Items show here once a tracker is imported." />}
      />
    </div>
  );
}
