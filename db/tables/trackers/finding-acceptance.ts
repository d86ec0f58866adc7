import type { Writer } from '../../handle.ts';

export interface Acceptance {
  readonly findingId: string;
  readonly actorId: string;
  readonly at: number;
  readonly reason: string;
}

export function putAcceptance(db: Writer, row: Acceptance): void {
  db.run(
    `INSERT INTO finding_acceptance (finding_id, actor_id, at, reason) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET actor_id = excluded.actor_id, at = excluded.at, reason = excluded.reason`,
    row.findingId,
    row.actorId,
    row.at,
    row.reason,
  );
}

export function deleteAcceptance(db: Writer, findingId: string): void {
  db.run('DELETE FROM finding_acceptance WHERE finding_id = ?', findingId);
}
