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
  onWait(reason: string | null): void;
}

export interface ModelTurn {
  readonly text: string;
  readonly calls: readonly ToolCall[];
  /** `length`: cut at the limit of an answer; calls are then only those that were complete. */
  readonly stop: 'end' | 'tools' | 'length' | 'refused' | 'context-full';
  /** The model's full name, as the server says it. */
  readonly model: string | null;
  readonly original: unknown;
}

export type ModelAnswer =
  | { readonly ok: true; readonly turn: ModelTurn }
  | { readonly ok: false; readonly error: string; readonly retryable: boolean };

/** A server that answers conversations; one per kind of API. */
export interface ModelProvider {
  /** Resolves soon after the signal aborts; then its answer doesn't matter. */
  send(request: ModelRequest): Promise<ModelAnswer>;
}
