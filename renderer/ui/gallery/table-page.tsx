import { useEffect, useMemo, useState } from 'react';
import { EmptyState } from '../feedback/empty-state.tsx';
import { Button } from '../inputs/button.tsx';
import { Toolbar } from '../layout/toolbar.tsx';
import { ColumnChooser } from '../table/column-chooser.tsx';
import { emptyLayout } from '../table/column-layout.ts';
import { DataTable } from '../table/data-table.tsx';
import type { Outcome, TableSort } from '../table/table-types.ts';
import styles from './gallery.module.css';
import { groupsOfSorted } from './groups-of-sorted.ts';
import { editedSample, sampleColumns } from './sample-columns.tsx';
import type { SampleRow } from './sample-rows.ts';
import { sampleRows } from './sample-rows.ts';

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
    const column = sampleColumns.find((one) => one.id === sort.by);
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
    setAll((current) => current.map((one) => (one.id === row.id ? editedSample(one, columnId, value) : one)));
    return { ok: true };
  };
  return (
    <div className={styles.stack}>
      <Toolbar
        label="Table"
        end={<ColumnChooser columns={sampleColumns} layout={layout} onLayout={setLayout} />}
      >
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
        columns={sampleColumns}
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
