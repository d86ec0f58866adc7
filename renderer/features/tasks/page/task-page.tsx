import { TaskId } from '../../../../core/kernel/ids.ts';
import { useView } from '../../../bridge/hooks.ts';
import { FleetNav } from '../../../domains/fleet/fleet-nav.tsx';
import { type Hubs, useHubOfRoute, useHubs } from '../../../domains/fleet/hubs.ts';
import { ViewGate } from '../../../domains/fleet/view-gate.tsx';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { navigate, useRoute, useScreenTitle } from '../../../ui/frame/navigation.tsx';
import { PageGrid } from '../../../ui/layout/panel.tsx';
import type { Task } from './attempt-model.ts';
import { AttemptsPanel } from './attempts-panel.tsx';
import { CostPanel } from './cost-panel.tsx';
import { HistoryPanel } from './history-panel.tsx';
import { LinksPanel } from './links-panel.tsx';
import { ResultPanel } from './result-panel.tsx';
import { SpecPanel } from './spec-panel.tsx';
import { TaskHeader } from './task-header.tsx';
import styles from './task-page.module.css';

/** `/tasks/:task`: everything about one task. */
export function TaskPage() {
  const id = TaskId.safeParse(useRoute().params['task']);
  return (
    <>
      <FleetNav />
      {id.success ? <Known key={id.data} id={id.data} /> : <Gone />}
    </>
  );
}

function Gone() {
  return (
    <EmptyState
      sentence="No task has this address. It may have belonged to the sample fleet, which leaves nothing behind when it is removed."
      action={{ label: 'All tasks', onPress: () => navigate('/tasks') }}
    />
  );
}

function Known({ id }: { readonly id: TaskId }) {
  const hubs = useHubs();
  const view = useView('tasks.one', { taskId: id, hubId: useHubOfRoute() });
  const task = view.rows[0];
  useScreenTitle(task?.title ?? null);
  return (
    <ViewGate
      phase={view.phase}
      failure={view.failure}
      isEmpty={task === undefined}
      label="the task"
      empty={<Gone />}
    >
      {task === undefined ? null : <Shown task={task} hubs={hubs} lost={view.phase === 'lost'} />}
    </ViewGate>
  );
}

function Shown({ task, hubs, lost }: { readonly task: Task; readonly hubs: Hubs; readonly lost: boolean }) {
  return (
    <div className={styles.page}>
      <TaskHeader task={task} hubs={hubs} lost={lost} />
      <PageGrid>
        <div data-span="8" className={styles.column}>
          <ResultPanel task={task} />
          <AttemptsPanel task={task} lost={lost} />
          <HistoryPanel task={task} />
        </div>
        <div data-span="4" className={styles.column}>
          <CostPanel task={task} />
          <LinksPanel task={task} />
          <SpecPanel task={task} />
        </div>
      </PageGrid>
    </div>
  );
}
