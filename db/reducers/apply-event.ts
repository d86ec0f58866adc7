import { isFleetKind } from '../fleet-json.ts';
import { restorePointJson } from '../json-columns.ts';
import type { EventRow } from '../tables/event.ts';
import { insertRestorePoint } from '../tables/trackers/restore-point.ts';
import { applyNote, applyRevision } from './apply-revision.ts';
import { applyAlertChange } from './entities/apply-alert-change.ts';
import { applyFleetRow } from './fleet/apply-fleet-event.ts';
import { applyGateRun } from './readiness/apply-gate-run.ts';
import { applySloReading } from './readiness/apply-slo-reading.ts';
import { applyVerification } from './readiness/apply-verification.ts';
import type { ReducerContext } from './reducer-context.ts';

export const EVENT_KINDS = {
  revision: 'tracker.revision',
  observed: 'tracker.observed',
  restorePoint: 'restore-point',
  verified: 'evidence.verified',
  gateRan: 'gate.ran',
  sloRead: 'slo.read',
  alertChanged: 'alert.changed',
} as const;

/** Kinds this version doesn't know, and payloads from a newer one, stay in the log until a version that does. */
export function applyEvent(p: ReducerContext, event: EventRow): void {
  switch (event.kind) {
    case EVENT_KINDS.revision:
      return applyRevision(p, event);
    case EVENT_KINDS.observed:
      return applyNote(p, event);
    case EVENT_KINDS.restorePoint:
      return applyRestorePoint(p, event);
    case EVENT_KINDS.verified:
      return applyVerification(p, event);
    case EVENT_KINDS.gateRan:
      return applyGateRun(p, event);
    case EVENT_KINDS.sloRead:
      return applySloReading(p, event);
    case EVENT_KINDS.alertChanged:
      return applyAlertChange(p, event);
    default:
      return isFleetKind(event.kind) ? applyFleetRow(p, event) : undefined;
  }
}

function applyRestorePoint(p: ReducerContext, event: EventRow): void {
  const payload = restorePointJson.read(event.payload);
  if (!payload.ok) return;
  const { id, label, revisions } = payload.value;
  insertRestorePoint(p.db, { id, at: event.at, label, revisions: JSON.stringify(revisions) });
  p.changes.touch('workspace');
}
