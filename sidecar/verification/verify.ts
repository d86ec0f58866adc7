import { stripVTControlCharacters } from 'node:util';
import type { VerificationStep } from '../../core/domain/fleet/tasks/task.ts';
import type { VerificationReport } from '../../core/domain/fleet/tasks/verification.ts';
import { cutTextBefore } from '../../core/kernel/cut-text.ts';
import { visible } from '../attempts/visible-text.ts';
import { type CheckDeps, runCheck } from './run-check.ts';

/** A report stays below the size of a frame whatever the checks print. */
const REPORT_TAILS = 40_000;

export interface VerifyDeps extends Omit<CheckDeps, 'seconds'> {
  /** For the whole run: what one check uses is gone for the next. */
  readonly seconds: number;
}

/** Runs every step in order, also after one failed, so that a fix sees them all. */
export async function verify(
  steps: readonly VerificationStep[],
  run: number,
  deps: VerifyDeps,
): Promise<VerificationReport> {
  const begun = deps.timekeeper.moment();
  const checks: VerificationReport['checks'] = [];
  for (const step of steps) {
    const before = deps.timekeeper.moment().steady;
    const seconds = deps.seconds - (before - begun.steady) / 1000;
    const answer = await runCheck(step, { ...deps, seconds });
    const durationMs = deps.timekeeper.moment().steady - before;
    checks.push({ step, status: answer.status, durationMs, tail: cleanTail(answer.tail, steps.length) });
  }
  const statuses = checks.map((check) => check.status);
  const status = (['timeout', 'error', 'fail'] as const).find((bad) => statuses.includes(bad)) ?? 'pass';
  return {
    run,
    status,
    startedAt: begun.wall,
    durationMs: deps.timekeeper.moment().steady - begun.steady,
    checks,
  };
}

const cleanTail = (tail: string, steps: number): string =>
  cutTextBefore(
    visible(stripVTControlCharacters(tail), true),
    Math.min(4000, Math.floor(REPORT_TAILS / steps)),
  );
