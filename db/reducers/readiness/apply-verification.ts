import { verifyingDevice } from '../../../core/domain/sync/verification-events.ts';
import { verificationJson } from '../../json-columns.ts';
import type { EventRow } from '../../tables/event.ts';
import { insertVerification } from '../../tables/readiness/verification.ts';
import type { ReducerContext } from '../reducer-context.ts';

export function applyVerification(p: ReducerContext, { source, sourceId, at, payload }: EventRow): void {
  const deviceId = verifyingDevice(source);
  const record = verificationJson.read(payload);
  if (deviceId === null || !record.ok) return;
  const { evidence: evidenceId, by: actorId, result, says, digest, commit, value = null } = record.value;
  insertVerification(p.db, {
    evidenceId,
    deviceId,
    at,
    sourceId,
    actorId,
    result,
    says,
    digest,
    commit,
    value,
  });
  p.changes.touch('evidence');
}
