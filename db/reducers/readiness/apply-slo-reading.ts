import { sloDevice } from '../../../core/domain/sync/slo-events.ts';
import { SloValueId } from '../../../core/kernel/ids.ts';
import { sloReadingJson } from '../../json-columns.ts';
import type { EventRow } from '../../tables/event.ts';
import { putSloValue } from '../../tables/readiness/slo-value.ts';
import type { ReducerContext } from '../reducer-context.ts';

export function applySloReading(p: ReducerContext, { source, sourceId, at, payload }: EventRow): void {
  const deviceId = sloDevice(source);
  const id = SloValueId.safeParse(sourceId);
  const reading = sloReadingJson.read(payload);
  if (deviceId === null || !id.success || !reading.ok) return;
  const { by: actorId, ...read } = reading.value;
  putSloValue(p.db, {
    ...read,
    id: id.data,
    deviceId,
    at,
    actorId,
    evidenceId: null,
    withdrawnAt: null,
    withdrawnBy: null,
  });
  p.changes.touch('slo');
}
