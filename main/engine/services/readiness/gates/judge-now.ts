import { nextSteps } from '../../../../../core/domain/readiness/gate/next-steps.ts';
import type { Result } from '../../../../../core/kernel/result.ts';
import { ok } from '../../../../../core/kernel/result.ts';
import type { JudgeInput } from '../../../../../db/readers/readiness/gates/judge-gates.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { findCandidate } from './find-candidate.ts';

/** A large import keeps findings unsettled for long; a gate is judged by what is known then. */
const FINDINGS_TIMEOUT_MS = 10_000;

export interface Asked {
  readonly gate: JudgeInput['gate'];
  readonly commit: string | null;
  readonly environment: string | null;
}

/** How a gate stands by all that is known here and now; on a thread of its own, and recording nothing. */
export async function judgeNow(
  deps: Pick<EngineDeps, 'db' | 'git' | 'clock' | 'heavyReads' | 'findingsSettled'>,
  { gate, commit, environment }: Asked,
  signal: AbortSignal,
) {
  await deps.findingsSettled(FINDINGS_TIMEOUT_MS);
  const candidate = await findCandidate(deps, commit, signal);
  if (!candidate.ok) return candidate;
  const input = { gate, environment, now: deps.clock.now(), candidate: candidate.value };
  const judged = flat(await deps.heavyReads.run('judgeGate', input, signal));
  if (!judged.ok) return judged;
  const { judgement, mediumAllowed, evidence } = judged.value;
  return ok({ judgement, evidence, nextSteps: nextSteps(judgement, { mediumAllowed }) });
}

function flat<Value>(result: Result<Result<Value>>): Result<Value> {
  return result.ok ? result.value : result;
}
