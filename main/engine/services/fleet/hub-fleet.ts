import type { FleetView } from '../../../../core/domain/fleet/fleet-view.ts';
import type { Money } from '../../../../core/domain/fleet/money/money.ts';
import type { HubId } from '../../../../core/kernel/ids.ts';
import type { AgentRows } from './agents/agent-rows.ts';
import type { QueueView } from './tasks/queue-view.ts';
import type { TaskRows } from './tasks/task-rows.ts';

/** The rows of everything that changes in the fleet of one hub. */
export interface LiveRows {
  readonly agentRows: AgentRows;
  readonly taskRows: TaskRows;
  readonly queue: QueueView;
  /** Before rows of several tasks are asked for; see wait-reason-cache.ts. */
  beginReading(): void;
  costToday(): readonly Money[];
  /** Attempts of today at an unknown cost. */
  unpricedToday(): number;
  deadLetters(): number;
}

/** One of the hubs a workspace knows. */
export interface HubFleet {
  readonly id: HubId;
  /** Its short name in the database. */
  readonly n: number;
  /** It runs on this device and takes orders. Of another one there is what it reported, to read. */
  readonly isHere: boolean;
  readonly view: FleetView;
  readonly live: LiveRows;
}
