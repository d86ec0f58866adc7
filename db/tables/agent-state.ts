import type { AgentState } from '../../core/domain/fleet/agent.ts';
import type { AgentId, TaskId } from '../../core/kernel/ids.ts';
import type { Writer } from '../handle.ts';

export interface AgentStateRecord {
  readonly agentId: AgentId;
  readonly seq: number;
  readonly state: AgentState;
  readonly at: number;
  readonly reason: string;
  readonly taskId: TaskId | null;
}

const INSERT =
  'INSERT INTO agent_state (agent_id, seq, state, at, reason, task_id) VALUES (?, ?, ?, ?, ?, ?)';

/** Begins a stretch; the one before ends with it. */
export function insertAgentState(db: Writer, row: AgentStateRecord): void {
  db.run(INSERT, row.agentId, row.seq, row.state, row.at, row.reason, row.taskId);
}

export function deleteAgentStates(db: Writer, agentId: AgentId): void {
  db.run('DELETE FROM agent_state WHERE agent_id = ?', agentId);
}
