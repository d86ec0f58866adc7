import type { AgentId, EndpointId, ProposalId, RepositoryId, TaskId, TokenId } from '../../kernel/ids.ts';
import type { Result } from '../../kernel/result.ts';
import type { Resources } from './agents/agent.ts';
import type { AttemptRef, FleetCommand } from './commands.ts';
import type { FleetEvent } from './events.ts';
import type { FleetSettings, RateLimits } from './settings.ts';
import type { Agent, Endpoint, HubToken, LaterWait, OpenTask, Pause, Proposal, Repository } from './state.ts';
import type { TaskStatus } from './tasks/task.ts';

/** The state of a fleet for those who only read it. */
export interface FleetFacts {
  readonly tasks: ReadonlyMap<TaskId, Readonly<OpenTask>>;
  readonly agents: ReadonlyMap<AgentId, Readonly<Agent>>;
  readonly endpoints: ReadonlyMap<EndpointId, Readonly<Endpoint>>;
  readonly repositories: ReadonlyMap<RepositoryId, Readonly<Repository>>;
  readonly proposals: ReadonlyMap<ProposalId, Proposal>;
  readonly tokens: ReadonlyMap<TokenId, HubToken>;
  readonly limits: ReadonlyMap<string, RateLimits>;
  readonly served: ReadonlyMap<string, Readonly<{ weight: number; atSteady: number }>>;
  readonly pauses: ReadonlyMap<string, readonly Pause[]>;
  readonly settings: Readonly<FleetSettings>;
  readonly lastRank: number;
}

/** How everybody but the hub's own core reads a fleet. */
export interface FleetView {
  /** As things stand at this moment. Ask again instead of keeping it: `onReset` tells when another object took its place. */
  readonly now: FleetFacts;
  /** Also of tasks that have ended; null for one nobody submitted. */
  statusOf(taskIds: readonly TaskId[]): Promise<ReadonlyMap<TaskId, TaskStatus | null>>;
  onHeartbeat(listener: (agentId: AgentId) => void): () => void;
  /** Everything was read again from where it is kept; what was derived from events may be out of date. */
  onReset(listener: () => void): () => void;
}

/** How everybody changes a fleet. */
export interface FleetCommands {
  /**
   * Resolves once the events are in the store; then all of them have been applied and none will be taken back. A
   * delivery is confirmed with them, so that one sent again after a kill is not carried out twice.
   */
  run(command: FleetCommand, deliveryId?: string): Promise<Result<readonly FleetEvent[]>>;
  /** An agent gave a sign of life. Leaves no event. */
  heartbeat(agentId: AgentId, resources: Resources | null): void;
  /** An endpoint was probed and nothing has changed. Leaves no event. */
  endpointProbed(endpointId: EndpointId): void;
  /** Something was heard of an attempt: it is not stuck. Leaves no event; of a stale one nothing happens. */
  heard(attempt: AttemptRef): void;
  /**
   * The endpoint of an attempt asked us to try again later: it gets no task before, and the attempt waits without counting as
   * stuck or using its minutes. Leaves no event; of a stale one nothing happens.
   */
  waitsForEndpoint(attempt: AttemptRef, wait: LaterWait): void;
  /** No new task for this agent for a while. */
  startCooldown(agentId: AgentId, milliseconds: number): void;
}

/** A fleet that can be read and changed here: its hub runs in this process. */
export interface Fleet extends FleetView, FleetCommands {
  /**
   * Called after each commit, with the events in `now` already: for the hub's own parts, which carry out what was
   * decided. All others follow the feed of the database. Returns how to stop.
   */
  onEvents(listener: (events: readonly FleetEvent[]) => void): () => void;
}
