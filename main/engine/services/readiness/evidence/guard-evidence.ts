import type { ParsedInputOf } from '../../../../../core/contract/index.ts';
import { type Locator, measureOf } from '../../../../../core/domain/readiness/evidence.ts';
import { locatorText } from '../../../../../core/domain/readiness/locator-text.ts';
import { type Guard, NOTHING_WRONG } from '../../../../../core/domain/readiness/measure/guard.ts';
import type { Measure } from '../../../../../core/domain/readiness/measure/measure.ts';
import { fail, ok, type Result } from '../../../../../core/kernel/result.ts';
import { readEvidence } from '../../../../../db/records/readiness/evidence.ts';
import { changeEvidence, noEvidence } from '../../../../../db/usecases/readiness/evidence.ts';
import type { EvidencePorts } from '../../../files/evidence-ports.ts';
import type { Service } from '../../../handlers.ts';
import { signatureOf } from '../../actors/signer.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { locate, type Target } from './locate.ts';
import { lookAtAll, notWritable, rootIn, untilAborted } from './look-at.ts';

type NewGuard = ParsedInputOf<'evidence.add'>['guard'];

/** Changes what the number of a piece of evidence is held to. What was found before counts only as far as it holds under that. */
export const guard: Service<EngineDeps, 'evidence.guard'> = async (deps, input, context) => {
  const { evidenceId } = input;
  const { actorId, signal } = context;
  const ports = deps.evidence;
  if (ports === null) return notWritable(deps);
  const piece = readEvidence(deps.db.read, evidenceId);
  if (piece === null) return noEvidence(evidenceId);
  const sign = await signatureOf(deps, context);
  if (!sign.ok) return sign;
  const target = { trackerId: piece.trackerId, folder: null };
  const guarding = await guardFor(deps, ports, piece.locator, input.guard, target, signal);
  if (!guarding.ok) return guarding;
  const changed = changeEvidence(deps.db, { actorId, sign: sign.value }, evidenceId, {
    guard: guarding.value,
  });
  if (!changed.ok) return changed;
  const looked = await lookAtAll(deps, ports, [{ ...piece, guard: guarding.value }], { by: actorId, signal });
  if (!looked.ok) return looked;
  const [found] = looked.value;
  return found === undefined ? noEvidence(evidenceId) : ok({ result: found.result, says: found.says });
};

/** The guard that a person means, with the number that its baseline is now. */
export async function guardFor(
  deps: EngineDeps,
  ports: EvidencePorts,
  locator: Locator,
  wanted: NewGuard,
  target: Target,
  signal: AbortSignal,
): Promise<Result<Guard | null>> {
  const measure = measureOf(locator);
  if (wanted === null) return ok(countsWrong(measure) ? NOTHING_WRONG : null);
  if (measure === null)
    return fail(
      'evidence.no-measure',
      `${locatorText(locator)} measures no number that could be guarded. Nothing was changed; name the number.`,
    );
  const { bound, baseline } = wanted;
  if (typeof baseline === 'number') return ok({ ...bound, baseline, from: '' });
  const draft = { type: 'artifact', file: baseline.file, measure: baseline.measure } as const;
  const located = await untilAborted(locate(deps, ports.store, draft, target, signal), signal);
  if (located === null) return givenUp();
  if (!located.ok) return located;
  const { folder, locator: where } = located.value;
  const root = folder === null ? null : await rootIn(deps, folder);
  const found = await untilAborted(
    ports.verify({ root, locator: where, digest: null, guard: null }, signal),
    signal,
  );
  if (found === null) return givenUp();
  return found.value === undefined
    ? fail('evidence.no-baseline', `The baseline could not be read: ${found.says} Nothing was changed.`)
    : ok({ ...bound, baseline: found.value, from: locatorText(where) });
}

/** Whether a number says how much is wrong: of any other, nobody knows what is too much. */
function countsWrong(measure: Measure | null): boolean {
  if (measure?.in === 'junit') return measure.count === 'failed' || measure.count === 'errored';
  return measure?.in === 'sarif';
}

function givenUp() {
  return fail('job.cancelled', 'Reading the baseline was given up. Nothing was changed.');
}
