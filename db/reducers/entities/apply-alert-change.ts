import { alertingDevice } from '../../../core/domain/sync/alert-events.ts';
import { alertChangeJson } from '../../json-columns.ts';
import { alertIdOf } from '../../records/alert.ts';
import { putAlertChange } from '../../tables/alerts/alert.ts';
import type { EventRow } from '../../tables/event.ts';
import type { ReducerContext } from '../reducer-context.ts';

export function applyAlertChange(p: ReducerContext, { id, source, at, payload }: EventRow): void {
  const deviceId = alertingDevice(source);
  const change = alertChangeJson.read(payload);
  if (deviceId === null || !change.ok) return;
  const alertId = alertIdOf(change.value.source, change.value.about);
  putAlertChange(p.db, { id, alertId, deviceId, at, change: payload });
  p.changes.touch('alerts');
}
