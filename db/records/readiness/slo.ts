import { hash } from 'node:crypto';
import type { Digest } from '../../../core/domain/readiness/evidence.ts';
import type { SloPlace } from '../../../core/domain/readiness/slo/slo-value.ts';
import { canonicalJson } from '../../../core/kernel/canonical-json.ts';
import { type ActorId, type DeviceId, type EvidenceId, SloValueId } from '../../../core/kernel/ids.ts';
import type { Json } from '../../../core/kernel/versioned-json.ts';
import type { Reader } from '../../handle.ts';

export interface SloPolicyRecord {
  readonly id: string;
  /** YAML, as it was written; nothing says that it can be read. */
  readonly document: string;
  readonly savedBy: ActorId;
  readonly savedAt: number;
}

export interface SloValueRecord extends SloPlace {
  readonly id: SloValueId;
  /** Empty for one that was typed in. */
  readonly deviceId: DeviceId | '';
  /** When it was read or typed in. */
  readonly at: number;
  readonly value: number | null;
  readonly measuredAt: number;
  readonly says: string;
  readonly digest: Digest | null;
  readonly evidenceId: EvidenceId | null;
  readonly actorId: ActorId | null;
  readonly withdrawnBy: ActorId | null;
  readonly withdrawnAt: number | null;
}

/** So that nothing else can stand under a value that somebody relied on. */
export function sloValueIdOf(typed: Json): SloValueId {
  return SloValueId.parse(`sv_${hash('sha256', canonicalJson(typed), 'base64url').slice(0, 32)}`);
}

const POLICY = 'id, document, saved_by AS savedBy, saved_at AS savedAt';

export function readSloPolicies(db: Reader): readonly SloPolicyRecord[] {
  return db.all<SloPolicyRecord>(`SELECT ${POLICY} FROM slo_policy ORDER BY id`);
}

export function readSloPolicy(db: Reader, id: string): SloPolicyRecord | null {
  return db.get<SloPolicyRecord>(`SELECT ${POLICY} FROM slo_policy WHERE id = ?`, id);
}

const VALUE = `id, device_id AS deviceId, policy_id AS policy, objective, stage, at, value, measured_at AS measuredAt, says,
  digest, evidence_id AS evidenceId, actor_id AS actorId, withdrawn_by AS withdrawnBy, withdrawn_at AS withdrawnAt`;

export function readSloValue(db: Reader, id: string): SloValueRecord | null {
  return db.get<SloValueRecord>(`SELECT ${VALUE} FROM slo_value WHERE id = ? AND device_id = ''`, id);
}

/** What counts for an objective, by every device, the newest first. What is dated after a moment is not believed. */
export function readSloValues(
  db: Reader,
  { policy, objective, stage }: SloPlace,
  { upTo, limit }: { readonly upTo: number; readonly limit: number },
): readonly SloValueRecord[] {
  return db.all<SloValueRecord>(
    `SELECT ${VALUE} FROM slo_value
     WHERE policy_id = ? AND objective = ? AND stage = ? AND at <= ? AND withdrawn_at IS NULL
     ORDER BY at DESC, measured_at DESC, device_id, id LIMIT ?`,
    policy,
    objective,
    stage,
    upTo,
    limit,
  );
}
