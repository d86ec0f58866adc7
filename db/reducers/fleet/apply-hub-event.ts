import type { FleetEventOf } from '../../../core/domain/fleet/events.ts';
import { fleetSettingsJson } from '../../fleet-json.ts';
import { deleteAgent, sampleAgents } from '../../tables/fleet/agent.ts';
import { deleteAgentStates } from '../../tables/fleet/agent-state.ts';
import { deleteAttemptsOf } from '../../tables/fleet/attempt.ts';
import { putLimit } from '../../tables/fleet/hub-limit.ts';
import { putHubSettings } from '../../tables/fleet/hub-setting.ts';
import { deleteTokensOf, insertToken, revokeToken } from '../../tables/fleet/hub-token.ts';
import { deleteProposalsOf } from '../../tables/fleet/proposal.ts';
import { deleteTask, sampleTasks } from '../../tables/fleet/task.ts';
import { deleteDependenciesOf } from '../../tables/fleet/task-dependency.ts';
import type { HubContext } from '../reducer-context.ts';

type HubEvent = FleetEventOf<
  'token.added' | 'token.revoked' | 'settings.changed' | 'limits.changed' | 'sample.removed'
>;

export function applyHubEvent(p: HubContext, event: HubEvent): void {
  p.changes.touch('hub');
  switch (event.type) {
    case 'token.added':
      return insertToken(p.db, p.fleet.hubN, {
        id: event.tokenId,
        name: event.name,
        scope: event.scope,
        agentId: event.agentId,
        sha256: event.sha256,
        addedAt: event.at,
      });
    case 'token.revoked':
      return revokeToken(p.db, p.fleet.hubN, event.tokenId, event.at);
    case 'settings.changed':
      return putHubSettings(p.db, p.fleet.hubN, fleetSettingsJson.write(event.settings));
    case 'limits.changed':
      return putLimit(p.db, p.fleet.hubN, event.client, event.limits);
    case 'sample.removed':
      return removeSample(p);
  }
}

/** What came with the sample fleet goes from every table; the log alone remembers it. */
function removeSample(p: HubContext): void {
  const { hubN } = p.fleet;
  p.fleet.flush();
  p.fleet.forget();
  for (const { seq, id } of sampleTasks(p.db, hubN)) {
    deleteTask(p.db, seq);
    deleteDependenciesOf(p.db, seq);
    deleteAttemptsOf(p.db, seq);
    deleteProposalsOf(p.db, hubN, id);
    p.changes.touchTask(id);
    p.changes.removedTasks.add(seq);
  }
  for (const agentId of sampleAgents(p.db, hubN)) {
    deleteAgentStates(p.db, hubN, agentId);
    deleteAgent(p.db, hubN, agentId);
    deleteTokensOf(p.db, hubN, agentId);
    p.changes.touchAgent(agentId);
  }
  p.changes.touch('proposals');
  p.changes.touch('costs');
}
