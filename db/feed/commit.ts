import type { FleetEvent } from '../../core/domain/fleet/events.ts';
import type { Changes } from '../changes.ts';
import type { EventRow } from '../tables/event.ts';
import type { OpRow } from '../tables/op.ts';

/** An event of the log; what its writer had read of it already comes with it. */
export interface LoggedEvent extends EventRow {
  readonly event?: FleetEvent;
}

/** Rows of both logs, each in the order of seq. */
export interface LogRows {
  readonly ops: readonly OpRow[];
  readonly events: readonly LoggedEvent[];
}

/** `live` happened here and now; `received` was decided or reported elsewhere, some time before. */
export type Origin = 'live' | 'received';

/** One committed transaction: the rows it wrote to the logs, and what else it touched. */
export interface Commit extends LogRows {
  /** Its rows have a seq above `after`, up to `upTo`; the same number for one that wrote to no log. */
  readonly after: number;
  readonly upTo: number;
  readonly origin: Origin;
  readonly changes: Changes;
}
