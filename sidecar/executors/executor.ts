import type { Assignment } from '../../core/contract/hub/assignment.ts';
import type { Spent } from '../../core/domain/fleet/money/money.ts';
import type { LaterWait } from '../../core/domain/fleet/state.ts';
import type { TranscriptLine } from '../../core/domain/fleet/tasks/transcript-line.ts';
import type { Entropy } from '../../core/kernel/clock.ts';

export interface ExecutionLimits {
  /** Left for this run; the runner also aborts `signal` when they are over. */
  readonly seconds: number;
  /** Printed bytes beyond which a run is ended. */
  readonly outputBytes: number;
  /** What each process may hold; null where memory is not bounded. */
  readonly memoryBytes: number | null;
}

/** Everything one run of an executor gets. An attempt has one run, and one more per fix. */
export interface ExecutionContext {
  readonly assignment: Assignment;
  /**
   * Description, context files, notes and success criteria as one text; on a fix also what failed, with the tails.
   * An executor of kind `shell` runs the assignment's command and leaves it aside.
   */
  readonly prompt: string;
  /** 1 for the first run of the attempt; each fix adds one. */
  readonly run: number;
  /** Which checks failed in the run before, with the ends of what they printed; empty on the first run. */
  readonly failedChecks: string;
  /** The attempt's workspace; nothing outside it is the executor's business. */
  readonly folder: string;
  /** Added to the environment of every process: task, generation and agent. Never a secret. */
  readonly environment: Readonly<Record<string, string>>;
  readonly limits: ExecutionLimits;
  readonly signal: AbortSignal;
  readonly entropy: Entropy;
  /** Total of this run so far (not a difference): calling it twice with the same is harmless. */
  spent(total: Spent): void;
  /** A line for the live output and the transcript. Line breaks split it; it is cut and batched by the runner. */
  emit(line: { readonly stream: TranscriptLine['stream']; readonly text: string }): void;
  /** Null: nobody can say how far it is. Throttled by the runner. */
  progress(now: { readonly percent: number | null; readonly note: string }): void;
  /** Says that the work waits for something outside, null that it goes on. */
  blocked(reason: string | null): void;
  /**
   * Says that the endpoint asked us to try again later, null that the work goes on. The hub then sends no other task there,
   * and the time counts neither as the host's nor as the budget's.
   */
  later(wait: LaterWait | null): void;
}

export type ExecutionOutcome =
  | { readonly ok: true; readonly summary: string; readonly model: string | null }
  /** `retryable` false: trying again cannot help (no such model, a refused key). */
  | { readonly ok: false; readonly error: string; readonly retryable: boolean };

/**
 * Carries work out. It resolves soon after `signal` aborts, with everything it started ended; it throws only for a bug.
 */
export interface Executor {
  run(context: ExecutionContext): Promise<ExecutionOutcome>;
}
