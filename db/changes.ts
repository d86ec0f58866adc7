import type { TrackerId } from '../core/kernel/ids.ts';

/** Which parts of the workspace a committed transaction touched; live views and caches follow it. */
export type Area =
  | 'workspace'
  | 'settings'
  | 'actors'
  | 'trackers'
  | 'items'
  | 'log'
  | 'findings'
  | 'conflicts'
  | 'undo'
  | 'intents'
  | 'layout'
  | 'files';

/** Items by their short name `n`. `whole`: so much moved that caches start anew. */
export interface ItemChanges {
  readonly written: Set<number>;
  readonly removed: Set<number>;
  whole: boolean;
}

export interface Changes {
  readonly areas: ReadonlySet<Area>;
  readonly trackers: ReadonlySet<TrackerId>;
  readonly items: Readonly<ItemChanges>;
}

export class ChangeCollector implements Changes {
  readonly areas = new Set<Area>();
  readonly trackers = new Set<TrackerId>();
  readonly items: ItemChanges = { written: new Set(), removed: new Set(), whole: false };

  touch(area: Area, trackerId?: TrackerId): void {
    this.areas.add(area);
    if (trackerId !== undefined) this.trackers.add(trackerId);
  }
}
