import type { ActorId } from '../../core/kernel/ids.ts';
import type { Reader } from '../handle.ts';

export interface ActorRecord {
  readonly id: ActorId;
  readonly name: string;
  readonly kind: 'person' | 'agent';
  /** SPKI in PEM. */
  readonly publicKey: string;
  readonly fingerprint: string;
  readonly unlock: 'system' | 'passphrase';
  readonly addedAt: number;
  readonly revokedAt: number | null;
  /** The actor whose key this one's replaced: the same person. */
  readonly replaces: ActorId | null;
}

const COLUMNS =
  'id, name, kind, public_key AS publicKey, fingerprint, unlock, added_at AS addedAt, revoked_at AS revokedAt, replaces';

export function readActor(db: Reader, id: string): ActorRecord | null {
  return db.get<ActorRecord>(`SELECT ${COLUMNS} FROM actor WHERE id = ?`, id);
}

export function readActorByName(db: Reader, name: string): ActorRecord | null {
  return db.get<ActorRecord>(
    `SELECT ${COLUMNS} FROM actor WHERE name = ? COLLATE NOCASE AND revoked_at IS NULL ORDER BY added_at LIMIT 1`,
    name,
  );
}

/** In the order in which they were enrolled; several of one millisecond by the hybrid clock of their keys. */
const ENROLLED = `ORDER BY added_at,
  (SELECT hlc FROM register WHERE entity_kind = 'actor' AND entity_id = actor.id AND field = 'publicKey'), id`;

export function readActors(db: Reader): ActorRecord[] {
  return db.all<ActorRecord>(`SELECT ${COLUMNS} FROM actor ${ENROLLED}`);
}

/** Without the agents, of which there are thousands: who gives an order is looked for among these. */
export function readPeople(db: Reader): ActorRecord[] {
  return db.all<ActorRecord>(`SELECT ${COLUMNS} FROM actor WHERE kind = 'person' ${ENROLLED}`);
}
