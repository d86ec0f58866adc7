import type { AgentId } from '../../../kernel/ids.ts';
import type { EndReason } from './task.ts';

/**
 * What the end of an attempt counts as for its task. A failure is one of the work and uses up a retry; a reclaim is one
 * of the agent (lost, silent about the offer, unwilling, stuck) and is bounded by `maxReclaims`.
 */
export const countsAs: Readonly<Record<EndReason, 'failure' | 'reclaim' | 'nothing'>> = {
  failed: 'failure',
  verification: 'failure',
  undelivered: 'failure',
  declined: 'reclaim',
  'not-accepted': 'reclaim',
  disconnected: 'reclaim',
  stuck: 'reclaim',
  cancelled: 'nothing',
  budget: 'nothing',
  deadline: 'nothing',
  'agent-removed': 'nothing',
};

/** After these ends the task goes to another agent when one is free; vanishing is no judgement on the two together. */
export const agentAvoidedAfter: ReadonlySet<EndReason> = new Set([
  'failed',
  'verification',
  'declined',
  'not-accepted',
  'stuck',
]);

/**
 * Whose host keeps the finished work after this end. A failure of the keeper's own says that trying again from what it
 * keeps does not work: then any agent may do it anew.
 */
export function keeperAfter(
  keeper: AgentId | null,
  { reason, agentId }: { readonly reason: EndReason; readonly agentId: AgentId },
): AgentId | null {
  if (reason === 'undelivered') return agentId;
  return agentId === keeper && countsAs[reason] === 'failure' ? null : keeper;
}
