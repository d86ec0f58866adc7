import type { TokenCounts } from '../../core/domain/fleet/money/prices.ts';
import type { Message, ToolCall } from './conversation.ts';
import type { Tool } from './tool.ts';

/** One question to a model: the conversation so far. */
export interface ModelRequest {
  readonly system: string;
  readonly messages: readonly Message[];
  readonly tools: readonly Tool[];
  readonly signal: AbortSignal;
  /** Text of the answer as it comes. */
  onText(text: string): void;
  /** Tokens of this request as far as they are known; each call replaces the one before. */
  onUsage(counts: TokenCounts): void;
  /** The request waits before it is sent again; null when it goes on. */
  onWait(wait: ModelWait | null): void;
  /**
   * The answer broke off and is asked for again: nothing of it counts but its tokens, where it is `charged`. What comes
   * after this is another answer.
   */
  onCut(cut: { readonly charged: boolean }): void;
}

export interface ModelWait {
  readonly reason: string;
  readonly waitMs: number;
  /** True when the server asked us to try again later: then it has too much to do for others, too. */
  readonly later: boolean;
}

export interface ModelTurn {
  readonly text: string;
  readonly calls: readonly ToolCall[];
  /**
   * `length`: cut at the limit of an answer; calls are then only those that were complete. `paused`: the same
   * conversation, with this answer, goes on.
   */
  readonly stop: 'end' | 'tools' | 'length' | 'paused' | 'refused' | 'context-full';
  /** The model's full name, as the server says it. */
  readonly model: string | null;
  readonly original: unknown;
}

export type ModelAnswer =
  | { readonly ok: true; readonly turn: ModelTurn }
  | {
      readonly ok: false;
      readonly error: string;
      readonly retryable: boolean;
      /** The conversation is larger than the model can take in. */
      readonly tooLong?: boolean;
    };

/** A server that answers conversations; one per kind of API. */
export interface ModelProvider {
  /** Resolves soon after the signal aborts; then its answer doesn't matter. */
  send(request: ModelRequest): Promise<ModelAnswer>;
}
