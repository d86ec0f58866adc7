import type { AgentId, TaskId, TrackerId } from '../core/kernel/ids.ts';
import type { DocKind } from './tables/search.ts';

/** The parts of the workspace that a committed transaction may touch; live views and caches follow them. */
export const AREAS = [
  'workspace',
  'settings',
  'actors',
  'trackers',
  'items',
  'log',
  'findings',
  'conflicts',
  'evidence',
  /** Gates, their runs and exceptions. */
  'gates',
  /** With environments and what was moved into them. */
  'bundles',
  'signoffs',
  /** Policies of objectives, and their values. */
  'slo',
  /** Of this device, with who took them on. */
  'alerts',
  'alert-rules',
  'undo',
  'intents',
  'layout',
  'files',
  /** Any event of the hub. */
  'fleet',
  'agents',
  'tasks',
  'proposals',
  'endpoints',
  'repositories',
  'costs',
  /** Tokens, limits and settings of the hub. */
  'hub',
  'templates',
  'metrics',
  /** Something has to leave. */
  'deliveries',
] as const;
export type Area = (typeof AREAS)[number];

/** Items by their short name `n`. `whole`: so much moved that caches are rebuilt. */
export interface ItemChanges {
  readonly written: Set<number>;
  /** Those of `written` whose text changed, not only their place. */
  readonly reworded: Set<number>;
  readonly removed: Set<number>;
  whole: boolean;
}

export interface Changes {
  readonly areas: ReadonlySet<Area>;
  readonly trackers: ReadonlySet<TrackerId>;
  readonly items: Readonly<ItemChanges>;
  readonly taskIds: ReadonlySet<TaskId>;
  readonly agentIds: ReadonlySet<AgentId>;
  /** Hubs of which something was reported, by their short name. */
  readonly hubs: ReadonlySet<number>;
}

export class ChangeCollector implements Changes {
  readonly areas = new Set<Area>();
  readonly trackers = new Set<TrackerId>();
  readonly items: ItemChanges = {
    written: new Set(),
    reworded: new Set(),
    removed: new Set(),
    whole: false,
  };
  readonly taskIds = new Set<TaskId>();
  readonly agentIds = new Set<AgentId>();
  readonly hubs = new Set<number>();
  /** By their seq, to be taken out of the search index. */
  readonly removedTasks = new Set<number>();
  /** Texts beside the items that the search index must read again. */
  readonly prose = new Map<TrackerId, Set<DocKind>>();

  touch(area: Area, trackerId?: TrackerId): void {
    this.areas.add(area);
    if (trackerId !== undefined) this.trackers.add(trackerId);
  }

  touchTask(id: TaskId): void {
    this.areas.add('tasks');
    this.taskIds.add(id);
  }

  touchAgent(id: AgentId): void {
    this.areas.add('agents');
    this.agentIds.add(id);
  }

  reword(trackerId: TrackerId, kind: DocKind): void {
    const kinds = this.prose.get(trackerId);
    if (kinds === undefined) this.prose.set(trackerId, new Set([kind]));
    else kinds.add(kind);
  }
}
