import type { Money } from '../../../core/domain/fleet/money/money.ts';
import type { AgentInterval } from '../../../core/domain/fleet/rows/agent-rows.ts';
import type { AgentId } from '../../../core/kernel/ids.ts';
import type { Reader } from '../../handle.ts';
import { readAgent } from '../../tables/fleet/agent.ts';
import { readAgentStates } from '../../tables/fleet/agent-state.ts';

/**
 * What an agent did since `from`, oldest first, beginning with what it did then. With more than `limit` intervals the
 * newest are given.
 */
export function agentHistory(
  read: Reader,
  hubN: number,
  { agentId, from, limit }: { readonly agentId: AgentId; readonly from: number; readonly limit: number },
): { readonly rows: AgentInterval[]; readonly truncated: boolean } {
  const intervals = readAgentStates(read, hubN, agentId, from, limit + 1);
  let to = readAgent(read, hubN, agentId)?.removedAt ?? null;
  const rows: AgentInterval[] = [];
  for (const { seq, state, at, reason, taskId } of intervals.slice(0, limit)) {
    const taskTitle =
      taskId === null
        ? null
        : read.value<string>('SELECT title FROM task WHERE id = ? AND hub_n = ?', taskId, hubN);
    rows.push({ id: String(seq), state, from: at, to, reason, taskId, taskTitle });
    to = at;
  }
  return { rows: rows.reverse(), truncated: intervals.length > limit };
}

export interface AgentTotals {
  readonly cost: readonly Money[];
  readonly unpriced: number;
  readonly completed: number;
  /** Ends that are the agent's or its work's; being cancelled, declining or being removed are not. */
  readonly failed: number;
}

/** What each agent's attempts that ended since a moment came to. */
export function agentTotalsSince(read: Reader, hubN: number, since: number): Map<AgentId, AgentTotals> {
  const rows = read.all<{
    agentId: AgentId;
    currency: string | null;
    micros: number;
    unpriced: number;
    completed: number;
    failed: number;
  }>(
    `SELECT agent_id AS agentId, currency, sum(coalesce(cost_micros, 0)) AS micros,
       sum(cost_micros IS NULL AND tokens_in + tokens_out > 0) AS unpriced, sum(outcome = 'completed') AS completed,
       sum(outcome = 'ended' AND reason NOT IN ('cancelled', 'declined', 'agent-removed')) AS failed
     FROM attempt WHERE ended_at >= ? AND hub_n = ? GROUP BY agent_id, currency ORDER BY agent_id, currency`,
    since,
    hubN,
  );
  const totals = new Map<AgentId, AgentTotals>();
  for (const { agentId, currency, micros, unpriced, completed, failed } of rows) {
    const before = totals.get(agentId) ?? { cost: [], unpriced: 0, completed: 0, failed: 0 };
    totals.set(agentId, {
      cost: currency === null ? before.cost : [...before.cost, { micros, currency }],
      unpriced: before.unpriced + unpriced,
      completed: before.completed + completed,
      failed: before.failed + failed,
    });
  }
  return totals;
}
