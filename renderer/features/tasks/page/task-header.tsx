import { ElsewhereNotice } from '../../../domains/fleet/elsewhere-notice.tsx';
import type { Hubs } from '../../../domains/fleet/hubs.ts';
import { endLabels, laneLabels, retryText, taskLabel, taskMark } from '../../../domains/fleet/task-labels.ts';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { DefinitionList } from '../../../ui/layout/definition-list.tsx';
import { Badge } from '../../../ui/marks/badge.tsx';
import { StateLabel } from '../../../ui/marks/state-mark.tsx';
import { TimeText } from '../../../ui/text/time-text.tsx';
import { TaskActions } from '../panel/task-actions.tsx';
import { WaitReasons, WhyHere } from '../panel/wait-reasons.tsx';
import type { Task } from './attempt-model.ts';
import styles from './task-page.module.css';
import { TaskProgress } from './task-progress.tsx';

interface TaskHeaderProps {
  readonly task: Task;
  readonly hubs: Hubs;
  readonly lost: boolean;
}

/** How it stands, why, and what can be done. */
export function TaskHeader({ task, hubs, lost }: TaskHeaderProps) {
  const isHere = hubs.isHere(task.hubId);
  return (
    <header className={styles.header}>
      <div className={styles.top}>
        <DefinitionList
          layout="columns"
          items={[
            {
              term: 'Status',
              value: lost ? (
                <StateLabel mark="stale" label={`last known ${taskLabel(task)}`} />
              ) : (
                <StateLabel mark={taskMark(task)} label={taskLabel(task)} />
              ),
            },
            ...(hubs.areSeveral ? [{ term: 'Hub', value: hubs.nameOf(task.hubId) }] : []),
            { term: 'Lane', value: laneLabels[task.lane] },
            { term: 'Tier', value: `${task.tier}, ${task.complexity.source}` },
            { term: 'From', value: task.submitter.name },
            { term: 'Submitted', value: <TimeText at={task.submittedAt} /> },
            { term: 'Retries', value: retryText(task) },
            ...(task.deadline === null ? [] : [{ term: 'Deadline', value: <TimeText at={task.deadline} /> }]),
            ...(task.sample ? [{ term: 'Part of', value: <Badge>sample fleet</Badge> }] : []),
          ]}
        />
        <span className={styles.actions}>
          <TaskActions task={task} isHere={isHere} />
        </span>
      </div>
      {isHere ? null : <ElsewhereNotice hub={hubs.nameOf(task.hubId)} />}
      {task.status === 'dead-letter' && isHere ? (
        <Notice
          kind="problem"
          what={`Given up: ${task.endReason === null ? 'the reason is unknown' : endLabels[task.endReason]}.`}
          kept={task.error === null || task.error === '' ? undefined : `It said last: ${task.error}`}
          todo="Requeue it to try again, or cancel it for good on the dead letters’ screen."
        />
      ) : null}
      {task.status === 'working' && task.blocked !== null ? (
        <Notice kind="warning" what={`Blocked: ${task.blocked}`} />
      ) : null}
      <TaskProgress task={task} />
      <WaitReasons task={task} />
      <WhyHere task={task} />
    </header>
  );
}
