import { gateDevice } from '../../../core/domain/sync/gate-events.ts';
import { GateRunId } from '../../../core/kernel/ids.ts';
import { gateRunJson } from '../../json-columns.ts';
import type { EventRow } from '../../tables/event.ts';
import { insertGateRun } from '../../tables/readiness/gate-run.ts';
import type { ReducerContext } from '../reducer-context.ts';

export function applyGateRun(p: ReducerContext, { source, sourceId, at, payload }: EventRow): void {
  const deviceId = gateDevice(source);
  const id = GateRunId.safeParse(sourceId);
  const record = gateRunJson.read(payload);
  if (deviceId === null || !id.success || !record.ok) return;
  const { by: actorId, report } = record.value;
  const { gate, decision, summary, inputs } = report;
  insertGateRun(p.db, {
    id: id.data,
    deviceId,
    gateId: gate.id,
    at,
    decision,
    failed: summary.failed,
    total: summary.total,
    version: gate.version,
    commit: inputs.commit,
    environment: inputs.environment,
    actorId,
  });
  p.changes.touch('gates');
}
