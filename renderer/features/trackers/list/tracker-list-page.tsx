import { useMemo, useState } from 'react';
import { TrackerSort } from '../../../../core/domain/trackers/listing/tracker-grouping.ts';
import { useView } from '../../../bridge/hooks.ts';
import { useLayout } from '../../../bridge/layout.ts';
import { useSettled, useWindow } from '../../../bridge/use-window.ts';
import { groupingChoices, useGrouping } from '../../../domains/trackers/listing/grouping.ts';
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
import type { TableLayout } from '../../../ui/table/table-types.ts';
import { formatCount, formatNumber } from '../../../ui/text/format.ts';
import { openDialog } from '../trackers-store.ts';
import { fetchTrackers } from './fetch-trackers.ts';
import { trackerListColumns } from './tracker-list-columns.tsx';
import { TrackerListEmpty } from './tracker-list-empty.tsx';
import { tableGroups } from './tracker-list-model.ts';

const PLAIN: TableLayout = { order: [], hidden: [], widths: {} };

/** Rows around what is in sight; asked for anew when another part comes into view. */
const WindowSize = 200;
const unsorted: TrackerSort = { by: 'name', descending: false };

/** Every tracker with where it stands. */
export function TrackerListPage() {
  const today = useToday();
  const [sort, setSort] = useState(unsorted);
  const [arranged, setArranged] = useLayout<TableLayout | null>('table:trackers', ArrangedTable, null);
  const columns = useMemo(() => trackerListColumns(today), [today]);
  const [find, setFind] = useState('');
  const [by, setBy] = useGrouping();
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const asked = { find, by, sort };
  const { window, onWindow } = useWindow(asked, WindowSize);
  const list = useSettled(useView('trackers.page', { ...asked, window }));
  const { rows, extra } = list;
  const groups = useMemo(() => tableGroups(by, extra?.groups ?? []), [by, extra?.groups]);
  if (list.phase === 'failed') {
    return <Notice kind="problem" what={list.failure?.message ?? 'The trackers could not be read.'} />;
  }
  if (extra === null) return <Skeleton label="the trackers" lines={8} />;
  if (extra.trackers === 0) return <TrackerListEmpty />;
  return (
    <Panel
      title="Trackers"
      fact={
        find.trim() === ''
          ? formatCount(extra.trackers, 'tracker')
          : `${formatNumber(extra.total)} of ${formatCount(extra.trackers, 'tracker')}`
      }
      stale={list.phase === 'lost'}
      actions={
        <>
          <SearchField
            label="Filter by name, owner or file"
            placeholder="Filter"
            value={find}
            onChange={(text) => setFind(text.slice(0, 200))}
          />
          <Select label="Grouped by" hideLabel value={by} choices={groupingChoices} onChange={setBy} />
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
        source={{
          total: extra.total,
          start: extra.start,
          rows,
          onWindow,
          fetch: (start, end) => fetchTrackers(asked, start, end),
        }}
        rowId={(row) => row.id}
        groups={groups}
        collapsed={collapsed}
        onCollapse={(id, isCollapsed) => {
          const next = new Set(collapsed);
          if (isCollapsed) next.add(id);
          else next.delete(id);
          setCollapsed(next);
        }}
        empty={<EmptyState sentence={`No tracker has “${find.trim()}” in its name, owner or file.`} />}
        fit
        sort={sort}
        onSort={(next) => setSort(TrackerSort.safeParse(next).data ?? unsorted)}
        layout={arranged ?? PLAIN}
        onLayout={setArranged}
        onOpen={(row) => navigate(`/trackers/${row.id}`)}
        rowTone={(row) => (list.phase === 'lost' || row.stale !== null ? 'stale' : 'plain')}
      />
    </Panel>
  );
}
