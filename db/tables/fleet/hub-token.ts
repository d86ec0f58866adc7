import type { HubToken } from '../../../core/domain/fleet/state.ts';
import type { AgentId, TokenId } from '../../../core/kernel/ids.ts';
import type { Reader, Writer } from '../../handle.ts';

export interface HubTokenRecord extends HubToken {
  readonly addedAt: number;
  readonly revokedAt: number | null;
}

export function insertToken(db: Writer, row: HubToken & { readonly addedAt: number }): void {
  db.run(
    `INSERT INTO hub_token (id, name, scope, agent_id, sha256, added_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
    row.id,
    row.name,
    row.scope,
    row.agentId,
    row.sha256,
    row.addedAt,
  );
}

export function revokeToken(db: Writer, id: TokenId, at: number): void {
  db.run('UPDATE hub_token SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL', at, id);
}

export function deleteTokensOf(db: Writer, agentId: AgentId): void {
  db.run('DELETE FROM hub_token WHERE agent_id = ?', agentId);
}

/** The valid ones first, then by age. */
export function readTokens(db: Reader): HubTokenRecord[] {
  return db.all<HubTokenRecord>(
    `SELECT id, name, scope, agent_id AS agentId, sha256, added_at AS addedAt, revoked_at AS revokedAt FROM hub_token
     ORDER BY revoked_at IS NOT NULL, added_at, id`,
  );
}
