import type { RowOf } from '../../../../core/contract/index.ts';
import {
  agentLabel,
  agentStateMarks,
  agentStates,
  offlineText,
} from '../../../domains/fleet/agent-labels.ts';
import { formatCount } from '../../../ui/text/format.ts';
import type { TileGroup } from '../../../ui/tiles/tile-model.ts';

export type Agent = RowOf<'agents.list'>;
export type GroupId = Agent['state'] | 'stale';

/** What needs help comes first, then what nobody knows about. */
const groupOrder: readonly GroupId[] = agentStates.flatMap((state): GroupId[] =>
  state === 'blocked' ? [state, 'stale'] : [state],
);

export const groupLabels: Readonly<Record<GroupId, string>> = {
  blocked: 'Blocked',
  stale: 'Stale',
  working: 'Working',
  assigned: 'Assigned',
  idle: 'Idle',
  offline: 'Offline',
};

/**
 * Whether what the row says can't be taken as current: the engine says so, the heartbeat grew too old since it said
 * anything, or the engine itself is away.
 */
export function isStale(agent: Agent, now: number, staleAfterMs: number, lost: boolean): boolean {
  if (agent.state === 'offline') return lost;
  if (lost || agent.stale) return true;
  return agent.heartbeatAt !== null && now - agent.heartbeatAt > staleAfterMs;
}

export function countStale(
  agents: readonly Agent[],
  now: number,
  staleAfterMs: number,
  lost: boolean,
): number {
  let count = 0;
  for (const agent of agents) if (isStale(agent, now, staleAfterMs, lost)) count += 1;
  return count;
}

export function staleAgents(
  agents: readonly Agent[],
  now: number,
  staleAfterMs: number,
  lost: boolean,
): ReadonlySet<string> {
  return new Set(agents.filter((agent) => isStale(agent, now, staleAfterMs, lost)).map((agent) => agent.id));
}

/** A stale agent is in no state anybody knows of. An agent that is offline stays there: that much is known. */
export const groupOf = (agent: Agent, stale: ReadonlySet<string>): GroupId =>
  agent.state !== 'offline' && stale.has(agent.id) ? 'stale' : agent.state;

const maxKeys = 20_000;
const keys = new Map<string, string>();

/** What a name is sorted by, so that 9 comes before 10. Kept, because a thousand names are compared at every update. */
function sortKey(name: string): string {
  const known = keys.get(name);
  if (known !== undefined) return known;
  if (keys.size >= maxKeys) keys.clear();
  const key = name.toLowerCase().replaceAll(/\d+/g, (digits) => digits.padStart(12, '0'));
  keys.set(name, key);
  return key;
}

export function byName(a: Agent, b: Agent): number {
  const one = sortKey(a.name);
  const other = sortKey(b.name);
  return one < other ? -1 : one > other ? 1 : 0;
}

export interface BoardFilter {
  readonly text: string;
  /** Null shows every group. */
  readonly group: GroupId | null;
  /** Null shows those of every hub. */
  readonly hub: string | null;
}

/** Every word must be found in the name, task, host or capabilities. */
export function filterAgents(
  agents: readonly Agent[],
  stale: ReadonlySet<string>,
  filter: BoardFilter,
): readonly Agent[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0 && filter.group === null && filter.hub === null) return agents;
  return agents.filter((agent) => {
    if (filter.hub !== null && agent.hubId !== filter.hub) return false;
    if (filter.group !== null && groupOf(agent, stale) !== filter.group) return false;
    if (words.length === 0) return true;
    const text = [agent.name, agent.task?.title ?? '', agent.host ?? '', ...agent.capabilities]
      .join(' ')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

export function groupAgents(
  agents: readonly Agent[],
  stale: ReadonlySet<string>,
): readonly TileGroup<Agent>[] {
  const tiles = new Map<GroupId, Agent[]>(groupOrder.map((id) => [id, []]));
  for (const agent of agents) tiles.get(groupOf(agent, stale))?.push(agent);
  return groupOrder.map((id) => ({
    id,
    label: groupLabels[id],
    mark: id === 'stale' ? 'stale' : agentStateMarks[id],
    tiles: (tiles.get(id) ?? []).toSorted(byName),
  }));
}

export interface GroupCount {
  readonly id: GroupId;
  readonly count: number;
}

export function countGroups(agents: readonly Agent[], stale: ReadonlySet<string>): readonly GroupCount[] {
  const counts = new Map<GroupId, number>();
  for (const agent of agents) {
    const id = groupOf(agent, stale);
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return groupOrder.map((id) => ({ id, count: counts.get(id) ?? 0 }));
}

/** What it is doing, in one line; for a stale agent what it was doing when last heard. */
export function activityText(agent: Agent): string {
  if (agent.state === 'offline') return offlineText(agent.offlineReason, agent.heartbeatAt !== null);
  if (agent.task === null) return agent.state === 'idle' ? 'free' : 'between tasks';
  if (agent.task.blocked !== null) return `${agent.task.title}: ${agent.task.blocked}`;
  return agent.task.title;
}

/** The whole tile as one sentence for screen readers; without ages, which would be read out of date. */
export function tileLabel(agent: Agent, stale: boolean, hub: string | null): string {
  const task = agent.task?.percent;
  const parts = [
    agent.name,
    agentLabel({ state: agent.state, stale }),
    activityText(agent),
    task === null || task === undefined ? '' : `${Math.round(task)} %`,
    agent.sample ? 'sample' : '',
    hub === null ? '' : `hub ${hub}`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** "3 of 12 agents" while something is filtered out, else "12 agents". */
export function shownText(shown: number, total: number): string {
  return shown === total ? formatCount(total, 'agent') : `${shown} of ${formatCount(total, 'agent')}`;
}
