import { hash } from 'node:crypto';
import { actorNameKey } from '../../../core/domain/actor-name.ts';
import type { Digest } from '../../../core/domain/readiness/evidence.ts';
import type { ExceptionTerms } from '../../../core/domain/readiness/gate/exception.ts';
import type { Decision } from '../../../core/domain/readiness/gate/report.ts';
import type { Reviewers } from '../../../core/domain/readiness/signoff/reviewers.ts';
import { canonicalJson } from '../../../core/kernel/canonical-json.ts';
import { type ActorId, type DeviceId, ExceptionId, type GateRunId } from '../../../core/kernel/ids.ts';
import type { Json } from '../../../core/kernel/versioned-json.ts';
import type { Reader } from '../../handle.ts';

export interface GateRecord {
  readonly id: string;
  /** YAML, as it was written; nothing says that it can be read. */
  readonly document: string;
  readonly savedBy: ActorId;
  readonly savedAt: number;
}

export interface GateRunEntry {
  readonly id: GateRunId;
  readonly deviceId: DeviceId;
  readonly gateId: string;
  readonly at: number;
  readonly decision: Decision;
  readonly failed: number;
  readonly total: number;
  readonly version: Digest;
  readonly commit: string | null;
  readonly environment: string | null;
  readonly actorId: ActorId | null;
}

export interface ExceptionRecord extends ExceptionTerms {
  readonly id: ExceptionId;
  readonly approver: ActorId;
  readonly givenAt: number;
  readonly revokedBy: ActorId | null;
  readonly revokedAt: number | null;
}

/** So that nothing else can stand under an exception that somebody relied on. */
export function exceptionIdOf(given: Json): ExceptionId {
  return ExceptionId.parse(`ex_${hash('sha256', canonicalJson(given), 'base64url').slice(0, 32)}`);
}

/** Whether who approves an exception also answers for it: by the same key, by one that it replaced, by name, or by id. */
export function isOwnException(
  { owner, ownerActor }: Pick<ExceptionTerms, 'owner' | 'ownerActor'>,
  approver: ActorId,
  people: Reviewers,
): boolean {
  return (
    (ownerActor !== null && people.samePerson(ownerActor, approver)) ||
    people.samePerson(owner.trim(), approver) ||
    actorNameKey(owner) === actorNameKey(people.nameOf(approver))
  );
}

export function isAgent(actor: ActorId, people: Pick<Reviewers, 'actor'>): boolean {
  return people.actor(actor)?.kind === 'agent';
}

const GATE = 'id, document, saved_by AS savedBy, saved_at AS savedAt';

/** Gates that people wrote or edited. */
export function readGates(db: Reader): readonly GateRecord[] {
  return db.all<GateRecord>(`SELECT ${GATE} FROM gate ORDER BY id`);
}

export function readGate(db: Reader, id: string): GateRecord | null {
  return db.get<GateRecord>(`SELECT ${GATE} FROM gate WHERE id = ?`, id);
}

const EXCEPTION = `id, gate_id AS gate, criterion, item_id AS item, owner, owner_actor AS ownerActor, reason, rollback,
  expires_at AS expiresAt, approver, given_at AS givenAt, revoked_by AS revokedBy, revoked_at AS revokedAt`;

/** The newest first; null: of every gate. */
export function readExceptions(db: Reader, gateId: string | null): readonly ExceptionRecord[] {
  return db.all<ExceptionRecord>(
    `SELECT ${EXCEPTION} FROM gate_exception WHERE ? IS NULL OR gate_id = ? ORDER BY given_at DESC, id`,
    gateId,
    gateId,
  );
}

export function readException(db: Reader, id: string): ExceptionRecord | null {
  return db.get<ExceptionRecord>(`SELECT ${EXCEPTION} FROM gate_exception WHERE id = ?`, id);
}

const RUN = `id, device_id AS deviceId, gate_id AS gateId, at, decision, failed, total, version, commit_id AS "commit",
  environment, actor_id AS actorId`;

/** The newest first; null: of every gate. What is dated after a moment is not believed. */
export function readGateRuns(
  db: Reader,
  { gateId, upTo, limit }: { readonly gateId: string | null; readonly upTo: number; readonly limit: number },
): readonly GateRunEntry[] {
  return db.all<GateRunEntry>(
    `SELECT ${RUN} FROM gate_run WHERE (? IS NULL OR gate_id = ?) AND at <= ?
     ORDER BY at DESC, device_id, id LIMIT ?`,
    gateId,
    gateId,
    upTo,
    limit,
  );
}

/** Of every gate the newest, `each` of them; by gate, the newest first. */
export function readNewestRuns(
  db: Reader,
  { upTo, each }: { readonly upTo: number; readonly each: number },
): readonly GateRunEntry[] {
  return db.all<GateRunEntry>(
    `SELECT ${RUN} FROM (
       SELECT *, row_number() OVER (PARTITION BY gate_id ORDER BY at DESC, device_id, id) AS place
       FROM gate_run WHERE at <= ?
     ) WHERE place <= ? ORDER BY gate_id, place`,
    upTo,
    each,
  );
}

export function readGateRun(db: Reader, id: string): GateRunEntry | null {
  return db.get<GateRunEntry>(`SELECT ${RUN} FROM gate_run WHERE id = ? ORDER BY device_id LIMIT 1`, id);
}
