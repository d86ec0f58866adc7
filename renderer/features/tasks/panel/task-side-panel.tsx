import { type HubId, TaskId } from '../../../../core/kernel/ids.ts';
import { useView } from '../../../bridge/hooks.ts';
import { useHubs } from '../../../domains/fleet/hubs.ts';
import { laneLabels, retryText, taskLabel, taskMark } from '../../../domains/fleet/task-labels.ts';
import { Skeleton } from '../../../ui/feedback/skeleton.tsx';
import { buildPath } from '../../../ui/frame/navigation.tsx';
import { DefinitionList } from '../../../ui/layout/definition-list.tsx';
import { StateMark } from '../../../ui/marks/state-mark.tsx';
import { SidePanel } from '../../../ui/overlays/side-panel.tsx';
import { TextLink } from '../../../ui/text/link.tsx';
import { TimeText } from '../../../ui/text/time-text.tsx';
import { costText } from '../list/task-columns.tsx';
import { TaskProgress } from '../page/task-progress.tsx';
import { TaskActions } from './task-actions.tsx';
import styles from './task-facts.module.css';
import { WaitReasons, WhyHere } from './wait-reasons.tsx';

interface TaskSidePanelProps {
  readonly taskId: string;
  readonly hubId?: HubId | null;
  readonly onClose: () => void;
  readonly onPrevious?: (() => void) | undefined;
  readonly onNext?: (() => void) | undefined;
}

/** A task beside the list it was opened from; its page has the rest. */
export function TaskSidePanel(props: TaskSidePanelProps) {
  const id = TaskId.safeParse(props.taskId);
  return id.success ? <Known {...props} id={id.data} /> : <Gone {...props} />;
}

function Gone(props: TaskSidePanelProps) {
  return (
    <SidePanel title="Task" onClose={props.onClose} onPrevious={props.onPrevious} onNext={props.onNext}>
      <p>No task has this address.</p>
    </SidePanel>
  );
}

function Known({ id, ...props }: TaskSidePanelProps & { readonly id: TaskId }) {
  const hubs = useHubs();
  const view = useView('tasks.one', { taskId: id, hubId: props.hubId ?? null });
  const task = view.rows[0];
  if (task === undefined)
    return view.phase === 'loading' || view.phase === 'lost' ? (
      <SidePanel title="Task" onClose={props.onClose} onPrevious={props.onPrevious} onNext={props.onNext}>
        <Skeleton label="the task" lines={6} />
      </SidePanel>
    ) : (
      <Gone {...props} />
    );
  const page = buildPath('/tasks/:task', { task: task.id }, hubs.query(task.hubId));
  return (
    <SidePanel
      title={task.title}
      mark={<StateMark mark={taskMark(task)} label={taskLabel(task)} />}
      fact={`${taskLabel(task)} · ${laneLabels[task.lane]} lane · ${task.tier}`}
      onClose={props.onClose}
      onPrevious={props.onPrevious}
      onNext={props.onNext}
      footer={<TaskActions task={task} isHere={hubs.isHere(task.hubId)} />}
    >
      <div className={styles.panel}>
        <TaskProgress task={task} />
        <WaitReasons task={task} />
        <WhyHere task={task} />
        <DefinitionList
          items={[
            ...(hubs.areSeveral ? [{ term: 'Hub', value: hubs.nameOf(task.hubId) }] : []),
            { term: 'From', value: task.submitter.name },
            { term: 'Submitted', value: <TimeText at={task.submittedAt} /> },
            { term: 'Retries', value: retryText(task) },
            { term: 'Repository', value: task.repository?.name ?? 'none' },
            { term: 'Cost so far', value: task.generation === 0 ? 'nothing' : costText(task) },
            ...(task.deadline === null ? [] : [{ term: 'Deadline', value: <TimeText at={task.deadline} /> }]),
          ]}
        />
        <section className={styles.part}>
          <h3>Description</h3>
          <p className={styles.text}>{task.spec.description}</p>
        </section>
        <TextLink href={page}>Open the task’s page</TextLink>
      </div>
    </SidePanel>
  );
}
