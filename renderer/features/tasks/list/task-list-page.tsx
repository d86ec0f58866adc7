import { useCallback, useMemo, useState } from 'react';
import { StoredTableLayout, useLayout } from '../../../bridge/layout.ts';
import { FleetNav } from '../../../domains/fleet/fleet-nav.tsx';
import { useHubs } from '../../../domains/fleet/hubs.ts';
import { ViewGate } from '../../../domains/fleet/view-gate.tsx';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { buildPath, navigate, useAddress } from '../../../ui/frame/navigation.tsx';
import { Button } from '../../../ui/inputs/button.tsx';
import { ColumnChooser } from '../../../ui/table/column-chooser.tsx';
import { DataTable } from '../../../ui/table/data-table.tsx';
import type { TableLayout } from '../../../ui/table/table-types.ts';
import { askToCancel } from '../cancel/cancel-store.ts';
import { taskColumns } from './task-columns.tsx';
import { isNarrowed, noFilter, readTaskQuery, type TaskListFilter, writeTaskQuery } from './task-filter.ts';
import { TaskFilterBar } from './task-filter-bar.tsx';
import styles from './task-list.module.css';
import { useTaskRows } from './use-task-rows.ts';

const nothing: ReadonlySet<string> = new Set();
const firstLayout: TableLayout = { order: [], hidden: ['tokens', 'lane', 'repository'], widths: {} };

/** `/tasks`: every task there was, the newest first. */
export function TaskListPage() {
  const here = useAddress();
  const filter = useMemo(() => readTaskQuery(new URL(here, 'http://app').searchParams), [here]);
  const setFilter = useCallback((next: TaskListFilter) => {
    const query = writeTaskQuery(new URLSearchParams(window.location.search), next).toString();
    navigate(query === '' ? '/tasks' : `/tasks?${query}`, { replace: true });
  }, []);
  const tasks = useTaskRows(filter);
  const hubs = useHubs();
  const columns = useMemo(() => taskColumns(hubs), [hubs]);
  const [layout, setLayout] = useLayout('tasks.table', StoredTableLayout, firstLayout);
  const [selected, setSelected] = useState(nothing);
  const chosen = tasks.rows.filter((row) => selected.has(row.id));
  const narrowed = isNarrowed(filter);
  return (
    <>
      <FleetNav />
      <ViewGate
        phase={tasks.phase}
        failure={tasks.failure}
        isEmpty={tasks.total === 0 && !narrowed}
        label="the tasks"
        empty={
          <EmptyState
            sentence="Every task the hub was ever given is listed here, with what became of it. None was submitted yet."
            action={{ label: 'New task', keys: '⇧ N', onPress: () => navigate('/tasks/new') }}
          />
        }
      >
        <div className={styles.page}>
          <TaskFilterBar
            filter={filter}
            onFilter={setFilter}
            total={tasks.total}
            end={
              <>
                {chosen.length === 0 ? null : (
                  <Button kind="danger" onPress={() => askToCancel(chosen)}>
                    Cancel {chosen.length}
                  </Button>
                )}
                <ColumnChooser columns={columns} layout={layout} onLayout={setLayout} />
                <Button kind="primary" keys="⇧ N" onPress={() => navigate('/tasks/new')}>
                  New task
                </Button>
              </>
            }
          />
          {tasks.total === 0 ? (
            <EmptyState
              sentence="No task fits this filter."
              action={{ label: 'Show all', onPress: () => setFilter(noFilter) }}
            />
          ) : (
            <div className={styles.table}>
              <DataTable
                label="Tasks"
                columns={columns}
                source={tasks}
                rowId={(row) => row.id}
                fit
                layout={layout}
                onLayout={setLayout}
                selected={selected}
                onSelect={setSelected}
                onOpen={(row) => navigate(buildPath('/tasks/:task', { task: row.id }, hubs.query(row.hubId)))}
                rowTone={(row) =>
                  tasks.phase === 'lost' ? 'stale' : row.status === 'cancelled' ? 'muted' : 'plain'
                }
                onKey={(key, row) => {
                  if (key !== 'x' && key !== 'Delete') return false;
                  askToCancel(chosen.length > 0 ? chosen : row === null ? [] : [row]);
                  return true;
                }}
              />
            </div>
          )}
        </div>
      </ViewGate>
    </>
  );
}
