import type { GateJudgement } from '../../../../core/domain/readiness/gate/report.ts';
import { counted } from '../../../../core/domain/trackers/read/counted.ts';
import { lastTwoRuns } from '../../../../db/readers/readiness/gates/gate-list.ts';
import type { EngineDeps } from '../engine-deps.ts';
import type { Need } from './needs.ts';

/** Gates that said go, and say no-go in their newest run or would say so now. */
export function gateNeeds(
  { db, clock }: Pick<EngineDeps, 'db' | 'clock'>,
  standings: ReadonlyMap<string, GateJudgement> | null,
): Need[] {
  return lastTwoRuns(db.read, clock.now()).flatMap(({ last, before }): Need[] => {
    const { gateId, gateTitle, decision, failed, total } = last;
    const now = standings?.get(gateId) ?? null;
    // Somebody removed it since.
    if (standings !== null && now === null) return [];
    const need = (id: string, detail: string): Need => ({
      id: `gate:${gateId}:${id}`,
      mark: 'blocked',
      kind: 'gate',
      title: gateTitle,
      detail,
      route: `/gates/${encodeURIComponent(gateId)}`,
    });
    if (decision === 'no-go')
      return before === null || before.decision === 'no-go' || now?.decision === 'go'
        ? []
        : [need(last.id, `turned to no-go: ${failed} of ${counted(total, 'criteria')} not met`)];
    if (now?.decision !== 'no-go') return [];
    return [
      need(
        'now',
        `it said ${decision}, and would say no-go now: ${now.summary.failed} of ${counted(now.summary.total, 'criteria')} not met`,
      ),
    ];
  });
}
