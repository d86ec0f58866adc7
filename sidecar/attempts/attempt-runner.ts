import type { Assignment } from '../../core/contract/hub/assignment.ts';
import { nothingSpent, type Spent } from '../../core/domain/fleet/money/money.ts';
import type { AttemptResult, VerificationReport } from '../../core/domain/fleet/tasks/verification.ts';
import type { Entropy, Timekeeper } from '../../core/kernel/clock.ts';
import { cutText } from '../../core/kernel/cut-text.ts';
import type { Result } from '../../core/kernel/result.ts';
import type { SidecarSettings } from '../config-schema.ts';
import type { Executor } from '../executors/executor.ts';
import { isDiskFull } from '../host/disk-reserve.ts';
import { verify } from '../verification/verify.ts';
import { type Delivery, UNDELIVERED, type WorkDone, type Workspace } from '../workspaces/workspace.ts';
import type { Workspaces } from '../workspaces/workspaces.ts';
import { type AttemptBounds, watchBounds } from './attempt-bounds.ts';
import type { AttemptOutput } from './attempt-output.ts';
import type { AttemptProgress } from './attempt-progress.ts';
import type { Ending } from './attempt-record.ts';
import { failedChecks, fixPrompt, taskPrompt } from './prompt.ts';
import { addSpent, budgetReached } from './spending.ts';
import { visible } from './visible-text.ts';
import { wakeUp } from './wake.ts';

export interface RunnerDeps {
  readonly settings: SidecarSettings;
  readonly folder: string;
  readonly workspaces: Workspaces;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Names of variables that hold keys: commands and checks do not get them. */
  readonly secretVariables: readonly string[];
  readonly timekeeper: Timekeeper;
  readonly entropy: Entropy;
  readonly wakePausesMs: readonly number[];
}

export interface AttemptRun {
  readonly assignment: Assignment;
  /** By the clock of this host. */
  readonly takenAt: number;
  readonly executor: Executor;
  /** Given to every process of the attempt. */
  readonly extra: Readonly<Record<string, string>>;
  readonly output: AttemptOutput;
  readonly progress: AttemptProgress;
  /** Aborted when the attempt is not wanted any more. */
  readonly stop: AbortSignal;
  /** Whether the hub still means this attempt, by its state now. */
  readonly holds: (signal: AbortSignal) => Promise<Result<null>>;
  spent(total: Spent): void;
  /** Resolves when the report is safe. */
  verified(report: VerificationReport, spent: Spent): Promise<void>;
}

type Failed = {
  readonly reason: 'failed' | 'verification' | 'budget' | 'undelivered';
  readonly error: string;
  readonly retryable: boolean;
};
type Outcome = { readonly result: AttemptResult } | { readonly failed: Failed };

/** Carries one attempt out, from the workspace to its end. Null when it was stopped: then there is nothing to tell. */
export async function runAttempt(deps: RunnerDeps, run: AttemptRun): Promise<Ending | null> {
  const bounds = watchBounds(run.assignment, run.takenAt, deps.settings.limits.minutes, deps.timekeeper);
  const total = { spent: nothingSpent };
  let outcome: Outcome;
  try {
    outcome = await carryOut(deps, run, bounds, total);
  } catch (error) {
    // A bug must not leave the hub waiting.
    const reason = error instanceof Error ? error.message : String(error);
    const what = isDiskFull(error)
      ? 'The disk of this host is full, so the task could not go on'
      : 'The sidecar broke down on this task';
    outcome = failed(`${what}: ${reason}`, true);
  } finally {
    bounds.close();
  }
  run.progress.close();
  run.output.close();
  if (run.stop.aborted) return null;
  const { taskId, generation } = run.assignment;
  const shared = { n: 1, taskId, generation, spent: total.spent, transcript: run.output.transcript() };
  if ('result' in outcome) return { t: 'complete', ...shared, result: outcome.result };
  const { reason, error, retryable } = bounds.reached === null ? outcome.failed : atBound(bounds.reached);
  return {
    t: 'fail',
    ...shared,
    reason,
    error: cutText(visible(error, true), 2000),
    retryable,
  };
}

const failed = (error: string, retryable: boolean): { readonly failed: Failed } => ({
  failed: { reason: 'failed', error, retryable },
});

const overBudget = (why: string, error: string): { readonly failed: Failed } => ({
  failed: { reason: 'budget', error: `${why} The attempt ended before: ${error}`, retryable: false },
});

const atBound = (bound: NonNullable<AttemptBounds['reached']>): Failed => ({ ...bound, error: bound.text });

async function carryOut(
  deps: RunnerDeps,
  run: AttemptRun,
  bounds: AttemptBounds,
  total: { spent: Spent },
): Promise<Outcome> {
  const { assignment } = run;
  const signal = AbortSignal.any([run.stop, bounds.signal]);
  const note = (text: string): void => run.output.emit('note', text);
  note(`Attempt ${assignment.generation} begins.`);

  const workspace = await deps.workspaces.open(assignment, signal);
  if (!workspace.ok) return failed(workspace.error.message, workspace.error.retryable);
  for (const text of workspace.value.notes) note(text);
  const finish = (done: WorkDone) =>
    finishWork(workspace.value, run, { done, signal, holds: () => run.holds(signal) });
  if (workspace.value.kept !== null) {
    note('The work was finished before and is kept here: it is not done again, only handed over.');
    return finish(workspace.value.kept);
  }
  const { folder } = workspace.value;
  const { wake } = deps.settings;
  if (wake !== null) {
    const { environment, wakePausesMs: pausesMs } = deps;
    const woken = await wakeUp({
      ...wake,
      pausesMs,
      folder: deps.folder,
      environment,
      extra: run.extra,
      signal,
      note,
    });
    if (woken !== null) return failed(woken, true);
  }

  const worked = await workUntilVerified(deps, run, { folder, bounds, signal, total });
  return 'failed' in worked ? worked : finish(worked);
}

async function finishWork(workspace: Workspace, run: AttemptRun, delivery: Delivery): Promise<Outcome> {
  const finished = await workspace.finish(delivery);
  if (!finished.ok) {
    const { code, message, retryable } = finished.error;
    if (code !== UNDELIVERED) return failed(message, retryable);
    return { failed: { reason: 'undelivered', error: message, retryable } };
  }
  const { notes, ...git } = finished.value;
  for (const text of notes) run.output.emit('note', text);
  const { summary, model } = delivery.done;
  const told = visible([summary, ...notes].filter((text) => text !== '').join('\n\n'), true);
  return {
    result: {
      ...git,
      summary: cutText(told, 20_000),
      model: model?.slice(0, 200) ?? null,
      verified: run.assignment.verification.length === 0 ? null : true,
    },
  };
}

interface RunConditions {
  readonly folder: string;
  readonly bounds: AttemptBounds;
  readonly signal: AbortSignal;
  readonly total: { spent: Spent };
}

/** The loop of work, checks and corrections; the cost of all runs adds up. */
async function workUntilVerified(
  deps: RunnerDeps,
  run: AttemptRun,
  { folder, bounds, signal, total }: RunConditions,
): Promise<{ readonly failed: Failed } | { readonly summary: string; readonly model: string | null }> {
  const { assignment, output } = run;
  let prompt = taskPrompt(assignment);
  let problems = '';
  let isCostTold = false;
  for (let round = 1; ; round += 1) {
    const before = total.spent;
    const outcome = await run.executor.run({
      assignment,
      prompt,
      run: round,
      failedChecks: problems,
      folder,
      environment: run.extra,
      limits: {
        seconds: bounds.secondsLeft(),
        outputBytes: deps.settings.limits.outputBytes,
        memoryBytes: deps.settings.limits.memoryBytes,
      },
      signal,
      entropy: deps.entropy,
      spent(now) {
        isCostTold = true;
        total.spent = addSpent(before, now);
        run.spent(total.spent);
        run.progress.spend(total.spent);
        bounds.spent(total.spent);
      },
      emit(line) {
        output.emit(line.stream, line.text);
        run.progress.alive();
      },
      progress: (now) => run.progress.report(now),
      blocked: (reason) => run.progress.blocked(reason),
      later(wait) {
        bounds.waits(wait?.waitMs ?? null);
        run.progress.later(wait);
      },
    });
    run.progress.blocked(null);
    run.progress.later(null);
    bounds.waits(null);
    if (signal.aborted) return failed('The attempt was stopped.', true);
    // A program that tells of no use has used something all the same: no further try is paid on trust.
    const isUntold = assignment.target.kind === 'command' && !isCostTold;
    const unwatched = isUntold ? budgetReached(assignment, total.spent) : null;
    if (!outcome.ok && outcome.retryable && unwatched !== null) return overBudget(unwatched, outcome.error);
    if (!outcome.ok) return failed(outcome.error, outcome.retryable);
    if (assignment.verification.length === 0) return outcome;

    run.progress.report({ percent: null, note: round === 1 ? 'Verifying' : `Verifying, run ${round}` });
    const report = await verify(assignment.verification, round, {
      folder,
      environment: deps.environment,
      extra: run.extra,
      secretVariables: deps.secretVariables,
      timekeeper: deps.timekeeper,
      signal,
      print(stream, text) {
        output.emit(stream, text);
        run.progress.alive();
      },
      alive: () => run.progress.alive(),
      seconds: Math.min(assignment.verificationSeconds, bounds.secondsLeft()),
    });
    if (run.stop.aborted) return failed('The attempt was stopped.', true);
    await run.verified(report, total.spent);
    if (report.status === 'pass') return outcome;
    problems = failedChecks(report);
    output.emit('note', `Verification run ${round}: ${report.status}.`);
    if (round > assignment.fixAttempts || signal.aborted) {
      const error = `Verification failed after ${round} ${round === 1 ? 'run' : 'runs'}.\n${problems}`;
      return { failed: { reason: 'verification', error, retryable: true } };
    }
    if (unwatched !== null) return overBudget(unwatched, problems);
    output.emit('note', `Correction ${round} of ${assignment.fixAttempts} begins.`);
    prompt = fixPrompt(assignment, report);
  }
}
