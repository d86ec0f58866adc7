import type { ModelPrice } from '../../core/domain/fleet/money/prices.ts';
import type { Entropy, Timekeeper } from '../../core/kernel/clock.ts';
import type { HttpClient } from '../../node/http/http-client.ts';

/** What executors need from the host besides a task. */
export interface ExecutorDeps {
  readonly timekeeper: Timekeeper;
  readonly entropy: Entropy;
  readonly http: HttpClient;
  /** The sidecar's environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Variables that hold keys; commands don't get them. */
  readonly secretVariables: readonly string[];
  readonly prices: readonly ModelPrice[];
  readonly turns: number;
  readonly conversationBytes: number;
  readonly silentSeconds: number;
  /** Waits; resolves at once when the signal aborts. */
  pause(milliseconds: number, signal: AbortSignal): Promise<void>;
}
