import type { Answer, CallName, ExtraOf, ParsedInputOf, RowOf, ViewName } from '../../core/contract/index.ts';
import type { ActorId } from '../../core/kernel/ids.ts';

/** Who calls, and how the call can be given up. */
export interface CallContext {
  /** The actor acting through this connection; null takes the workspace's current actor. */
  readonly actor: ActorId | null;
  readonly signal: AbortSignal;
}

export type CallHandler<Name extends CallName> = (
  input: ParsedInputOf<Name>,
  context: CallContext,
) => Promise<Answer<Name>> | Answer<Name>;

export interface ViewSnapshot<Name extends ViewName> {
  readonly rows: readonly RowOf<Name>[];
  readonly extra: ExtraOf<Name>;
}

export interface ViewHandler<Name extends ViewName> {
  /** Read again whenever one of these is published. */
  topics(input: ParsedInputOf<Name>): readonly string[];
  read(input: ParsedInputOf<Name>): ViewSnapshot<Name> | Promise<ViewSnapshot<Name>>;
}

export type CallHandlers = { readonly [Name in CallName]: CallHandler<Name> };
export type ViewHandlers = { readonly [Name in ViewName]: ViewHandler<Name> };

/** One handler per contract entry; a missing one doesn't compile. */
export interface Handlers {
  readonly calls: CallHandlers;
  readonly views: ViewHandlers;
}
