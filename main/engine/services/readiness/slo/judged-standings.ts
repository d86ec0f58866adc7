import type { SloFilter, SloStandingRow } from '../../../../../core/domain/readiness/slo/slo-rows.ts';
import { ok, type Result } from '../../../../../core/kernel/result.ts';
import type { EngineDeps } from '../../engine-deps.ts';

export interface JudgedStandings {
  readonly standings: SloStandingRow[];
  readonly blocking: number;
}

/** How objectives stand now, worked out on a thread: policies are read anew, and each has many values. */
export async function judgedStandings(
  { heavyReads, clock }: Pick<EngineDeps, 'heavyReads' | 'clock'>,
  filter: SloFilter,
): Promise<Result<JudgedStandings>> {
  const listed = await heavyReads.run('sloStandings', { filter, now: clock.now() });
  if (!listed.ok) return listed;
  const standings = listed.value;
  return ok({ standings, blocking: standings.filter(({ blocks }) => blocks).length });
}
