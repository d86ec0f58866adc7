import type { GateJudgement, GateReport, GateRunRecord } from '../../../core/domain/readiness/gate/report.ts';
import { gateSource } from '../../../core/domain/sync/gate-events.ts';
import { MAX_DRIFT_MS } from '../../../core/kernel/hlc.ts';
import { type ActorId, type DeviceId, GateRunId } from '../../../core/kernel/ids.ts';
import { ok, type Result } from '../../../core/kernel/result.ts';
import { gateRunJson } from '../../json-columns.ts';
import { EVENT_KINDS } from '../../reducers/apply-event.ts';
import { deleteEvent } from '../../tables/event.ts';
import { deleteRun, outdatedRuns, runAtPlace } from '../../tables/readiness/gate-run.ts';
import type { Transaction } from '../../transaction.ts';
import type { WorkspaceDb } from '../../workspace-db.ts';
import { appendEvent, thisDevice } from '../append.ts';

/** Of one gate on one device; older ones leave the log as well. */
export const RUNS_KEPT = 50;

/** Writes down what a gate said just now. */
export function recordRun(
  db: WorkspaceDb,
  by: ActorId,
  judgement: GateJudgement,
  milliseconds: number,
): Result<GateReport> {
  return db.write('full', (tx) => {
    const device = thisDevice(tx);
    const { id: gateId } = judgement.gate;
    // Written while the clock of this device was wrong, it would pass for the newest until then.
    dropOutdated(tx, gateId, device, tx.now + MAX_DRIFT_MS);
    const last = runAtPlace(tx.db, gateId, device, 0)?.at ?? 0;
    // The later one is the newer one, whatever the clock says.
    const at = Math.max(tx.now, last + 1);
    const { contract, ...rest } = judgement;
    const report: GateReport = {
      contract,
      run_id: GateRunId.parse(tx.id('gr')),
      generated_at: new Date(at).toISOString(),
      duration_ms: Math.round(milliseconds),
      ...rest,
    };
    appendRun(tx, { device, at, record: { by, report } });
    return ok(report);
  });
}

export function appendRun(
  tx: Transaction,
  { device, at, record }: { readonly device: DeviceId; readonly at: number; readonly record: GateRunRecord },
): void {
  appendEvent(tx, {
    source: gateSource(device),
    sourceId: record.report.run_id,
    kind: EVENT_KINDS.gateRan,
    at,
    payload: gateRunJson.write(record),
  });
  dropOutdated(tx, record.report.gate.id, device, null);
}

/** Whether newer ones have taken the room of a run that arrives late. */
export function isOutdatedRun(
  tx: Transaction,
  gateId: string,
  device: DeviceId,
  at: number,
  id: string,
): boolean {
  const oldest = runAtPlace(tx.db, gateId, device, RUNS_KEPT - 1);
  return oldest !== null && (at < oldest.at || (at === oldest.at && id < oldest.id));
}

/** Row and event go together, so that a replay makes the same. */
function dropOutdated(tx: Transaction, gateId: string, device: DeviceId, after: number | null): void {
  for (const id of outdatedRuns(tx.db, gateId, device, RUNS_KEPT, after)) {
    deleteRun(tx.db, device, id);
    deleteEvent(tx.db, gateSource(device), id);
  }
}
