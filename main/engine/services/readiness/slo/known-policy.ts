import { sloPolicyIn } from '../../../../../core/domain/readiness/slo/read-slo-policy.ts';
import type { SloDocument } from '../../../../../core/domain/readiness/slo/slo-document.ts';
import { ok, type Result } from '../../../../../core/kernel/result.ts';
import type { KnownSloPolicy } from '../../../../../db/readers/readiness/slo/slo-policies.ts';
import { noSloPolicy } from '../../../../../db/usecases/readiness/slo-policies.ts';
import type { EngineDeps } from '../../engine-deps.ts';

/** A policy as it is kept, read on a thread: a long one takes a good part of a second. */
export async function policyKnown(
  { heavyReads }: Pick<EngineDeps, 'heavyReads'>,
  policy: string,
  signal: AbortSignal,
): Promise<Result<KnownSloPolicy>> {
  const known = await heavyReads.run('sloPolicies', { policy }, signal);
  if (!known.ok) return known;
  const [found] = known.value;
  return found === undefined ? noSloPolicy(policy) : ok(found);
}

/** What it says; refused where it can't be read. */
export async function policyDocument(
  deps: Pick<EngineDeps, 'heavyReads'>,
  policy: string,
  signal: AbortSignal,
): Promise<Result<SloDocument>> {
  const known = await policyKnown(deps, policy, signal);
  return known.ok ? sloPolicyIn(known.value.document) : known;
}
