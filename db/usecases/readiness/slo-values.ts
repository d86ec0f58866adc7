import type { EntityOp } from '../../../core/domain/entity-kinds.ts';
import type { SloPlace, SloReading, SloTyped } from '../../../core/domain/readiness/slo/slo-value.ts';
import { sloSource } from '../../../core/domain/sync/slo-events.ts';
import { MAX_DRIFT_MS } from '../../../core/kernel/hlc.ts';
import type { DeviceId, SloValueId } from '../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../core/kernel/result.ts';
import { sloReadingJson } from '../../json-columns.ts';
import { readEvidence } from '../../records/readiness/evidence.ts';
import { readSloValue, sloValueIdOf } from '../../records/readiness/slo.ts';
import { EVENT_KINDS } from '../../reducers/apply-event.ts';
import { deleteEvent } from '../../tables/event.ts';
import {
  deleteSloValue,
  outdatedReadings,
  type PlacedReading,
  readingAtPlace,
} from '../../tables/readiness/slo-value.ts';
import type { Transaction } from '../../transaction.ts';
import type { WorkspaceDb } from '../../workspace-db.ts';
import { appendEvent, appendOps, thisDevice } from '../append.ts';
import { noEvidence, type Signing } from './evidence.ts';

/** Of one objective at one stage on one device; older ones leave the log as well. */
export const READINGS_KEPT = 500;

/** Writes down what this device read just now. The same report with the same number is the same value, however often it is read. */
export function recordReadings(db: WorkspaceDb, readings: readonly SloReading[]): Result<null> {
  return db.write('normal', (tx) => {
    const device = thisDevice(tx);
    for (const reading of readings) {
      // Written while the clock of this device was wrong, it would pass for the newest until then.
      dropOutdated(tx, reading, device, tx.now + MAX_DRIFT_MS);
      const last = readingAtPlace(tx.db, reading, device, 0);
      if (last !== null && isSame(last, reading)) continue;
      // The later one is the newer one, whatever the clock says.
      const at = Math.max(tx.now, (last?.at ?? 0) + 1);
      appendReading(tx, { device, id: tx.id('sv'), at, reading });
    }
    return ok(null);
  });
}

/** A failure is dated when it was found: it is the same as long as the same is wrong. */
function isSame(last: PlacedReading, { value, measuredAt, says, digest }: SloReading): boolean {
  if (last.value !== value || last.digest !== digest) return false;
  return value === null ? last.says === says : last.measuredAt === measuredAt;
}

export function appendReading(
  tx: Transaction,
  {
    device,
    id,
    at,
    reading,
  }: { readonly device: DeviceId; readonly id: string; readonly at: number; readonly reading: SloReading },
): void {
  appendEvent(tx, {
    source: sloSource(device),
    sourceId: id,
    kind: EVENT_KINDS.sloRead,
    at,
    payload: sloReadingJson.write(reading),
  });
  dropOutdated(tx, reading, device, null);
}

/** Whether newer ones have taken the room of a reading that arrives late. */
export function isOutdatedReading(
  tx: Transaction,
  place: SloPlace,
  device: DeviceId,
  at: number,
  id: string,
): boolean {
  const oldest = readingAtPlace(tx.db, place, device, READINGS_KEPT - 1);
  return oldest !== null && (at < oldest.at || (at === oldest.at && id < oldest.id));
}

/** Row and event go together, so that a replay makes the same. */
function dropOutdated(tx: Transaction, place: SloPlace, device: DeviceId, after: number | null): void {
  for (const id of outdatedReadings(tx.db, place, device, READINGS_KEPT, after)) {
    deleteSloValue(tx.db, device, id);
    deleteEvent(tx.db, sloSource(device), id);
  }
}

/** Types a value in, with what proves it. */
export function addSloValue(
  db: WorkspaceDb,
  signing: Signing,
  typed: SloTyped,
): Result<{ readonly valueId: SloValueId }> {
  return db.write('full', (tx) => {
    const evidence = readEvidence(tx.db, typed.evidence);
    if (evidence === null || evidence.withdrawn) return noEvidence(typed.evidence);
    if (typed.measuredAt > tx.now + MAX_DRIFT_MS)
      return fail('slo.future', 'A value can not have been measured in the future. Nothing was added.');
    const valueId = sloValueIdOf(typed);
    const known = readSloValue(tx.db, valueId);
    if (known !== null && known.withdrawnAt === null)
      return fail('slo.exists', 'This very value stands already. Nothing was added.', { valueId });
    decide(tx, signing, valueId, { typed: { value: typed }, withdrawn: { value: false } });
    return ok({ valueId });
  });
}

/** It counts no more and stays in the log. */
export function withdrawSloValue(db: WorkspaceDb, signing: Signing, id: SloValueId): Result<null> {
  return db.write('full', (tx) => {
    const known = readSloValue(tx.db, id);
    if (known === null)
      return fail('slo.not-found', `Nobody typed in a value ${id}. Nothing was changed.`, { valueId: id });
    if (known.withdrawnAt === null) decide(tx, signing, id, { withdrawn: { value: true } });
    return ok(null);
  });
}

function decide(tx: Transaction, { actorId, sign }: Signing, id: string, patch: EntityOp['patch']): void {
  appendOps(tx, {
    actorId,
    sign,
    correlation: tx.id('cr'),
    ops: [{ entity: { kind: 'slo-value', id }, patch }],
  });
}
