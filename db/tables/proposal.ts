import type { AgentId, ItemId, ProposalId, TaskId, TrackerId } from '../../core/kernel/ids.ts';
import type { Reader, Writer } from '../handle.ts';

export interface ProposalRecord {
  readonly id: ProposalId;
  readonly taskSeq: number;
  readonly generation: number;
  readonly agentId: AgentId;
  readonly trackerId: TrackerId;
  readonly itemId: ItemId;
  readonly status: string | null;
  readonly madeAt: number;
}

export function insertProposal(db: Writer, row: ProposalRecord): void {
  db.run(
    `INSERT INTO proposal (id, task_seq, generation, agent_id, tracker_id, item_id, status, made_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    row.id,
    row.taskSeq,
    row.generation,
    row.agentId,
    row.trackerId,
    row.itemId,
    row.status,
    row.madeAt,
  );
}

/** Answers the seq of its task, or null when there is no such proposal. */
export function answerProposal(
  db: Writer,
  id: ProposalId,
  answer: { readonly answer: 'accepted' | 'dismissed'; readonly at: number; readonly by: string },
): number | null {
  db.run(
    'UPDATE proposal SET answer = ?, answered_at = ?, answered_by = ? WHERE id = ?',
    answer.answer,
    answer.at,
    answer.by,
    id,
  );
  return db.value<number>('SELECT task_seq FROM proposal WHERE id = ?', id);
}

export function readOpenProposals(db: Reader): (ProposalRecord & { readonly taskId: TaskId })[] {
  return db.all(
    `SELECT p.id, p.task_seq AS taskSeq, p.generation, p.agent_id AS agentId, p.tracker_id AS trackerId,
       p.item_id AS itemId, p.status, p.made_at AS madeAt, t.id AS taskId
     FROM proposal p JOIN task t ON t.seq = p.task_seq WHERE p.answer IS NULL ORDER BY p.made_at, p.id`,
  );
}

export function deleteProposalsOf(db: Writer, taskSeq: number): void {
  db.run('DELETE FROM proposal WHERE task_seq = ?', taskSeq);
}
