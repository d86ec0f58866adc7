import { useView } from '../../../bridge/hooks.ts';
import { Age } from '../../../domains/fleet/age.tsx';
import { LiveOutput } from '../../../domains/fleet/live-output.tsx';
import { ProgressBar } from '../../../ui/feedback/progress.tsx';
import { buildPath } from '../../../ui/frame/navigation.tsx';
import { Panel } from '../../../ui/layout/panel.tsx';
import { StateMark } from '../../../ui/marks/state-mark.tsx';
import { TextLink } from '../../../ui/text/link.tsx';
import type { Agent } from '../board/board-model.ts';
import styles from './agent-page.module.css';

interface Props {
  readonly agent: Agent;
  readonly stale: boolean;
}

/** What it works on now, with what it prints. */
export function CurrentTaskPanel({ agent, stale }: Props) {
  const { task } = agent;
  return (
    <Panel
      title={agent.state === 'offline' || stale ? 'Task when last heard' : 'Current task'}
      span={8}
      stale={stale}
      fact={task === null ? undefined : `attempt ${task.generation}`}
    >
      {task === null ? (
        <p className={styles.note}>
          {agent.state === 'offline'
            ? 'It held no task when it went away.'
            : 'None. The hub hands it the next task that fits it.'}
        </p>
      ) : (
        <>
          <div className={styles.task}>
            <TextLink href={buildPath('/tasks/:task', { task: task.id })}>{task.title}</TextLink>
            {task.blocked === null ? null : (
              <span className={styles.blocked}>
                <StateMark mark="blocked" label="Blocked" /> {task.blocked}
              </span>
            )}
            {task.percent === null ? (
              <span className={styles.fact}>
                {task.note === '' ? 'No progress reported yet.' : task.note}
                {task.startedAt === null ? null : <Age at={task.startedAt} before=" · for " />}
              </span>
            ) : (
              <ProgressBar
                label={task.note === '' ? 'Progress' : task.note}
                value={task.percent}
                max={100}
                text={`${Math.round(task.percent)} %`}
              />
            )}
          </div>
          <Output
            key={`${task.id}:${task.generation}`}
            hubId={agent.hubId}
            taskId={task.id}
            generation={task.generation}
          />
        </>
      )}
    </Panel>
  );
}

type OutputProps = Pick<NonNullable<Agent['task']>, 'generation'> & {
  readonly hubId: Agent['hubId'];
  readonly taskId: NonNullable<Agent['task']>['id'];
};

function Output({ hubId, taskId, generation }: OutputProps) {
  const view = useView('agents.output', { hubId, taskId, generation });
  return (
    <LiveOutput
      label="Output of the current task"
      lines={view.rows}
      live={view.extra?.live ?? true}
      cutLines={view.extra?.cutLines ?? 0}
      cutBytes={view.extra?.cutBytes ?? 0}
    />
  );
}
