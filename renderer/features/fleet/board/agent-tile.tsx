import { memo } from 'react';
import { Age } from '../../../domains/fleet/age.tsx';
import { agentMark } from '../../../domains/fleet/agent-labels.ts';
import { costText } from '../../../domains/fleet/money-format.ts';
import { StateMark } from '../../../ui/marks/state-mark.tsx';
import styles from './agent-tile.module.css';
import { type Agent, activityText } from './board-model.ts';

interface Props {
  readonly agent: Agent;
  readonly stale: boolean;
  /** Null where there is one hub. */
  readonly hub: string | null;
}

/** One agent at a glance. Its box carries the words; nothing in here takes the focus. */
export const AgentTile = memo(function AgentTile({ agent, stale, hub }: Props) {
  return (
    <>
      <span className={styles.head}>
        <StateMark mark={agentMark({ state: agent.state, stale })} silent />
        <b className={styles.name}>{agent.name}</b>
        {agent.heartbeatAt === null ? null : (
          <span className={styles.age}>
            <Age
              at={agent.heartbeatAt}
              before={stale || agent.state === 'offline' ? 'as of ' : ''}
              after=" ago"
            />
          </span>
        )}
      </span>
      <span className={styles.doing}>
        {stale && agent.state !== 'offline' ? `was ${agent.state}: ` : ''}
        <Doing agent={agent} stale={stale} />
      </span>
      <Foot agent={agent} stale={stale} hub={hub} />
    </>
  );
});

function Doing({ agent, stale }: Omit<Props, 'hub'>) {
  if (agent.task !== null) return agent.task.title;
  if (agent.state !== 'idle' || stale) return activityText(agent);
  return <Age at={agent.since} before="free for " />;
}

function TaskNote({ task }: { readonly task: NonNullable<Agent['task']> }) {
  if (task.note !== '') return task.note;
  return task.startedAt === null ? 'not begun yet' : <Age at={task.startedAt} before="for " />;
}

function Foot({ agent, stale, hub }: Props) {
  const percent = agent.task?.percent ?? null;
  const blocked = agent.task?.blocked ?? null;
  const cost = costText(agent.costToday, agent.unpricedToday);
  const done = `${agent.completedToday} done today${agent.failedToday === 0 ? '' : `, ${agent.failedToday} failed`}`;
  return (
    <span className={styles.foot}>
      {blocked !== null ? (
        <span className={styles.blocked} data-stale={stale}>
          {blocked}
        </span>
      ) : percent === null ? (
        <span className={styles.cut}>{agent.task === null ? done : <TaskNote task={agent.task} />}</span>
      ) : (
        <>
          <span className={styles.track}>
            <span className={styles.fill} data-stale={stale} style={{ width: `${percent}%` }} />
          </span>
          <span>{Math.round(percent)} %</span>
        </>
      )}
      {hub === null ? null : <span className={styles.cost}>{hub}</span>}
      {cost === null ? null : <span className={styles.cost}>{cost}</span>}
    </span>
  );
}
