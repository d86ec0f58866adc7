import { Age } from '../../../domains/fleet/age.tsx';
import { agentLabel, agentMark, offlineText } from '../../../domains/fleet/agent-labels.ts';
import { ElsewhereNotice } from '../../../domains/fleet/elsewhere-notice.tsx';
import type { Hubs } from '../../../domains/fleet/hubs.ts';
import { costText } from '../../../domains/fleet/money-format.ts';
import { DefinitionList } from '../../../ui/layout/definition-list.tsx';
import { Badge } from '../../../ui/marks/badge.tsx';
import { StateLabel } from '../../../ui/marks/state-mark.tsx';
import type { Agent } from '../board/board-model.ts';
import { executorText } from '../executor-text.ts';
import { AgentActions } from './agent-actions.tsx';
import styles from './agent-page.module.css';

interface Props {
  readonly agent: Agent;
  readonly stale: boolean;
  readonly hubs: Hubs;
}

/** State and heartbeat first; everything else is what it last said of itself. */
export function AgentHeader({ agent, stale, hubs }: Props) {
  const isHere = hubs.isHere(agent.hubId);
  const asOf = stale || agent.state === 'offline';
  return (
    <header className={styles.header} data-stale={stale}>
      <div className={styles.top}>
        <span className={styles.state}>
          <StateLabel
            mark={agentMark({ state: agent.state, stale })}
            label={agentLabel({ state: agent.state, stale })}
          />
        </span>
        <span className={styles.fact}>
          {stale ? null : (
            <>
              since <Age at={agent.since} /> ·{' '}
            </>
          )}
          {agent.heartbeatAt === null ? (
            'never heard'
          ) : (
            <>
              heard <Age at={agent.heartbeatAt} after=" ago" />
            </>
          )}
          {agent.state === 'offline'
            ? ` · ${offlineText(agent.offlineReason, agent.heartbeatAt !== null)}`
            : ''}
        </span>
        {agent.sample ? <Badge>sample</Badge> : null}
        {isHere ? <AgentActions agent={agent} /> : null}
      </div>
      {isHere ? null : <ElsewhereNotice hub={hubs.nameOf(agent.hubId)} />}
      <div className={asOf ? styles.old : undefined}>
        {asOf && agent.heartbeatAt !== null ? (
          <small className={styles.fact}>
            <Age at={agent.heartbeatAt} before="As of " after=" ago:" />
          </small>
        ) : null}
        <DefinitionList
          layout="columns"
          items={[
            ...(hubs.areSeveral ? [{ term: 'Hub', value: hubs.nameOf(agent.hubId) }] : []),
            { term: 'Host', value: agent.host ?? 'unknown' },
            { term: 'Sidecar', value: agent.version ?? 'unknown' },
            { term: 'Executors', value: executorText(agent.executors) },
            {
              term: 'Capabilities',
              value: agent.capabilities.length === 0 ? 'none named' : agent.capabilities.join(', '),
            },
            {
              term: 'Today',
              value: `${agent.completedToday} done, ${agent.failedToday} failed`,
            },
            { term: 'Cost today', value: costText(agent.costToday, agent.unpricedToday) ?? 'none' },
          ]}
        />
      </div>
    </header>
  );
}
