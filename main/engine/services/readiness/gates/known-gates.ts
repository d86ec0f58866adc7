import { ok, type Result } from '../../../../../core/kernel/result.ts';
import type { KnownGate } from '../../../../../db/readers/readiness/gates/gate-documents.ts';
import type { EngineDeps } from '../../engine-deps.ts';

/** Every gate there is, read on a thread: those of trackers are made of all items, and a text may be long. */
export function gatesKnown(
  { heavyReads }: Pick<EngineDeps, 'heavyReads'>,
  signal?: AbortSignal,
): Promise<Result<readonly KnownGate[]>> {
  return heavyReads.run('knownGates', undefined, signal);
}

/** One of them; null where there is none of that name. */
export async function gateKnown(
  deps: Pick<EngineDeps, 'heavyReads'>,
  gateId: string,
  signal: AbortSignal,
): Promise<Result<KnownGate | null>> {
  const known = await gatesKnown(deps, signal);
  return known.ok ? ok(known.value.find(({ id }) => id === gateId) ?? null) : known;
}
