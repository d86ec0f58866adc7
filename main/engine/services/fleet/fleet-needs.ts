import type { FleetFacts } from '../../../../core/domain/fleet/fleet-view.ts';
import { taskTitle } from '../../../../core/domain/fleet/tasks/task-title.ts';
import type { AgentId } from '../../../../core/kernel/ids.ts';
import type { Listening } from '../../hub/hub-listener.ts';
import type { Need } from '../bridge/needs.ts';

/** More proposals than this are told as their number. */
const proposalsNamed = 5;
const agentsNamed = 20;

export interface NeedSources {
  readonly state: FleetFacts;
  readonly listening: Listening;
  readonly deadLetters: number;
  /** What a proposal is about, in one line; null when its item is gone. */
  readonly itemTitle: (itemId: string) => string | null;
}

/** What of the fleet waits for a person. A workspace without a fleet has nothing to say here. */
export function fleetNeeds(sources: NeedSources): Need[] {
  const { agents, tasks } = sources.state;
  const inUse = agents.size > 0 || tasks.size > 0;
  return [
    ...(inUse ? hubNeed(sources.listening) : []),
    ...deadLetterNeed(sources.deadLetters),
    ...proposalNeeds(sources),
    ...agentNeeds(sources.state),
  ];
}

function hubNeed({ state, note }: Listening): Need[] {
  if (state !== 'failed') return [];
  const detail = note ?? 'No agent can connect.';
  return [
    { id: 'hub', mark: 'at-risk', kind: 'hub', title: 'The hub does not listen', detail, route: '/hub' },
  ];
}

function deadLetterNeed(count: number): Need[] {
  if (count === 0) return [];
  const title = count === 1 ? 'A task became a dead letter' : `${count} tasks became dead letters`;
  const detail = 'Nobody tries again until they are put back into the queue or cancelled.';
  return [
    { id: 'dead-letters', mark: 'at-risk', kind: 'dead-letter', title, detail, route: '/dead-letters' },
  ];
}

function proposalNeeds({ state, itemTitle }: NeedSources): Need[] {
  const open = [...state.proposals.values()];
  if (open.length > proposalsNamed) {
    const title = `${open.length} status changes are proposed`;
    const detail = 'Verified tasks propose them for items of trackers.';
    return [{ id: 'proposals', mark: 'review', kind: 'proposal', title, detail, route: '/proposals' }];
  }
  return open.map(({ id, link }) => ({
    id,
    mark: 'review',
    kind: 'proposal',
    title: itemTitle(link.itemId) ?? 'An item that is gone',
    detail: `A verified task proposes ${link.statusWhenDone ?? 'no status'}.`,
    route: `/proposals?proposal=${id}`,
  }));
}

/** Agents that are away while a task is held for them, or may go to nobody else. */
function agentNeeds({ agents, tasks }: FleetFacts): Need[] {
  const waiting = new Map<AgentId, { count: number; title: string }>();
  for (const { agentId, status, spec } of tasks.values()) {
    const wanted = status === 'queued' ? spec.agentId : agentId;
    if (wanted === null || agents.get(wanted)?.connected !== false) continue;
    const known = waiting.get(wanted);
    if (known === undefined) waiting.set(wanted, { count: 1, title: taskTitle(spec.description) });
    else known.count += 1;
  }
  return [...waiting].slice(0, agentsNamed).map(([agentId, { count, title }]) => ({
    id: agentId,
    mark: 'stale',
    kind: 'agent',
    title: `${agents.get(agentId)?.name ?? agentId} is away`,
    detail: count === 1 ? `“${title}” waits for it.` : `${count} tasks wait for it.`,
    route: `/fleet/${agentId}`,
  }));
}
