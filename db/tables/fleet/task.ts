import type { Initiator } from '../../../core/domain/fleet/initiators.ts';
import type { EndReason, Lane, TaskStatus, Tier } from '../../../core/domain/fleet/tasks/task.ts';
import type { AgentId, ItemId, RepositoryId, TaskId, TrackerId } from '../../../core/kernel/ids.ts';
import { BulkInsert } from '../../bulk-insert.ts';
import type { Bind, Reader, Writer } from '../../handle.ts';

/** A task as the list shows it. What was asked for stands in the event `seq`. */
export interface TaskRecord {
  readonly seq: number;
  readonly hubN: number;
  readonly id: TaskId;
  readonly title: string;
  readonly tier: Tier;
  readonly submittedAt: number;
  readonly submitterKind: Initiator['kind'];
  readonly submitterId: string;
  readonly submitterName: string;
  readonly clientKey: string | null;
  readonly repositoryId: RepositoryId | null;
  readonly trackerId: TrackerId | null;
  readonly itemId: ItemId | null;
  readonly retries: number;
  readonly sample: 0 | 1;
  deadline: number | null;
  status: TaskStatus;
  lane: Lane;
  rank: number;
  agentId: AgentId | null;
  generation: number;
  freshFrom: number;
  failures: number;
  reclaims: number;
  notBefore: number | null;
  endedAt: number | null;
  endReason: EndReason | null;
  error: string | null;
  /** See `event-list.ts`. */
  events: string;
}

const COLUMNS = `seq, hub_n AS hubN, id, title, tier, submitted_at AS submittedAt, submitter_kind AS submitterKind,
  submitter_id AS submitterId, submitter_name AS submitterName, client_key AS clientKey,
  repository_id AS repositoryId, tracker_id AS trackerId, item_id AS itemId, deadline, retries, sample, status, lane,
  rank, agent_id AS agentId, generation, fresh_from AS freshFrom, failures, reclaims, not_before AS notBefore,
  ended_at AS endedAt, end_reason AS endReason, error, events`;

const BY_ID = `SELECT ${COLUMNS} FROM task WHERE id = ? AND hub_n = ?`;

const INSERT = new BulkInsert('task', [
  'seq',
  'hub_n',
  'id',
  'title',
  'tier',
  'submitted_at',
  'submitter_kind',
  'submitter_id',
  'submitter_name',
  'client_key',
  'repository_id',
  'tracker_id',
  'item_id',
  'deadline',
  'retries',
  'sample',
  'status',
  'lane',
  'rank',
  'agent_id',
  'generation',
  'fresh_from',
  'failures',
  'reclaims',
  'not_before',
  'ended_at',
  'end_reason',
  'error',
  'events',
]);

const UPDATE = `UPDATE task SET deadline = ?, status = ?, lane = ?, rank = ?, agent_id = ?, generation = ?, fresh_from = ?,
  failures = ?, reclaims = ?, not_before = ?, ended_at = ?, end_reason = ?, error = ?, events = ? WHERE seq = ?`;

const UPDATE_COURSE = `UPDATE task SET status = ?, failures = ?, reclaims = ?, not_before = ?, ended_at = ?, end_reason = ?,
  error = ? WHERE seq = ?`;

export function readTask(db: Reader, hubN: number, id: TaskId): TaskRecord | null {
  return db.get<TaskRecord>(BY_ID, id, hubN);
}

export function insertTasks(db: Writer, rows: readonly TaskRecord[]): void {
  const values: Bind[] = [];
  for (const row of rows) {
    values.push(
      row.seq,
      row.hubN,
      row.id,
      row.title,
      row.tier,
      row.submittedAt,
      row.submitterKind,
      row.submitterId,
      row.submitterName,
      row.clientKey,
      row.repositoryId,
      row.trackerId,
      row.itemId,
      row.deadline,
      row.retries,
      row.sample,
      row.status,
      row.lane,
      row.rank,
      row.agentId,
      row.generation,
      row.freshFrom,
      row.failures,
      row.reclaims,
      row.notBefore,
      row.endedAt,
      row.endReason,
      row.error,
      row.events,
    );
  }
  db.insertAll(INSERT, values);
}

/** What can change of a task. */
export function updateTask(db: Writer, row: TaskRecord): void {
  db.run(
    UPDATE,
    row.deadline,
    row.status,
    row.lane,
    row.rank,
    row.agentId,
    row.generation,
    row.freshFrom,
    row.failures,
    row.reclaims,
    row.notBefore,
    row.endedAt,
    row.endReason,
    row.error,
    row.events,
    row.seq,
  );
}

/** How far it came, and nothing else: a column that is named costs, most of all one with an index. */
export function updateTaskCourse(db: Writer, row: TaskRecord): void {
  db.run(
    UPDATE_COURSE,
    row.status,
    row.failures,
    row.reclaims,
    row.notBefore,
    row.endedAt,
    row.endReason,
    row.error,
    row.seq,
  );
}

export function readOpenTasks(db: Reader, hubN: number): TaskRecord[] {
  return db.all<TaskRecord>(
    `SELECT ${COLUMNS} FROM task WHERE status IN ('queued', 'assigned', 'working') AND hub_n = ? ORDER BY seq`,
    hubN,
  );
}

export function taskOfClientKey(
  db: Reader,
  hubN: number,
  submitterId: string,
  clientKey: string,
): Pick<TaskRecord, 'seq' | 'id'> | null {
  return db.get(
    'SELECT seq, id FROM task WHERE submitter_id = ? AND client_key = ? AND hub_n = ?',
    submitterId,
    clientKey,
    hubN,
  );
}

export function taskStatus(db: Reader, hubN: number, id: TaskId): TaskStatus | null {
  return db.value<TaskStatus>('SELECT status FROM task WHERE id = ? AND hub_n = ?', id, hubN);
}

/** The tasks of the sample fleet, by their seq. */
export function sampleTasks(db: Reader, hubN: number): Pick<TaskRecord, 'seq' | 'id'>[] {
  return db.all('SELECT seq, id FROM task WHERE sample = 1 AND hub_n = ? ORDER BY seq', hubN);
}

export function deleteTask(db: Writer, seq: number): void {
  db.run('DELETE FROM task WHERE seq = ?', seq);
}

export function tasksAfter(db: Reader, seq: number, limit: number): number[] {
  return db.column<number>('SELECT seq FROM task WHERE seq > ? ORDER BY seq LIMIT ?', seq, limit);
}
