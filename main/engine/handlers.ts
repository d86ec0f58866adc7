import type { Acts } from '../../core/contract/define.ts';
import type {
  Answer,
  CallName,
  Contract,
  ExtraOf,
  ParsedInputOf,
  RowOf,
  ViewName,
} from '../../core/contract/index.ts';
import type { Initiator } from '../../core/domain/fleet/initiators.ts';
import type { ActorId } from '../../core/kernel/ids.ts';
import type { Failure, Result } from '../../core/kernel/result.ts';
import type { Topic } from './topics.ts';

/** For whom one connection acts, and the key it has unlocked. Nothing of it outlives the connection. */
export interface ActorSession {
  /** Whom the connection chose; null takes the workspace's owner. */
  readonly actor: ActorId | null;
  isUnlocked(actorId: ActorId): boolean;
  /** Signs as this actor while unlocked, and counts as use; null when locked. */
  signature(actorId: ActorId): ((text: string) => string) | null;
  /** Acts as this actor (name or id) from now on: locked where a passphrase guards their key, in vain if revoked. */
  choose(name: string): Result<null>;
  /** The same with their key opened. */
  unlock(
    actorId: ActorId,
    passphrase: string | null,
  ): Promise<Result<{ readonly actorId: ActorId; readonly name: string }>>;
  /** Forgets the key; the connection still acts as the actor, who is locked then. */
  lock(): void;
}

/** Who calls, and how the call can be given up. */
export interface CallContext {
  /** The actor acting through this connection; null takes the workspace's owner. */
  readonly actor: ActorId | null;
  /** Absent for calls that come over no connection: nobody is unlocked for them. */
  readonly session?: ActorSession;
  readonly signal: AbortSignal;
}

export type CallHandler<Name extends CallName> = (
  input: ParsedInputOf<Name>,
  context: CallContext,
) => Promise<Answer<Name>> | Answer<Name>;

export interface ViewAnswer<Name extends ViewName> {
  readonly rows: readonly RowOf<Name>[];
  readonly extra: ExtraOf<Name>;
}

export interface ViewHandler<Name extends ViewName> {
  /** Read again whenever one of these is published. */
  topics(input: ParsedInputOf<Name>): readonly Topic[];
  read(input: ParsedInputOf<Name>, session?: ActorSession): ViewAnswer<Name> | Promise<ViewAnswer<Name>>;
}

export type CallHandlers = { readonly [Name in CallName]: CallHandler<Name> };
export type ViewHandlers = { readonly [Name in ViewName]: ViewHandler<Name> };

/** One handler per contract entry; a missing one doesn't compile. */
export interface Handlers {
  readonly calls: CallHandlers;
  readonly views: ViewHandlers;
  /** The failure that a thrown error stands for, the database being damaged, full or held by others; null: a bug. */
  readonly failureOf: (error: unknown) => Failure | null;
}

/** A call can be given up. */
export interface Cancellable {
  readonly signal: AbortSignal;
}
/** The connection that the call came over. */
export interface Connected {
  readonly session: ActorSession;
}
/** Who acts: enrolled here, not revoked, and unlocked where a passphrase guards them. */
export interface Acting {
  readonly actorId: ActorId;
  /** The connection they act through; absent for calls that come over none. */
  readonly session?: ActorSession | undefined;
}
export interface Operator extends Acting {
  /** The same person as the fleet's events name them. */
  readonly by: Initiator;
}

/** What a service is given beside its input, by who acts in its entry. */
export interface ServiceContexts extends Record<Acts, Cancellable> {
  readonly nobody: Cancellable;
  readonly actor: Cancellable & Acting;
  readonly 'named-actor': Cancellable & Acting;
  readonly operator: Cancellable & Operator;
  readonly connection: Cancellable & Connected;
}

/** How it is found who acts: one way for each word of the contract. */
export type WhoActs = {
  readonly [Who in Acts]: (input: unknown, context: CallContext) => Result<ServiceContexts[Who]>;
};

/** What carries a call out. `Deps` is what it works with. */
export type Service<Deps, Name extends CallName> = (
  deps: Deps,
  input: ParsedInputOf<Name>,
  context: ServiceContexts[Contract[Name]['acts']],
) => Promise<Answer<Name>> | Answer<Name>;

/** The calls, or the views, of these domains. */
export type CallsNamed<Domain extends string> = Extract<CallName, `${Domain}.${string}`>;
export type ViewsNamed<Domain extends string> = Extract<ViewName, `${Domain}.${string}`>;

export type Services<Deps, Names extends CallName = CallName> = {
  readonly [Name in Names]: Service<Deps, Name>;
};
