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
import type { EventWriters } from './event-writer.ts';

export const hubWriters: EventWriters<
  'token.added' | 'token.revoked' | 'settings.changed' | 'limits.changed' | 'sample.removed'
> = {
  'token.added'(p, _logged, { tokenId: id, name, scope, agentId, sha256, at: addedAt }) {
    insertToken(p.db, p.fleet.hubN, { id, name, scope, agentId, sha256, addedAt });
  },
  'token.revoked'(p, _logged, { tokenId, at }) {
    revokeToken(p.db, p.fleet.hubN, tokenId, at);
  },
  'settings.changed'(p, _logged, { settings }) {
    putHubSettings(p.db, p.fleet.hubN, fleetSettingsJson.write(settings));
  },
  'limits.changed'(p, _logged, { client, limits }) {
    putLimit(p.db, p.fleet.hubN, client, limits);
  },
  'sample.removed'(p) {
    removeSample(p);
  },
};

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
}
