import { Age } from '../../fleet-parts/age.tsx';
import { ResourceBars } from '../../fleet-parts/resource-bars.tsx';
import { Panel } from '../../ui/panel.tsx';
import styles from './agent-page.module.css';
import type { Agent } from './board-model.ts';

interface Props {
  readonly agent: Agent;
  readonly stale: boolean;
}

/** How busy its machine says it is. */
export function ResourcesPanel({ agent, stale }: Props) {
  const old = stale || agent.state === 'offline';
  return (
    <Panel
      title="Its machine"
      span={4}
      stale={old}
      fact={agent.host ?? undefined}
      hint={
        agent.resourcesAt === null ? undefined : (
          <Age at={agent.resourcesAt} before={old ? 'as of ' : ''} after=" ago" />
        )
      }
    >
      {agent.resources === null ? (
        <p className={styles.note}>It hasn’t reported its load yet.</p>
      ) : (
        <ResourceBars resources={agent.resources} stale={old} />
      )}
    </Panel>
  );
}
