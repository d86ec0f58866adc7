import { useView } from '../../bridge/hooks.ts';
import { FleetNav } from '../../domains/fleet/fleet-nav.tsx';
import { ProposalCard } from '../../domains/fleet/proposal-card.tsx';
import { ViewGate } from '../../domains/fleet/view-gate.tsx';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { navigate } from '../../ui/frame/navigation.tsx';
import { Panel } from '../../ui/layout/panel.tsx';

/** Status changes that verified tasks propose and nobody answered yet. */
export function ProposalsPage() {
  const view = useView('proposals.list', {});
  return (
    <>
      <FleetNav />
      <ViewGate
        phase={view.phase}
        failure={view.failure}
        isEmpty={view.rows.length === 0}
        label="the proposals"
        empty={
          <EmptyState
            sentence="A task made from a tracker’s item proposes that item’s new status once its checks passed; the document changes only when you accept. No proposal is open."
            action={{ label: 'Go to the trackers', keys: 'g t', onPress: () => navigate('/trackers') }}
          />
        }
      >
        <Panel
          title="Proposals"
          fact={`${view.extra?.open ?? view.rows.length} open`}
          stale={view.phase === 'lost'}
        >
          {view.rows.map((proposal) => (
            <ProposalCard key={proposal.id} proposal={proposal} withItem />
          ))}
        </Panel>
      </ViewGate>
    </>
  );
}
