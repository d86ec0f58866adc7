import type { RowOf } from '../../../../core/contract/index.ts';
import { useView } from '../../../bridge/hooks.ts';
import type { Hubs } from '../../../domains/fleet/hubs.ts';
import { costText } from '../../../domains/fleet/money-format.ts';
import { taskLabel, taskMark } from '../../../domains/fleet/task-labels.ts';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { Skeleton } from '../../../ui/feedback/skeleton.tsx';
import { buildPath, navigate } from '../../../ui/frame/navigation.tsx';
import { Panel } from '../../../ui/layout/panel.tsx';
import { StateLabel } from '../../../ui/marks/state-mark.tsx';
import { DataTable } from '../../../ui/table/data-table.tsx';
import type { TableColumn } from '../../../ui/table/table-types.ts';
import { useNow } from '../../../ui/text/clock.tsx';
import { formatDuration, formatRelative, formatShown } from '../../../ui/text/format.ts';
import type { Agent } from '../board/board-model.ts';
import styles from './agent-page.module.css';

type Task = RowOf<'tasks.list'>;

const rowId = (task: Task) => task.id;
const most = 200;

/** The tasks it had, the newest first. */
export function AgentTasksPanel({ agent, hubs }: { readonly agent: Agent; readonly hubs: Hubs }) {
  const view = useView('tasks.list', {
    filter: { agentId: agent.id, hubId: agent.hubId },
    window: { start: 0, limit: most },
  });
  const now = useNow();
  const total = view.extra?.total ?? view.rows.length;
  return (
    <Panel
      title="Tasks"
      span={12}
      stale={view.phase === 'lost'}
      fact={total === 0 ? undefined : formatShown(view.rows.length, total, 'latest', 'task')}
    >
      {view.phase === 'loading' ? (
        <div className={styles.padded}>
          <Skeleton label="its tasks" lines={4} />
        </div>
      ) : view.rows.length === 0 ? (
        <EmptyState sentence="It hasn’t had a task yet. What it does is listed here with how long it took and what it cost." />
      ) : (
        <DataTable
          label="Tasks of this agent"
          columns={columnsAt(now)}
          source={{ total: view.rows.length, start: 0, rows: view.rows }}
          rowId={rowId}
          height={Math.min(420, 34 + view.rows.length * 30 + 8)}
          onOpen={(task) => navigate(buildPath('/tasks/:task', { task: task.id }, hubs.query(task.hubId)))}
          freeze
        />
      )}
    </Panel>
  );
}

function columnsAt(now: number): readonly TableColumn<Task>[] {
  return [
    { id: 'title', label: 'Task', value: (task) => task.title, width: 360, fixed: true },
    {
      id: 'status',
      label: 'Status',
      value: taskLabel,
      render: (task) => <StateLabel mark={taskMark(task)} label={taskLabel(task)} />,
      width: 200,
    },
    {
      id: 'ended',
      label: 'Ended',
      value: (task) => (task.endedAt === null ? '' : formatRelative(task.endedAt, now)),
      width: 120,
    },
    {
      id: 'took',
      label: 'Took',
      value: (task) =>
        task.startedAt === null || task.endedAt === null || task.endedAt < task.startedAt
          ? ''
          : formatDuration(task.endedAt - task.startedAt),
      width: 90,
      align: 'end',
    },
    {
      id: 'cost',
      label: 'Cost',
      value: (task) => costText(task.cost, task.unpriced) ?? 'none',
      width: 110,
      align: 'end',
    },
  ];
}
