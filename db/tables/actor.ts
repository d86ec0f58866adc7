import type { Writer } from '../handle.ts';
import type { ActorRecord } from '../records/actor.ts';

export function putActor(db: Writer, row: ActorRecord): void {
  db.run(
    `INSERT INTO actor (id, name, kind, public_key, fingerprint, unlock, added_at, revoked_at, replaces)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, kind = excluded.kind, public_key = excluded.public_key,
       fingerprint = excluded.fingerprint, unlock = excluded.unlock, added_at = excluded.added_at,
       revoked_at = excluded.revoked_at, replaces = excluded.replaces`,
    row.id,
    row.name,
    row.kind,
    row.publicKey,
    row.fingerprint,
    row.unlock,
    row.addedAt,
    row.revokedAt,
    row.replaces,
  );
}

export function deleteActor(db: Writer, id: string): void {
  db.run('DELETE FROM actor WHERE id = ?', id);
}
