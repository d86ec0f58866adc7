import { useMemo, useState } from 'react';
import { useView } from '../../../bridge/hooks.ts';
import { useLayout } from '../../../bridge/layout.ts';
import { ArrangedTable } from '../../../domains/trackers/table/table-layout.ts';
import { useToday } from '../../../domains/trackers/today.ts';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { Skeleton } from '../../../ui/feedback/skeleton.tsx';
import { navigate } from '../../../ui/frame/navigation.tsx';
import { Button } from '../../../ui/inputs/button.tsx';
import { SearchField } from '../../../ui/inputs/field.tsx';
import { Select } from '../../../ui/inputs/select.tsx';
import { Panel } from '../../../ui/layout/panel.tsx';
import { DataTable } from '../../../ui/table/data-table.tsx';
import type { TableLayout, TableSort } from '../../../ui/table/table-types.ts';
import { formatCount, formatNumber } from '../../../ui/text/format.ts';
import { openDialog } from '../trackers-store.ts';
import { trackerListColumns } from './tracker-list-columns.tsx';
import { TrackerListEmpty } from './tracker-list-empty.tsx';
import {
  findTrackers,
  GROUPINGS,
  groupTrackers,
  sortTrackers,
  TrackerGrouping,
} from './tracker-list-model.ts';

const PLAIN: TableLayout = { order: [], hidden: [], widths: {} };

/** Every tracker with where it stands. */
export function TrackerListPage() {
  const list = useView('trackers.list', {});
  const today = useToday();
  const [sort, setSort] = useState<TableSort>({ by: 'name', descending: false });
  const [arranged, setArranged] = useLayout<TableLayout | null>('table:trackers', ArrangedTable, null);
  const columns = useMemo(() => trackerListColumns(today), [today]);
  const [text, setText] = useState('');
  const [by, setBy] = useLayout<TrackerGrouping>('trackers:grouped', TrackerGrouping, 'none');
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const { rows, groups } = useMemo(
    () => groupTrackers(sortTrackers(findTrackers(list.rows, text), sort), by),
    [list.rows, text, sort, by],
  );
  if (list.phase === 'loading') return <Skeleton label="the trackers" lines={8} />;
  if (list.phase === 'failed') {
    return <Notice kind="problem" what={list.failure?.message ?? 'The trackers could not be read.'} />;
  }
  if (list.rows.length === 0) return <TrackerListEmpty />;
  return (
    <Panel
      title="Trackers"
      fact={
        text.trim() === ''
          ? formatCount(list.rows.length, 'tracker')
          : `${formatNumber(rows.length)} of ${formatCount(list.rows.length, 'tracker')}`
      }
      stale={list.phase === 'lost'}
      actions={
        <>
          <SearchField
            label="Filter by name, owner or file"
            placeholder="Filter"
            value={text}
            onChange={setText}
          />
          <Select
            label="Grouped by"
            hideLabel
            value={by}
            choices={TrackerGrouping.options.map((id) => ({ id, label: GROUPINGS[id] }))}
            onChange={(id) => setBy(TrackerGrouping.safeParse(id).data ?? 'none')}
          />
          <Button onPress={() => openDialog({ kind: 'template' })}>New from template</Button>
          <Button kind="primary" icon="plus" keys="n" onPress={() => openDialog({ kind: 'add' })}>
            Add trackers
          </Button>
        </>
      }
    >
      <DataTable
        label="Trackers"
        columns={columns}
        source={{ total: rows.length, start: 0, rows }}
        rowId={(row) => row.id}
        groups={groups}
        collapsed={collapsed}
        onCollapse={(id, isCollapsed) => {
          const next = new Set(collapsed);
          if (isCollapsed) next.add(id);
          else next.delete(id);
          setCollapsed(next);
        }}
        empty={<EmptyState sentence={`No tracker has “${text.trim()}” in its name, owner or file.`} />}
        fit
        sort={sort}
        onSort={setSort}
        layout={arranged ?? PLAIN}
        onLayout={setArranged}
        onOpen={(row) => navigate(`/trackers/${row.id}`)}
        rowTone={(row) => (list.phase === 'lost' || row.stale !== null ? 'stale' : 'plain')}
      />
    </Panel>
  );
}
