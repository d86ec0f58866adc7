import { Age } from '../../../domains/fleet/age.tsx';
import { ResourceBars } from '../../../domains/fleet/resource-bars.tsx';
import { Panel } from '../../../ui/layout/panel.tsx';
import type { Agent } from '../board/board-model.ts';
import styles from './agent-page.module.css';

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
