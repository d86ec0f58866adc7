import type { Moment } from '../../../kernel/clock.ts';
import type { Agent } from '../state.ts';
import { isAhead, restedAt } from './due-times.ts';

/** Resources older than this say nothing about now. */
export const freshMs = 90_000;

/** Age of the resources by the steady clock: they came with a heartbeat, or so much before the last one. */
function resourcesAge(agent: Agent, at: Moment): number {
  const { heartbeatAt, heartbeatSteady, resourcesAt } = agent;
  if (heartbeatAt === null || heartbeatSteady === null || resourcesAt === null) return Infinity;
  return at.steady - heartbeatSteady + Math.max(0, heartbeatAt - resourcesAt);
}

export function freshResources(agent: Agent, at: Moment): Agent['resources'] {
  return resourcesAge(agent, at) <= freshMs ? agent.resources : null;
}

/** Can be offered work now: idle, connected and not in cooldown. */
export function isReady(agent: Agent, at: Moment): boolean {
  return agent.state === 'idle' && agent.connected && agent.facts !== null && !isAhead(restedAt(agent), at);
}

/**
 * How free an agent's machine is, 0 to 1: the mean of free processor and free memory, 0.5 where unknown. In tenths, so
 * that machines about equally free take turns.
 */
export function agentScore(agent: Agent, at: Moment): number {
  const resources = freshResources(agent, at);
  if (resources === null) return 0.5;
  const { cpuPercent, ramTotalBytes, ramUsedBytes } = resources;
  const cpu = 1 - cpuPercent / 100;
  const ram = ramTotalBytes === 0 ? 0.5 : Math.max(0, 1 - ramUsedBytes / ramTotalBytes);
  return Math.round((cpu + ram) * 5) / 10;
}
