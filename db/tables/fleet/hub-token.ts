import type { HubToken } from '../../../core/domain/fleet/state.ts';
import type { AgentId, TokenId } from '../../../core/kernel/ids.ts';
import type { Reader, Writer } from '../../handle.ts';

export interface HubTokenRecord extends HubToken {
  readonly addedAt: number;
  readonly revokedAt: number | null;
}

export function insertToken(db: Writer, hubN: number, row: HubToken & { readonly addedAt: number }): void {
  db.run(
    `INSERT INTO hub_token (hub_n, id, name, scope, agent_id, sha256, added_at) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
    hubN,
    row.id,
    row.name,
    row.scope,
    row.agentId,
    row.sha256,
    row.addedAt,
  );
}

export function revokeToken(db: Writer, hubN: number, id: TokenId, at: number): void {
  db.run(
    'UPDATE hub_token SET revoked_at = ? WHERE id = ? AND hub_n = ? AND revoked_at IS NULL',
    at,
    id,
    hubN,
  );
}

export function deleteTokensOf(db: Writer, hubN: number, agentId: AgentId): void {
  db.run('DELETE FROM hub_token WHERE agent_id = ? AND hub_n = ?', agentId, hubN);
}

/** The valid ones first, then by age. */
export function readTokens(db: Reader, hubN: number): HubTokenRecord[] {
  return db.all<HubTokenRecord>(
    `SELECT id, name, scope, agent_id AS agentId, sha256, added_at AS addedAt, revoked_at AS revokedAt FROM hub_token
     WHERE hub_n = ? ORDER BY revoked_at IS NOT NULL, added_at, id`,
    hubN,
  );
}
