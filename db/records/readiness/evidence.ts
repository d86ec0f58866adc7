import { hash } from 'node:crypto';
import type {
  Digest,
  Evidence,
  EvidenceType,
  VerificationResult,
} from '../../../core/domain/readiness/evidence.ts';
import { canonicalJson } from '../../../core/kernel/canonical-json.ts';
import {
  type ActorId,
  type DeviceId,
  EvidenceId,
  type ItemId,
  type TrackerId,
} from '../../../core/kernel/ids.ts';
import { ok } from '../../../core/kernel/result.ts';
import type { Json } from '../../../core/kernel/versioned-json.ts';
import type { Reader } from '../../handle.ts';
import { guardJson, locatorJson } from '../../json-columns.ts';
import { sameItems } from '../item-join.ts';
import { idsShownAs } from '../shown-as.ts';

/** Nobody can put other words under an id that a sign-off may name. `added`: as its op says it. */
export function evidenceIdOf(added: Json): EvidenceId {
  return EvidenceId.parse(`ed_${hash('sha256', canonicalJson(added), 'base64url').slice(0, 32)}`);
}

export interface EvidenceRecord extends Evidence {
  readonly type: EvidenceType;
  readonly withdrawnAt: number | null;
  readonly withdrawnBy: ActorId | null;
}

export interface VerificationEntry {
  readonly evidenceId: EvidenceId;
  readonly deviceId: DeviceId;
  readonly at: number;
  /** Its event, among those of the device. */
  readonly sourceId: string;
  readonly result: VerificationResult;
  readonly says: string;
  readonly digest: Digest | null;
  readonly commit: string | null;
  readonly value: number | null;
  readonly actorId: ActorId | null;
}

export type EvidenceFacts = Omit<EvidenceRecord, 'locator' | 'guard' | 'withdrawn'> & {
  readonly locator: string;
  readonly guard: string | null;
};

export const EVIDENCE_COLUMNS = `e.id, e.tracker_id AS trackerId, e.item_id AS itemId, e.root_id AS rootId, e.type, e.locator,
  e.digest, e.tier, e.fresh_days AS freshDays, e.guard, e.note, e.added_by AS addedBy, e.added_at AS addedAt,
  e.withdrawn_by AS withdrawnBy, e.withdrawn_at AS withdrawnAt`;

/** Null for a row with a locator or guard of a newer version. */
export function evidenceOf({ locator, guard, ...facts }: EvidenceFacts): EvidenceRecord | null {
  const found = locatorJson.read(locator);
  const held = guard === null ? ok(null) : guardJson.read(guard);
  return found.ok && held.ok
    ? { ...facts, locator: found.value, guard: held.value, withdrawn: facts.withdrawnAt !== null }
    : null;
}

export function readEvidence(db: Reader, id: string): EvidenceRecord | null {
  const facts = db.get<EvidenceFacts>(`SELECT ${EVIDENCE_COLUMNS} FROM evidence e WHERE e.id = ?`, id);
  return facts === null ? null : evidenceOf(facts);
}

/** Which evidence is meant; null: of any tracker in use, of any item. */
export interface EvidenceScope {
  readonly trackerId: TrackerId | null;
  readonly itemIds: readonly ItemId[] | null;
}

/** What counts, in the order it was added; trackers and items by any of their ids. */
export function readEvidenceThatCounts(
  db: Reader,
  { trackerId, itemIds }: EvidenceScope,
): readonly EvidenceRecord[] {
  return db
    .all<EvidenceFacts>(
      `SELECT ${EVIDENCE_COLUMNS} FROM evidence e
       WHERE e.withdrawn_at IS NULL AND e.tracker_id IN (SELECT value FROM json_each(?))
         AND (? IS NULL OR e.item_id IN (SELECT value FROM json_each(?)))
       ORDER BY e.added_at, e.id`,
      idsShownAs(db, trackerId),
      itemIds === null ? null : 1,
      JSON.stringify((itemIds ?? []).flatMap((id) => sameItems(db, id))),
    )
    .flatMap((facts) => evidenceOf(facts) ?? []);
}

/** The newest one that a device made. */
export function lastVerification(db: Reader, id: EvidenceId, device: DeviceId): VerificationEntry | null {
  return db.get<VerificationEntry>(
    `SELECT evidence_id AS evidenceId, device_id AS deviceId, at, source_id AS sourceId, result, says, digest,
       commit_id AS "commit", value, actor_id AS actorId
     FROM verification WHERE evidence_id = ? AND device_id = ? ORDER BY at DESC, source_id DESC LIMIT 1`,
    id,
    device,
  );
}
