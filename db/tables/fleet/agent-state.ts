import type { AgentState } from '../../../core/domain/fleet/agents/agent.ts';
import type { AgentId, TaskId } from '../../../core/kernel/ids.ts';
import { BulkInsert } from '../../bulk-insert.ts';
import type { Bind, Reader, Writer } from '../../handle.ts';

export interface AgentStateRecord {
  readonly seq: number;
  /** The agent's previous interval. */
  readonly prev: number | null;
  readonly agentId: AgentId;
  readonly state: AgentState;
  readonly at: number;
  readonly reason: string;
  readonly taskId: TaskId | null;
}

const INSERT = new BulkInsert('agent_state', ['seq', 'prev', 'agent_id', 'state', 'at', 'reason', 'task_id']);

export function insertAgentStates(db: Writer, rows: readonly AgentStateRecord[]): void {
  const values: Bind[] = [];
  for (const row of rows)
    values.push(row.seq, row.prev, row.agentId, row.state, row.at, row.reason, row.taskId);
  db.insertAll(INSERT, values);
}

/** Each agent's current state: its newest interval. */
export function currentStates(db: Reader, hubN: number): Map<AgentId, AgentStateRecord> {
  const rows = db.all<AgentStateRecord>(
    `SELECT s.seq, s.prev, s.agent_id AS agentId, s.state, s.at, s.reason, s.task_id AS taskId
     FROM agent a JOIN agent_state s ON s.seq = a.state_seq WHERE a.hub_n = ? AND a.removed_at IS NULL`,
    hubN,
  );
  return new Map(rows.map((row) => [row.agentId, row]));
}

/** An agent's state intervals, newest first, back to the one in effect at `from`. */
export function readAgentStates(
  db: Reader,
  hubN: number,
  agentId: AgentId,
  from: number,
  limit: number,
): AgentStateRecord[] {
  return db.all<AgentStateRecord>(
    `WITH RECURSIVE state_interval (seq, prev, state, at, reason, task_id) AS (
       SELECT s.seq, s.prev, s.state, s.at, s.reason, s.task_id FROM agent a JOIN agent_state s ON s.seq = a.state_seq
       WHERE a.id = ? AND a.hub_n = ?
       UNION ALL
       SELECT s.seq, s.prev, s.state, s.at, s.reason, s.task_id FROM state_interval n JOIN agent_state s ON s.seq = n.prev
       WHERE n.at > ?
     )
     SELECT seq, prev, ? AS agentId, state, at, reason, task_id AS taskId FROM state_interval LIMIT ?`,
    agentId,
    hubN,
    from,
    agentId,
    limit,
  );
}

export function deleteAgentStates(db: Writer, hubN: number, agentId: AgentId): void {
  db.run(
    `WITH RECURSIVE state_interval (seq) AS (
       SELECT state_seq FROM agent WHERE id = ? AND hub_n = ?
       UNION ALL
       SELECT s.prev FROM state_interval n JOIN agent_state s ON s.seq = n.seq WHERE s.prev IS NOT NULL
     )
     DELETE FROM agent_state WHERE seq IN (SELECT seq FROM state_interval)`,
    agentId,
    hubN,
  );
}
