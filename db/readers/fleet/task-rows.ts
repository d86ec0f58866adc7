import type { Money } from '../../../core/domain/fleet/money/money.ts';
import type { TaskRow } from '../../../core/domain/fleet/rows/task-rows.ts';
import type { HubId } from '../../../core/kernel/ids.ts';
import type { Reader } from '../../handle.ts';
import type { TaskRecord } from '../../tables/fleet/task.ts';

interface Stored
  extends Pick<
    TaskRecord,
    | 'seq'
    | 'id'
    | 'title'
    | 'status'
    | 'lane'
    | 'rank'
    | 'tier'
    | 'submittedAt'
    | 'submitterKind'
    | 'submitterId'
    | 'submitterName'
    | 'agentId'
    | 'generation'
    | 'failures'
    | 'retries'
    | 'endedAt'
    | 'endReason'
    | 'deadline'
    | 'trackerId'
    | 'itemId'
    | 'sample'
  > {
  readonly hubId: HubId;
  readonly agentName: string | null;
  readonly percent: number | null;
  readonly note: string | null;
  readonly blocked: string | null;
  readonly startedAt: number | null;
  readonly error: string | null;
  readonly verified: 0 | 1 | null;
  readonly repositoryName: string | null;
}

/** While a task is in the queue, its last attempt says why; what that attempt was at is past. */
const ROWS = `SELECT t.seq, h.id AS hubId, t.id, t.title, t.status, t.lane, t.rank, t.tier, t.submitted_at AS submittedAt,
    t.submitter_kind AS submitterKind, t.submitter_id AS submitterId, t.submitter_name AS submitterName,
    t.agent_id AS agentId, t.generation, t.failures, t.retries, t.ended_at AS endedAt, t.end_reason AS endReason,
    t.deadline, t.tracker_id AS trackerId, t.item_id AS itemId, t.sample, g.name AS agentName,
    CASE WHEN t.status <> 'queued' THEN a.percent END AS percent, CASE WHEN t.status <> 'queued' THEN a.note END AS note,
    a.blocked, CASE WHEN t.status <> 'queued' THEN a.accepted_at END AS startedAt, coalesce(t.error, a.error) AS error,
    CASE WHEN t.status <> 'queued' THEN a.verified END AS verified, r.name AS repositoryName
  FROM task t
  LEFT JOIN attempt a ON a.task_seq = t.seq AND a.generation = t.generation AND t.generation > t.fresh_from
  LEFT JOIN agent g ON g.id = t.agent_id AND g.hub_n = t.hub_n
  LEFT JOIN repository r ON r.id = t.repository_id AND r.hub_n = t.hub_n
  JOIN hub h ON h.n = t.hub_n`;

/** Rows by their seqs, in the order of the seqs. `waiting` is the hub's to say. */
export function taskRowsOf(read: Reader, seqs: readonly number[]): TaskRow[] {
  const list = JSON.stringify(seqs);
  const rows = read.all<Stored>(
    `${ROWS} WHERE t.seq IN (SELECT value FROM json_each(?)) ORDER BY t.seq`,
    list,
  );
  const costs = costsOf(read, list);
  const made = new Map(rows.map((row) => [row.seq, rowOf(row, costs.get(row.seq))]));
  return seqs.map((seq) => made.get(seq)).filter((row) => row !== undefined);
}

interface Costs {
  readonly cost: Money[];
  tokens: number;
  unpriced: number;
}

function costsOf(read: Reader, seqs: string): Map<number, Costs> {
  const sums = read.all<{
    seq: number;
    currency: string | null;
    micros: number;
    tokens: number;
    unpriced: number;
  }>(
    `SELECT task_seq AS seq, currency, sum(coalesce(cost_micros, 0)) AS micros, sum(tokens_in + tokens_out) AS tokens,
       sum(cost_micros IS NULL AND tokens_in + tokens_out > 0) AS unpriced
     FROM attempt WHERE task_seq IN (SELECT value FROM json_each(?)) GROUP BY task_seq, currency ORDER BY task_seq, currency`,
    seqs,
  );
  const costs = new Map<number, Costs>();
  for (const { seq, currency, micros, tokens, unpriced } of sums) {
    const own = costs.get(seq) ?? { cost: [], tokens: 0, unpriced: 0 };
    if (currency !== null) own.cost.push({ micros, currency });
    own.tokens += tokens;
    own.unpriced += unpriced;
    costs.set(seq, own);
  }
  return costs;
}

function rowOf(row: Stored, costs: Costs | undefined): TaskRow {
  return {
    id: row.id,
    hubId: row.hubId,
    title: row.title,
    status: row.status,
    lane: row.lane,
    rank: row.rank,
    tier: row.tier,
    submittedAt: row.submittedAt,
    submitter: { kind: row.submitterKind, id: row.submitterId, name: row.submitterName },
    agentId: row.agentId,
    agentName: row.agentName,
    generation: row.generation,
    retries: { used: row.failures, of: row.retries },
    percent: row.percent,
    note: row.note ?? '',
    blocked: row.blocked,
    startedAt: row.startedAt,
    endedAt: row.endedAt,
    endReason: row.endReason,
    error: row.error,
    verified: row.verified === null ? null : row.verified === 1,
    cost: costs?.cost ?? [],
    unpriced: costs?.unpriced ?? 0,
    tokens: costs?.tokens ?? 0,
    repositoryName: row.repositoryName,
    deadline: row.deadline,
    waiting: null,
    link:
      row.trackerId === null || row.itemId === null ? null : { trackerId: row.trackerId, itemId: row.itemId },
    sample: row.sample === 1,
  };
}
