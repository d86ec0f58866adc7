import type { AgentId, ItemId, ProposalId, TaskId, TrackerId } from '../../../core/kernel/ids.ts';
import type { Reader, Writer } from '../../handle.ts';

export interface ProposalRecord {
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
    `INSERT INTO proposal (id, task_id, generation, agent_id, tracker_id, item_id, status, made_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
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
  id: ProposalId,
  answer: { readonly answer: 'accepted' | 'dismissed'; readonly at: number; readonly by: string },
): TaskId | null {
  db.run(
    'UPDATE proposal SET answer = ?, answered_at = ?, answered_by = ? WHERE id = ?',
    answer.answer,
    answer.at,
    answer.by,
    id,
  );
  return db.value<TaskId>('SELECT task_id FROM proposal WHERE id = ?', id);
}

export function readOpenProposals(db: Reader): ProposalRecord[] {
  return db.all(
    `SELECT id, task_id AS taskId, generation, agent_id AS agentId, tracker_id AS trackerId, item_id AS itemId, status,
       made_at AS madeAt
     FROM proposal WHERE answer IS NULL ORDER BY made_at, id`,
  );
}

export function deleteProposalsOf(db: Writer, taskId: TaskId): void {
  db.run('DELETE FROM proposal WHERE task_id = ?', taskId);
}
