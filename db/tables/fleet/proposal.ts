import type { AgentId, ItemId, ProposalId, TaskId, TrackerId } from '../../../core/kernel/ids.ts';
import type { Reader, Writer } from '../../handle.ts';

export interface ProposalRecord {
  readonly hubN: number;
  readonly id: ProposalId;
  readonly taskId: TaskId;
  readonly generation: number;
  readonly agentId: AgentId;
  readonly trackerId: TrackerId;
  readonly itemId: ItemId;
  readonly status: string | null;
  readonly madeAt: number;
}

export function insertProposal(db: Writer, row: ProposalRecord): void {
  db.run(
    `INSERT INTO proposal (hub_n, id, task_id, generation, agent_id, tracker_id, item_id, status, made_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    row.hubN,
    row.id,
    row.taskId,
    row.generation,
    row.agentId,
    row.trackerId,
    row.itemId,
    row.status,
    row.madeAt,
  );
}

/** Answers its task, or null when there is no such proposal. */
export function answerProposal(
  db: Writer,
  hubN: number,
  id: ProposalId,
  answer: { readonly answer: 'accepted' | 'dismissed'; readonly at: number; readonly by: string },
): TaskId | null {
  db.run(
    'UPDATE proposal SET answer = ?, answered_at = ?, answered_by = ? WHERE id = ? AND hub_n = ?',
    answer.answer,
    answer.at,
    answer.by,
    id,
    hubN,
  );
  return db.value<TaskId>('SELECT task_id FROM proposal WHERE id = ? AND hub_n = ?', id, hubN);
}

export function readOpenProposals(db: Reader, hubN: number): ProposalRecord[] {
  return db.all(
    `SELECT hub_n AS hubN, id, task_id AS taskId, generation, agent_id AS agentId, tracker_id AS trackerId, item_id AS itemId, status,
       made_at AS madeAt
     FROM proposal WHERE hub_n = ? AND answer IS NULL ORDER BY made_at, id`,
    hubN,
  );
}

export function deleteProposalsOf(db: Writer, hubN: number, taskId: TaskId): void {
  db.run('DELETE FROM proposal WHERE task_id = ? AND hub_n = ?', taskId, hubN);
}
