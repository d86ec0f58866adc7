import type { ActorId, AgentId } from '../../../core/kernel/ids.ts';
import type { Reader, Writer } from '../../handle.ts';

export interface AgentRecord {
  readonly hubN: number;
  readonly id: AgentId;
  name: string;
  readonly actorId: ActorId | null;
  readonly sample: 0 | 1;
  readonly addedAt: number;
  removedAt: number | null;
  /** The current interval, see `agent-state.ts`. */
  stateSeq: number;
  connected: 0 | 1;
  connectedAt: number | null;
  disconnectReason: string | null;
  /** See `agentFactsJson`; null until it connects for the first time. */
  facts: string | null;
}

const COLUMNS = `hub_n AS hubN, id, name, actor_id AS actorId, sample, added_at AS addedAt, removed_at AS removedAt, state_seq AS stateSeq,
  connected, connected_at AS connectedAt, disconnect_reason AS disconnectReason, facts`;

const BY_ID = `SELECT ${COLUMNS} FROM agent WHERE id = ? AND hub_n = ?`;

const PUT = `INSERT INTO agent (hub_n, id, name, actor_id, sample, added_at, removed_at, state_seq, connected, connected_at,
  disconnect_reason, facts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET name = excluded.name, removed_at = excluded.removed_at, state_seq = excluded.state_seq, connected = excluded.connected, connected_at = excluded.connected_at,
  disconnect_reason = excluded.disconnect_reason, facts = excluded.facts`;

export function readAgent(db: Reader, hubN: number, id: AgentId): AgentRecord | null {
  return db.get<AgentRecord>(BY_ID, id, hubN);
}

export function putAgent(db: Writer, row: AgentRecord): void {
  db.run(
    PUT,
    row.hubN,
    row.id,
    row.name,
    row.actorId,
    row.sample,
    row.addedAt,
    row.removedAt,
    row.stateSeq,
    row.connected,
    row.connectedAt,
    row.disconnectReason,
    row.facts,
  );
}

/** The most frequent change: only the current interval is another one. */
export function writeAgentState(db: Writer, row: AgentRecord): void {
  db.run('UPDATE agent SET state_seq = ? WHERE id = ? AND hub_n = ?', row.stateSeq, row.id, row.hubN);
}

/** Those that weren't removed, in the order they were added. */
export function readAgents(db: Reader, hubN: number): AgentRecord[] {
  return db.all<AgentRecord>(
    `SELECT ${COLUMNS} FROM agent WHERE hub_n = ? AND removed_at IS NULL ORDER BY added_at, id`,
    hubN,
  );
}

export function sampleAgents(db: Reader, hubN: number): AgentId[] {
  return db.column<AgentId>('SELECT id FROM agent WHERE hub_n = ? AND sample = 1 ORDER BY id', hubN);
}

export function deleteAgent(db: Writer, hubN: number, id: AgentId): void {
  db.run('DELETE FROM agent WHERE id = ? AND hub_n = ?', id, hubN);
}
