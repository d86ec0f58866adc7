import type { EndReason } from '../../../core/domain/fleet/tasks/task.ts';
import type { AgentId } from '../../../core/kernel/ids.ts';
import { BulkInsert } from '../../bulk-insert.ts';
import type { Bind, Reader, Writer } from '../../handle.ts';

/** One try at a task. Decision, result and transcript stand in the events that the `...Seq` name. */
export interface AttemptRecord {
  readonly hubN: number;
  readonly taskSeq: number;
  readonly generation: number;
  readonly agentId: AgentId;
  readonly assignedSeq: number;
  readonly assignedAt: number;
  acceptedAt: number | null;
  progressedAt: number | null;
  percent: number | null;
  note: string;
  blocked: string | null;
  verified: 0 | 1 | null;
  model: string | null;
  costMicros: number | null;
  currency: string | null;
  tokensIn: number;
  tokensOut: number;
  workedMs: number;
  outcome: 'running' | 'completed' | 'ended';
  endedAt: number | null;
  endedSeq: number | null;
  reason: EndReason | null;
  error: string | null;
  transcriptSeq: number | null;
  /** See `event-list.ts`. */
  events: string;
}

const COLUMNS = `hub_n AS hubN, task_seq AS taskSeq, generation, agent_id AS agentId, assigned_seq AS assignedSeq,
  assigned_at AS assignedAt, accepted_at AS acceptedAt, progressed_at AS progressedAt, percent, note, blocked, verified,
  model, cost_micros AS costMicros, currency, tokens_in AS tokensIn, tokens_out AS tokensOut, worked_ms AS workedMs,
  outcome, ended_at AS endedAt, ended_seq AS endedSeq, reason, error, transcript_seq AS transcriptSeq, events`;

const ONE = `SELECT ${COLUMNS} FROM attempt WHERE task_seq = ? AND generation = ?`;

const INSERT = new BulkInsert('attempt', [
  'hub_n',
  'task_seq',
  'generation',
  'agent_id',
  'assigned_seq',
  'assigned_at',
  'accepted_at',
  'progressed_at',
  'percent',
  'note',
  'blocked',
  'verified',
  'model',
  'cost_micros',
  'currency',
  'tokens_in',
  'tokens_out',
  'worked_ms',
  'outcome',
  'ended_at',
  'ended_seq',
  'reason',
  'error',
  'transcript_seq',
  'events',
]);

const UPDATE = `UPDATE attempt SET accepted_at = ?, progressed_at = ?, percent = ?, note = ?, blocked = ?, verified = ?,
  model = ?, cost_micros = ?, currency = ?, tokens_in = ?, tokens_out = ?, worked_ms = ?, outcome = ?, ended_at = ?,
  ended_seq = ?, reason = ?, error = ?, transcript_seq = ?, events = ? WHERE task_seq = ? AND generation = ?`;

/** Without what only its end brings. */
const UPDATE_RUNNING = `UPDATE attempt SET accepted_at = ?, progressed_at = ?, percent = ?, note = ?, blocked = ?,
  verified = ?, cost_micros = ?, currency = ?, tokens_in = ?, tokens_out = ?, transcript_seq = ?, events = ?
  WHERE task_seq = ? AND generation = ?`;

export function readAttempt(db: Reader, taskSeq: number, generation: number): AttemptRecord | null {
  return db.get<AttemptRecord>(ONE, taskSeq, generation);
}

/** In the order they were made. */
export function readAttempts(db: Reader, taskSeq: number): AttemptRecord[] {
  return db.all<AttemptRecord>(
    `SELECT ${COLUMNS} FROM attempt WHERE task_seq = ? ORDER BY generation`,
    taskSeq,
  );
}

export function insertAttempts(db: Writer, rows: readonly AttemptRecord[]): void {
  const values: Bind[] = [];
  for (const row of rows) {
    values.push(
      row.hubN,
      row.taskSeq,
      row.generation,
      row.agentId,
      row.assignedSeq,
      row.assignedAt,
      row.acceptedAt,
      row.progressedAt,
      row.percent,
      row.note,
      row.blocked,
      row.verified,
      row.model,
      row.costMicros,
      row.currency,
      row.tokensIn,
      row.tokensOut,
      row.workedMs,
      row.outcome,
      row.endedAt,
      row.endedSeq,
      row.reason,
      row.error,
      row.transcriptSeq,
      row.events,
    );
  }
  db.insertAll(INSERT, values);
}

/** What can change of an attempt. */
export function updateAttempt(db: Writer, row: AttemptRecord): void {
  if (row.outcome === 'running') {
    db.run(
      UPDATE_RUNNING,
      row.acceptedAt,
      row.progressedAt,
      row.percent,
      row.note,
      row.blocked,
      row.verified,
      row.costMicros,
      row.currency,
      row.tokensIn,
      row.tokensOut,
      row.transcriptSeq,
      row.events,
      row.taskSeq,
      row.generation,
    );
    return;
  }
  db.run(
    UPDATE,
    row.acceptedAt,
    row.progressedAt,
    row.percent,
    row.note,
    row.blocked,
    row.verified,
    row.model,
    row.costMicros,
    row.currency,
    row.tokensIn,
    row.tokensOut,
    row.workedMs,
    row.outcome,
    row.endedAt,
    row.endedSeq,
    row.reason,
    row.error,
    row.transcriptSeq,
    row.events,
    row.taskSeq,
    row.generation,
  );
}

export function deleteAttemptsOf(db: Writer, taskSeq: number): void {
  db.run('DELETE FROM attempt WHERE task_seq = ?', taskSeq);
}
