import { type VerificationRecord } from '../../../core/domain/readiness/verification-record.ts';
import { verificationSource } from '../../../core/domain/sync/verification-events.ts';
import { MAX_DRIFT_MS } from '../../../core/kernel/hlc.ts';
import type { DeviceId, EvidenceId } from '../../../core/kernel/ids.ts';
import { ok, type Result } from '../../../core/kernel/result.ts';
import { verificationJson } from '../../json-columns.ts';
import { EVENT_KINDS } from '../../reducers/apply-event.ts';
import { deleteEvent } from '../../tables/event.ts';
import {
  deleteVerification,
  lastVerifiedAt,
  oldestKeptVerification,
  verificationsAfter,
  verificationsBeyond,
} from '../../tables/readiness/verification.ts';
import type { Transaction } from '../../transaction.ts';
import type { WorkspaceDb } from '../../workspace-db.ts';
import { appendEvent, thisDevice } from '../append.ts';

/** Of one device on one piece of evidence; older ones leave the log as well. */
export const VERIFICATIONS_KEPT = 20;

/** Writes down what this device found just now. */
export function recordVerifications(db: WorkspaceDb, found: readonly VerificationRecord[]): Result<null> {
  return db.write('normal', (tx) => {
    recordFound(tx, found);
    return ok(null);
  });
}

/** The same in a transaction that is open. */
export function recordFound(tx: Transaction, found: readonly VerificationRecord[], foundAt = tx.now): void {
  const device = thisDevice(tx);
  for (const record of found) {
    let last = lastVerifiedAt(tx.db, record.evidence, device) ?? 0;
    if (last > tx.now + MAX_DRIFT_MS) {
      // Written while the clock of this device was wrong, it would pass for the newest until then.
      drop(
        tx,
        record.evidence,
        device,
        verificationsAfter(tx.db, record.evidence, device, tx.now + MAX_DRIFT_MS),
      );
      last = lastVerifiedAt(tx.db, record.evidence, device) ?? 0;
    }
    // The later one is the newer one, whatever the clock says.
    appendVerification(tx, { device, sourceId: tx.id('vf'), at: Math.max(foundAt, last + 1), record });
  }
}

export function appendVerification(
  tx: Transaction,
  {
    device,
    sourceId,
    at,
    record,
  }: {
    readonly device: DeviceId;
    readonly sourceId: string;
    readonly at: number;
    readonly record: VerificationRecord;
  },
): void {
  appendEvent(tx, {
    source: verificationSource(device),
    sourceId,
    kind: EVENT_KINDS.verified,
    at,
    payload: verificationJson.write(record),
  });
  drop(tx, record.evidence, device, verificationsBeyond(tx.db, record.evidence, device, VERIFICATIONS_KEPT));
}

/** Whether newer ones have taken the room of a verification that arrives late. */
export function isOutdated(
  tx: Transaction,
  evidence: EvidenceId,
  device: DeviceId,
  at: number,
  sourceId: string,
): boolean {
  const oldest = oldestKeptVerification(tx.db, evidence, device, VERIFICATIONS_KEPT);
  if (oldest === null) return false;
  return at < oldest.at || (at === oldest.at && sourceId < oldest.sourceId);
}

/** Row and event go together, so that a replay makes the same. */
function drop(tx: Transaction, evidence: EvidenceId, device: DeviceId, sourceIds: readonly string[]): void {
  for (const sourceId of sourceIds) {
    deleteVerification(tx.db, evidence, device, sourceId);
    deleteEvent(tx.db, verificationSource(device), sourceId);
  }
}
