import type { RevisionNote } from '../../core/domain/trackers/history/revision-record.ts';
import type { RevisionId } from '../../core/kernel/ids.ts';
import type { ChangeCollector } from '../changes.ts';
import type { DocumentCache } from '../contents/document-cache.ts';
import type { Writer } from '../handle.ts';
import type { FleetRows, HubRows } from './fleet/fleet-rows.ts';
import type { ProjectedCache } from './projected-cache.ts';

/** What the events of one hub are applied with: its own rows, and no other hub's. */
export interface HubContext extends Pick<ReducerContext, 'db' | 'changes'> {
  readonly fleet: HubRows;
}

/** The context of a reducer: live in the transaction of the log row, or in a scratch database during a rebuild. */
export interface ReducerContext {
  readonly db: Writer;
  readonly documents: DocumentCache;
  readonly projected: ProjectedCache;
  readonly changes: ChangeCollector;
  /** Written by whoever ends the transaction. */
  readonly fleet: FleetRows;
  /** Bytes of a revision, by hash; a missing one is a damaged workspace and thrown. */
  content(hash: string): Uint8Array;
  /** All notes on a revision that the log has, wherever they stand in it. */
  notes(revision: RevisionId): readonly RevisionNote[];
}
