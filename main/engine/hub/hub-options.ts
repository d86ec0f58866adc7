import type { DisconnectReason } from '../../../core/domain/fleet/agents/disconnect-reason.ts';
import type { Fleet } from '../../../core/domain/fleet/fleet-view.ts';
import type { FleetStore } from '../../../core/domain/fleet/ports.ts';
import type { AgentRow } from '../../../core/domain/fleet/rows/agent-rows.ts';
import type { TaskDetail, TaskRow } from '../../../core/domain/fleet/rows/task-rows.ts';
import type { HubListen, RateLimits } from '../../../core/domain/fleet/settings.ts';
import type { TaskStatus } from '../../../core/domain/fleet/tasks/task.ts';
import type { Timekeeper } from '../../../core/kernel/clock.ts';
import type { AgentId, TaskId, TokenId } from '../../../core/kernel/ids.ts';
import type { Log } from '../../../node/log/log.ts';
import type { SubmitTask } from './tasks/submit-task.ts';
import type { TaskRequests } from './tasks/task-requests.ts';
import type { LiveOutput } from './telemetry/live-output.ts';
import type { Telemetry } from './telemetry/telemetry.ts';

/** What the HTTP interface shows that the state in memory doesn't hold. */
export interface HubLookups {
  /** Newest first; `next` is the last one's id when there are more. */
  tasks(asked: {
    readonly status: TaskStatus | null;
    readonly before: TaskId | null;
    readonly limit: number;
  }): Promise<{ readonly tasks: TaskRow[]; readonly next: TaskId | null }>;
  /** Null for a task nobody submitted. */
  task(taskId: TaskId): Promise<TaskDetail | null>;
  agents(): Promise<AgentRow[]>;
  /** The latest sample of every metric. */
  metrics(): Promise<{ readonly at: number | null; readonly values: Record<string, number | null> }>;
}

export interface InstallFile {
  /** e.g. `text/x-shellscript; charset=utf-8` */
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** A file below `/install/` by its name, or null. `hubUrl` is the address under which the asking host reached the hub. */
export type InstallSource = (name: string, hubUrl: string) => Promise<InstallFile | null>;

export interface HubServerOptions {
  readonly fleet: Fleet;
  readonly store: Pick<FleetStore, 'statusOf' | 'reportedEnd'>;
  readonly lookups: HubLookups;
  /** As screens and commands use them: one order for all who submit under a key. */
  readonly submitTask: SubmitTask;
  readonly requests: TaskRequests;
  readonly liveOutput: LiveOutput;
  readonly telemetry: Telemetry;
  readonly log: Log;
  readonly timekeeper: Timekeeper;
  /** What a client may do per minute unless the fleet's own limits say otherwise. */
  readonly limits: RateLimits;
  /** Port 0 takes `preferredPort`, else the next free one after it; any other port is meant exactly. */
  readonly listen: Pick<HubListen, 'host' | 'port' | 'certificateFile' | 'keyFile'>;
  readonly preferredPort: number;
  readonly appVersion: string;
  readonly install: InstallSource;
}

/** A client as the hub has seen it since it started. */
export interface ClientFacts {
  readonly lastSeenAt: number;
  /** In the last hour. */
  readonly limited: number;
  readonly violations: number;
  /** Code of the latest violation. */
  readonly lastViolation: string | null;
  /** Wall clock; null when it may come. */
  readonly cooldownUntil: number | null;
}

export interface HubServer {
  /** e.g. `http://127.0.0.1:29512` */
  readonly url: string;
  readonly port: number;
  /** The preferred port, when another program holds it now: worth a note, and not worth remembering the other one. */
  readonly taken: number | null;
  /** A warning to show, such as that the hub is open to the network. */
  readonly note: string | null;
  /** Says goodbye to the agent and closes its connection; nothing happens when it has none. */
  disconnect(agentId: AgentId, reason: DisconnectReason): void;
  connectedAgents(): number;
  clients(): ReadonlyMap<TokenId, ClientFacts>;
  /** Says goodbye to everybody, waits until their departures are in the store, and stops listening. */
  close(): Promise<void>;
}
