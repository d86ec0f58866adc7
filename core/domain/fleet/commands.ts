import type {
  ActorId,
  AgentId,
  EndpointId,
  ProposalId,
  RepositoryId,
  TaskId,
  TokenId,
} from '../../kernel/ids.ts';
import type { AgentFacts } from './agents/agent.ts';
import type { DisconnectReason } from './agents/disconnect-reason.ts';
import type { Initiator } from './initiators.ts';
import type { Spent } from './money/money.ts';
import type { EndpointHealth, EndpointSpec } from './routing.ts';
import type { FleetSettings, RateLimits } from './settings.ts';
import type { OpenTask } from './state.ts';
import type { Lane, TaskSpec, TaskStatus } from './tasks/task.ts';
import type { TranscriptLine } from './tasks/transcript-line.ts';
import type { AttemptResult, VerificationReport } from './tasks/verification.ts';

/** Names the attempt a message is about; checked against the task before anything else. */
export interface AttemptRef {
  readonly agentId: AgentId;
  readonly taskId: TaskId;
  readonly generation: number;
}

export interface Transcript {
  readonly lines: readonly TranscriptLine[];
  readonly cutLines: number;
  readonly cutBytes: number;
}

/**
 * The commands of the hub. Ids and anything random come with the command, and what the state doesn't hold (final
 * tasks) is looked up before: deciding is a pure function.
 */
export type FleetCommand =
  | {
      readonly type: 'agent.add';
      readonly by: Initiator;
      readonly agentId: AgentId;
      readonly name: string;
      readonly actorId: ActorId | null;
      readonly sample: boolean;
    }
  | {
      readonly type: 'agent.rename';
      readonly by: Initiator;
      readonly agentId: AgentId;
      readonly name: string;
    }
  | { readonly type: 'agent.remove'; readonly by: Initiator; readonly agentId: AgentId }
  | {
      readonly type: 'agent.connect';
      readonly agentId: AgentId;
      readonly facts: AgentFacts;
      readonly holding: readonly { readonly taskId: TaskId; readonly generation: number }[];
    }
  | { readonly type: 'agent.disconnect'; readonly agentId: AgentId; readonly reason: DisconnectReason }
  | {
      readonly type: 'task.submit';
      readonly by: Initiator;
      readonly taskId: TaskId;
      readonly clientKey: string | null;
      readonly spec: TaskSpec;
      readonly sample: boolean;
      readonly dependencies: ReadonlyMap<TaskId, TaskStatus | null>;
    }
  | {
      readonly type: 'task.rank';
      readonly by: Initiator;
      readonly taskId: TaskId;
      readonly lane: Lane;
      readonly before: TaskId | null;
    }
  /** `status`: as it was looked up, for a task that is not open any more. */
  | {
      readonly type: 'task.cancel';
      readonly by: Initiator;
      readonly taskId: TaskId;
      readonly status: TaskStatus | null;
    }
  /** `found`: the dead letter as the store has it, its counters as they stood; null when there is no such task. */
  | {
      readonly type: 'task.requeue';
      readonly by: Initiator;
      readonly taskId: TaskId;
      readonly found: OpenTask | null;
      readonly status: TaskStatus | null;
      /** Instead of its own; null takes it away. */
      readonly deadline?: number | null | undefined;
    }
  | ({ readonly type: 'task.accept' } & AttemptRef)
  | ({ readonly type: 'task.decline'; readonly reason: string } & AttemptRef)
  | ({
      readonly type: 'task.progress';
      readonly percent: number | null;
      readonly note: string;
      readonly spent: Spent;
    } & AttemptRef)
  | ({ readonly type: 'task.block'; readonly reason: string } & AttemptRef)
  | ({ readonly type: 'task.unblock' } & AttemptRef)
  /** Asks, and changes nothing: it is answered after everything that was said before it. */
  | ({ readonly type: 'task.holds' } & AttemptRef)
  | ({ readonly type: 'task.verified'; readonly report: VerificationReport } & AttemptRef)
  | ({
      readonly type: 'task.complete';
      readonly result: AttemptResult;
      readonly spent: Spent;
      readonly transcript: Transcript;
    } & AttemptRef)
  | ({
      readonly type: 'task.fail';
      readonly reason: 'failed' | 'verification' | 'budget' | 'undelivered';
      readonly error: string;
      readonly retryable: boolean;
      readonly spent: Spent;
      readonly transcript: Transcript;
    } & AttemptRef)
  | {
      readonly type: 'proposal.settle';
      readonly by: Initiator;
      readonly proposalId: ProposalId;
      readonly answer: 'accepted' | 'dismissed';
    }
  | {
      readonly type: 'endpoint.add';
      readonly by: Initiator;
      readonly endpointId: EndpointId;
      readonly spec: EndpointSpec;
    }
  | {
      readonly type: 'endpoint.change';
      readonly by: Initiator;
      readonly endpointId: EndpointId;
      readonly spec: EndpointSpec;
    }
  | { readonly type: 'endpoint.remove'; readonly by: Initiator; readonly endpointId: EndpointId }
  | {
      readonly type: 'endpoint.check';
      readonly endpointId: EndpointId;
      readonly health: EndpointHealth;
      readonly models: readonly string[];
      readonly note: string;
    }
  | {
      readonly type: 'repository.add';
      readonly by: Initiator;
      readonly repositoryId: RepositoryId;
      readonly name: string;
      readonly url: string;
    }
  | {
      readonly type: 'repository.move';
      readonly by: Initiator;
      readonly repositoryId: RepositoryId;
      readonly before: RepositoryId | null;
    }
  | {
      readonly type: 'repository.pause';
      readonly by: Initiator;
      readonly repositoryId: RepositoryId;
      readonly paused: boolean;
    }
  | { readonly type: 'repository.remove'; readonly by: Initiator; readonly repositoryId: RepositoryId }
  | {
      readonly type: 'token.add';
      readonly by: Initiator;
      readonly tokenId: TokenId;
      readonly name: string;
      readonly scope: 'agent' | 'submit' | 'admin';
      readonly agentId: AgentId | null;
      readonly sha256: string;
    }
  | { readonly type: 'token.revoke'; readonly by: Initiator; readonly tokenId: TokenId }
  | { readonly type: 'settings.set'; readonly by: Initiator; readonly settings: FleetSettings }
  | {
      readonly type: 'limits.set';
      readonly by: Initiator;
      readonly client: string;
      readonly limits: RateLimits | null;
    }
  | { readonly type: 'sample.remove'; readonly by: Initiator };
export type FleetCommandOf<Type extends FleetCommand['type']> = Extract<FleetCommand, { type: Type }>;
