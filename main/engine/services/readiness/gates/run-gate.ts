import { RUN_GATE_JOB } from '../../../../../core/contract/gates.ts';
import type { GateJudgement } from '../../../../../core/domain/readiness/gate/report.ts';
import { counted } from '../../../../../core/domain/trackers/read/counted.ts';
import { type ActorId, EvidenceId } from '../../../../../core/kernel/ids.ts';
import { ok, type Result } from '../../../../../core/kernel/result.ts';
import { readEvidence } from '../../../../../db/records/readiness/evidence.ts';
import { recordRun } from '../../../../../db/usecases/readiness/gate-runs.ts';
import type { Service } from '../../../handlers.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import type { JobProgress } from '../../jobs/job-registry.ts';
import { lookAtAll, notWritable } from '../evidence/look-at.ts';
import { type Asked, judgeNow } from './judge-now.ts';

export const run: Service<EngineDeps, 'gates.run'> = async (deps, input, { signal, actorId }) => {
  const { gateId, commit, environment, verify } = input;
  const asked = { gate: { id: gateId }, commit, environment };
  return deps.jobs.run(`${RUN_GATE_JOB} ${gateId}`, signal, async (job) => {
    if (verify) {
      const verified = await verifyFirst(deps, asked, actorId, job);
      if (!verified.ok) return verified;
    }
    job.step(0, null, 'judging');
    const started = performance.now();
    const judged = await judgeNow(deps, asked, job.signal);
    if (!judged.ok) return judged;
    const { judgement, nextSteps } = judged.value;
    const recorded = recordRun(deps.db, actorId, judgement, performance.now() - started);
    if (!recorded.ok) return recorded;
    return ok({ report: recorded.value, nextSteps, summary: inWords(judgement) });
  });
};

/** What files say now, before it is judged by what they said last. */
async function verifyFirst(
  deps: EngineDeps,
  asked: Asked,
  by: ActorId,
  job: JobProgress,
): Promise<Result<unknown>> {
  if (deps.evidence === null) return notWritable(deps);
  const judged = await judgeNow(deps, asked, job.signal);
  if (!judged.ok) return judged;
  const pieces = judged.value.evidence.flatMap(
    (id) => readEvidence(deps.db.read, EvidenceId.parse(id)) ?? [],
  );
  return lookAtAll(deps, deps.evidence, pieces, {
    by,
    signal: job.signal,
    onLooked: (count) => job.step(count, pieces.length, counted(count, 'pieces of evidence verified')),
  });
}

export function inWords({ gate, decision, summary, exceptions_applied }: GateJudgement): string {
  const met = `${summary.passed} of ${counted(summary.total, 'criteria')} met`;
  const by =
    decision === 'conditional-go' ? `, ${counted(exceptions_applied.length, 'exceptions')} applied` : '';
  return `${gate.title}: ${decision} (${met}${by}).`;
}
