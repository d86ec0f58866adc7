import type {
  ActorId,
  AgentId,
  EndpointId,
  ProposalId,
  RepositoryId,
  TaskId,
  TokenId,
} from '../../kernel/ids.ts';
import type { AgentFacts, AgentState, Resources } from './agents/agent.ts';
import type { Initiator } from './initiators.ts';
import type { Spent } from './money/money.ts';
import type { EndpointHealth, EndpointSpec, Target } from './routing.ts';
import type { FleetSettings, RateLimits } from './settings.ts';
import type { Complexity, ItemLink, TaskSpec } from './tasks/task.ts';
import type { TaskCourse } from './tasks/task-course.ts';

/** A task that is not final, as the hub keeps it in memory. Times ending in `Steady` are of the steady clock. */
export interface OpenTask extends TaskCourse {
  readonly id: TaskId;
  readonly spec: TaskSpec;
  readonly complexity: Complexity;
  readonly submitter: Initiator;
  readonly submittedAt: number;
  readonly sample: boolean;
  /** `notBefore` by the steady clock, which is what counts: a jump of the wall clock delays nothing. */
  notBeforeSteady: number | null;
  /** Dependencies not completed yet. */
  readonly waitsFor: Set<TaskId>;
  /** Since when it could be assigned and was not: what the fallback waits for. */
  waitingSinceSteady: number;
  target: Target | null;
  assignedAt: number | null;
  acceptedAt: number | null;
  assignedSteady: number | null;
  acceptedSteady: number | null;
  /** When anything was last heard of the running attempt. */
  heardSteady: number | null;
  /** While its endpoint wants to be asked again later: from when, until when. */
  laterSteady: { readonly since: number; readonly until: number } | null;
  /** Milliseconds that the running attempt waited so before. */
  waitedSteady: number;
  /** Set while its agent is away: when another may get it. */
  returnBySteady: number | null;
  blocked: string | null;
  /** What the running attempt said last. */
  percent: number | null;
  note: string;
  /** Agents that gave it back or failed it; others are preferred. */
  readonly avoided: Set<AgentId>;
  /** On whose host the finished work is kept that could not be handed over: nobody else has it. */
  keptBy: AgentId | null;
  /** Used by attempts that ended, and by the one that runs. */
  spentBefore: Spent;
  spentNow: Spent;
  /** Attempts that ended at an unknown cost. */
  unpricedBefore: number;
  /** Milliseconds worked by attempts that ended. */
  workedBeforeMs: number;
}

export interface Agent {
  readonly id: AgentId;
  name: string;
  readonly actorId: ActorId | null;
  readonly sample: boolean;
  readonly addedAt: number;
  state: AgentState;
  /** Wall clock of the last move. */
  since: number;
  facts: AgentFacts | null;
  taskId: TaskId | null;
  generation: number | null;
  connected: boolean;
  connectedAt: number | null;
  disconnectReason: string | null;
  heartbeatAt: number | null;
  heartbeatSteady: number | null;
  resources: Resources | null;
  resourcesAt: number | null;
  /** Steady clock: a client that was rate limited gets no task before. */
  cooldownUntilSteady: number | null;
  /** When it last got a task: the longest idle is served first among equals. */
  lastAssignedSteady: number;
}

export interface Endpoint {
  readonly id: EndpointId;
  spec: EndpointSpec;
  health: EndpointHealth;
  models: readonly string[];
  note: string;
  /** When a probe last found something new; stored. */
  checkedAt: number | null;
  /** When it was last probed, wall clock; probes that found nothing new are not stored. */
  probedAt: number | null;
  /** Tasks running against it now. */
  load: number;
}

/** An endpoint wants to be asked again later. `model` null: for all its models. */
export interface LaterWait {
  readonly model: string | null;
  readonly waitMs: number;
  readonly reason: string;
}

/** What calls a target asked us to try again later: an endpoint or a service, with all its models or one. */
export interface Pause {
  /** Null: whatever the model. */
  readonly model: string | null;
  readonly untilSteady: number;
  /** The same by the wall clock, for people. */
  readonly until: number;
  readonly reason: string;
}

export interface Repository {
  readonly id: RepositoryId;
  readonly name: string;
  readonly url: string;
  rank: number;
  paused: boolean;
}

export interface Proposal {
  readonly id: ProposalId;
  readonly taskId: TaskId;
  readonly link: ItemLink;
}

export interface HubToken {
  readonly id: TokenId;
  readonly name: string;
  readonly scope: 'agent' | 'submit' | 'admin';
  readonly agentId: AgentId | null;
  readonly sha256: string;
}

/**
 * All the hub must know to decide. Bounded by what is open: final tasks are only in the store. Loaded from the store at
 * start, afterwards moved by `applyEvent` alone (and heartbeats, which leave no event).
 */
export interface FleetState {
  readonly tasks: Map<TaskId, OpenTask>;
  readonly agents: Map<AgentId, Agent>;
  readonly endpoints: Map<EndpointId, Endpoint>;
  readonly repositories: Map<RepositoryId, Repository>;
  /** Proposals nobody answered yet. */
  readonly proposals: Map<ProposalId, Proposal>;
  /** Tokens that are valid now. */
  readonly tokens: Map<TokenId, HubToken>;
  readonly limits: Map<string, RateLimits>;
  /** Fairness: tasks of a submitter that got an agent lately, halved as time passes. */
  readonly served: Map<string, { weight: number; atSteady: number }>;
  /** Endpoints and services that asked us to try again later; leaves no event. See `schedule/pauses.ts`. */
  readonly pauses: Map<string, readonly Pause[]>;
  settings: FleetSettings;
  /** The highest rank given out. */
  lastRank: number;
}
