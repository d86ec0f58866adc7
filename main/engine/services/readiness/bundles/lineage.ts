import { lineageStatement } from '../../../../../core/domain/readiness/lineage/in-toto.ts';
import { lineageSummary } from '../../../../../core/domain/readiness/lineage/lineage-of.ts';
import { ok } from '../../../../../core/kernel/result.ts';
import { readActor } from '../../../../../db/records/actor.ts';
import { signedStatement } from '../../../../../node/bundle/dsse.ts';
import type { Service } from '../../../handlers.ts';
import { signatureOf } from '../../actors/signer.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { readRun } from './read-run.ts';

export const lineageOfRun: Service<EngineDeps, 'lineage.of'> = async (deps, { runId }, { signal }) => {
  const run = await readRun(deps, runId, signal);
  if (!run.ok) return run;
  const { lineage } = run.value;
  return ok({ lineage, summary: lineageSummary(lineage) });
};

export const signLineage: Service<EngineDeps, 'lineage.sign'> = async (deps, { runId }, context) => {
  const sign = await signatureOf(deps, context);
  if (!sign.ok) return sign;
  const run = await readRun(deps, runId, context.signal);
  if (!run.ok) return run;
  const { lineage } = run.value;
  const keyid = (readActor(deps.db.read, context.actorId)?.fingerprint ?? '').replaceAll(' ', '');
  const envelope = signedStatement(lineageStatement(lineage), { keyid, sign: sign.value });
  return ok({ envelope, complete: lineage.complete });
};
