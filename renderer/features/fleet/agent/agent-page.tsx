import { AgentId } from '../../../../core/kernel/ids.ts';
import { useView } from '../../../bridge/hooks.ts';
import { FleetNav } from '../../../domains/fleet/fleet-nav.tsx';
import { useHubOfRoute, useHubs } from '../../../domains/fleet/hubs.ts';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { Skeleton } from '../../../ui/feedback/skeleton.tsx';
import { navigate, useRoute, useScreenTitle } from '../../../ui/frame/navigation.tsx';
import { PageGrid } from '../../../ui/layout/panel.tsx';
import { useTicking } from '../../../ui/text/ageing.ts';
import { isStale } from '../board/board-model.ts';
import styles from '../fleet.module.css';
import { AgentHeader } from './agent-header.tsx';
import { AgentTasksPanel } from './agent-tasks-panel.tsx';
import { CurrentTaskPanel } from './current-task-panel.tsx';
import { HistoryPanel } from './history-panel.tsx';
import { ResourcesPanel } from './resources-panel.tsx';

/** One agent: what it is, what it does, what it did. */
export function AgentPage() {
  const id = AgentId.safeParse(useRoute().params['agent']);
  return (
    <div className={styles.screen}>
      <FleetNav />
      {id.success ? <Agent agentId={id.data} /> : <NoSuchAgent />}
    </div>
  );
}

function Agent({ agentId }: { readonly agentId: AgentId }) {
  const hubs = useHubs();
  const view = useView('agents.one', { agentId, hubId: useHubOfRoute() });
  const agent = view.rows[0];
  const lost = view.phase === 'lost';
  const staleAfterMs = view.extra?.staleAfterMs ?? Number.POSITIVE_INFINITY;
  const stale = useTicking((now) => agent !== undefined && isStale(agent, now, staleAfterMs, lost));
  useScreenTitle(agent?.name ?? null);
  if (view.phase === 'loading') return <Skeleton label="the agent" lines={8} />;
  if (agent === undefined) return <NoSuchAgent />;
  return (
    <>
      <AgentHeader agent={agent} stale={stale} hubs={hubs} />
      <PageGrid>
        <CurrentTaskPanel agent={agent} stale={stale} />
        <ResourcesPanel agent={agent} stale={stale} />
        <HistoryPanel agent={agent} lost={lost} />
        <AgentTasksPanel agent={agent} hubs={hubs} />
      </PageGrid>
    </>
  );
}

function NoSuchAgent() {
  return (
    <EmptyState
      sentence="There is no such agent. It may have been removed; its history stays with the tasks it did."
      action={{ label: 'To the fleet', onPress: () => navigate('/fleet') }}
    />
  );
}
