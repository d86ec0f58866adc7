import type { InputOf } from '../../../../core/contract/index.ts';
import { Lane, TaskStatus } from '../../../../core/domain/fleet/tasks/task.ts';
import { AgentId, HubId, ItemId, RepositoryId, TrackerId } from '../../../../core/kernel/ids.ts';

/** What the list is narrowed by; `item` comes by link only. */
export interface TaskListFilter {
  readonly text: string;
  readonly statuses: readonly TaskStatus[];
  readonly lane: Lane | null;
  readonly hub: HubId | null;
  readonly agent: AgentId | null;
  readonly repository: RepositoryId | null;
  readonly tracker: TrackerId | null;
  readonly item: ItemId | null;
}

export const noFilter: TaskListFilter = {
  text: '',
  statuses: [],
  lane: null,
  hub: null,
  agent: null,
  repository: null,
  tracker: null,
  item: null,
};

const keys = ['q', 'status', 'lane', 'hub', 'agent', 'repository', 'tracker', 'item'] as const;

/** A filter as the address bar's query, so that a link opens the same rows. Other parameters stay. */
export function writeTaskQuery(current: URLSearchParams, filter: TaskListFilter): URLSearchParams {
  const next = new URLSearchParams(current);
  for (const key of keys) next.delete(key);
  if (filter.text.trim() !== '') next.set('q', filter.text.trim());
  for (const status of filter.statuses) next.append('status', status);
  for (const key of ['lane', 'hub', 'agent', 'repository', 'tracker', 'item'] as const) {
    const value = filter[key];
    if (value !== null) next.set(key, value);
  }
  return next;
}

/** Reads what `writeTaskQuery` wrote; what a hand-made link got wrong is left out. */
export function readTaskQuery(query: URLSearchParams): TaskListFilter {
  return {
    text: (query.get('q') ?? '').slice(0, 200),
    statuses: query.getAll('status').flatMap((status) => TaskStatus.safeParse(status).data ?? []),
    lane: Lane.safeParse(query.get('lane')).data ?? null,
    hub: HubId.safeParse(query.get('hub')).data ?? null,
    agent: AgentId.safeParse(query.get('agent')).data ?? null,
    repository: RepositoryId.safeParse(query.get('repository')).data ?? null,
    tracker: TrackerId.safeParse(query.get('tracker')).data ?? null,
    item: ItemId.safeParse(query.get('item')).data ?? null,
  };
}

export function isNarrowed(filter: TaskListFilter): boolean {
  return writeTaskQuery(new URLSearchParams(), filter).size > 0;
}

/** The filter as the contract takes it. */
export function toTaskFilter(filter: TaskListFilter): InputOf<'tasks.list'>['filter'] {
  return {
    statuses: filter.statuses.length === 0 ? null : [...filter.statuses],
    lane: filter.lane,
    hubId: filter.hub,
    agentId: filter.agent,
    repositoryId: filter.repository,
    trackerId: filter.tracker,
    itemId: filter.item,
    text: filter.text.trim(),
  };
}
