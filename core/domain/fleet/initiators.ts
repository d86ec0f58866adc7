import type { Initiator } from './events.ts';
import type { Agent } from './state.ts';

/** The hub itself as the one who caused something. */
export const byHub: Initiator = { kind: 'hub', id: 'hub', name: 'hub' };

export const byAgent = (agent: Pick<Agent, 'id' | 'name'>): Initiator => ({
  kind: 'agent',
  id: agent.id,
  name: agent.name,
});
