import type { AgentState } from '../../../core/domain/fleet/agents/agent.ts';
import type { Mark } from '../../ui/marks/mark.ts';

/** In the order a person looks: what needs help first, who is free, who is away. */
export const agentStates: readonly AgentState[] = ['blocked', 'working', 'assigned', 'idle', 'offline'];

export const agentStateMarks: Readonly<Record<AgentState, Mark>> = {
  blocked: 'blocked',
  working: 'active',
  assigned: 'planned',
  idle: 'done',
  offline: 'dropped',
};

interface ShownAgent {
  readonly state: AgentState;
  readonly stale: boolean;
}

/** An agent not heard in time is unknown, whatever it was last known to be: never the mark of that state. */
export function agentMark({ state, stale }: ShownAgent): Mark {
  return stale && state !== 'offline' ? 'stale' : agentStateMarks[state];
}

/** "working", or "stale, last known working". */
export function agentLabel({ state, stale }: ShownAgent): string {
  return stale && state !== 'offline' ? `stale, last known ${state}` : state;
}

const reasons: Readonly<Record<string, string>> = {
  closed: 'it disconnected',
  silent: 'no heartbeat for too long',
  revoked: 'its token was revoked',
  replaced: 'its token connected from elsewhere',
  violations: 'it broke the protocol too often',
  slow: 'it read too slowly',
  'hub-stopped': 'the hub was stopped',
  'hub-restarted': 'the hub restarted',
};

/** Why an agent is away; a reason this version doesn't know is shown as it came. */
export function offlineText(reason: string | null, everSeen: boolean): string {
  if (reason === null) return everSeen ? 'reason unknown' : 'never connected';
  return reasons[reason] ?? reason;
}
