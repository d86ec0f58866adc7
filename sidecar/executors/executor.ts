import type { Assignment } from '../../core/contract/hub/assignment.ts';
import type { TranscriptLine } from '../../core/domain/fleet/events.ts';
import type { Spent } from '../../core/domain/fleet/money.ts';

/** One piece of what an executor shows while it works. Longer texts are cut into lines of the transcript by the receiver. */
export interface ShownText {
  readonly stream: TranscriptLine['stream'];
  readonly text: string;
}

/** Bounds of one run; the sidecar takes them from its configuration and the task. */
export interface ExecutionLimits {
  /** Time for one run, by the steady clock; then it is stopped and counts as failed. */
  readonly seconds: number;
  /** Bytes of output that are read from a command or server before it is stopped. */
  readonly outputBytes: number;
  /** Time between the request to end and the kill of a process group. */
  readonly graceMs: number;
}

/** What one run of an attempt is given. The first run has `fixRun` 0; each failed verification adds a run. */
export interface ExecutionContext {
  readonly assignment: Assignment;
  /** What to do, for a model: the task's words on the first run, the corrective words on a fix run. */
  readonly prompt: string;
  readonly fixRun: number;
  /** What failed and what it printed; empty on the first run. */
  readonly failedChecks: string;
  /** The workspace: the only folder an executor writes to. */
  readonly folder: string;
  /** Added to the environment of every process: which agent, task and generation it works for. Never a secret. */
  readonly environment: Readonly<Record<string, string>>;
  /** Everything this run used up so far; each call replaces the one before. */
  spent(usage: Spent): void;
  emit(shown: ShownText): void;
  progress(step: { readonly percent: number | null; readonly note: string }): void;
  /** Says that the run waits for something outside (a rate limit, a server that is busy); null ends it. */
  blocked(reason: string | null): void;
  /** Aborted when the attempt is stopped, its budget is used up or the sidecar ends. */
  readonly signal: AbortSignal;
  readonly limits: ExecutionLimits;
}

export type ExecutionOutcome =
  | { readonly kind: 'done'; readonly summary: string; readonly model: string | null }
  | {
      readonly kind: 'failed';
      readonly error: string;
      /** False when trying again cannot help. */
      readonly retryable: boolean;
      readonly model: string | null;
    }
  /** The signal ended it; nothing of the run counts as a result. */
  | { readonly kind: 'stopped'; readonly model: string | null };

/**
 * Carries out the runs of one attempt, in order. It may remember what it did before (a conversation, a session) and is
 * dropped when the attempt ends.
 */
export interface Executor {
  run(context: ExecutionContext): Promise<ExecutionOutcome>;
}
