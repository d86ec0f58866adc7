import type { Money } from '../../../core/domain/fleet/money/money.ts';
import type { Costs } from '../../../core/domain/fleet/rows/costs.ts';
import type { HubId } from '../../../core/kernel/ids.ts';
import type { Reader } from '../../handle.ts';
import { shownFor } from '../../records/item-join.ts';
import { HUB_IN_ROUTE } from './hubs.ts';

/** A day of the asker's time zone: its date and when it begins and ends. */
export interface Day {
  readonly date: string;
  readonly from: number;
  readonly to: number;
}

type Row = Costs['rows'][number];

const MAX_ROWS = 500;

const KEYS = {
  agent: {
    key: 'a.agent_id',
    label: 'coalesce(g.name, a.agent_id)',
    route: `CASE WHEN g.removed_at IS NULL AND g.id IS NOT NULL THEN '/fleet/' || g.id || ${HUB_IN_ROUTE('g')} END`,
    join: 'LEFT JOIN agent g ON g.id = a.agent_id AND g.hub_n = a.hub_n',
  },
  task: {
    key: 't.id',
    label: 't.title',
    route: `'/tasks/' || t.id || ${HUB_IN_ROUTE('t')}`,
    join: 'JOIN task t ON t.seq = a.task_seq',
  },
  model: { key: "coalesce(a.model, '')", label: "coalesce(a.model, 'No model')", route: 'NULL', join: '' },
  item: {
    key: `coalesce(${shownFor('t.item_id')}, '')`,
    label: "CASE WHEN t.item_id IS NULL THEN 'No item' ELSE coalesce(i.title, 'An item that is gone') END",
    route: "CASE WHEN i.id IS NOT NULL THEN '/trackers/' || i.tracker_id || '?item=' || i.id END",
    join: `JOIN task t ON t.seq = a.task_seq LEFT JOIN item i ON i.id = ${shownFor('t.item_id')}`,
  },
  day: { key: "d.value ->> 'date'", label: "d.value ->> 'date'", route: 'NULL', join: '' },
} as const;

/**
 * What the attempts that ended in these days cost, the most expensive first; days stand in their order. At most 500 rows;
 * the total counts all.
 */
export function costsBy(
  read: Reader,
  {
    by,
    hubId,
    days,
  }: { readonly by: keyof typeof KEYS; readonly hubId: HubId | null; readonly days: readonly Day[] },
): Costs {
  const { key, label, route, join } = KEYS[by];
  const parts = read.all<Omit<Row, 'cost'> & { currency: string | null; micros: number }>(
    `SELECT ${key} AS key, ${label} AS label, ${route} AS route, a.currency, sum(coalesce(a.cost_micros, 0)) AS micros,
       sum(a.tokens_in) AS tokensIn, sum(a.tokens_out) AS tokensOut, count(*) AS attempts, sum(a.worked_ms) AS workedMs,
       sum(a.cost_micros IS NULL AND a.tokens_in + a.tokens_out > 0) AS unpriced
     FROM json_each(?) d JOIN attempt a ON a.ended_at >= d.value ->> 'from' AND a.ended_at < d.value ->> 'to'
       AND (? IS NULL OR a.hub_n = (SELECT n FROM hub WHERE id = ?)) ${join}
     GROUP BY 1, a.currency ORDER BY 1, a.currency`,
    JSON.stringify(days),
    hubId,
    hubId,
  );
  const rows = new Map<string, Row>();
  const total = new Map<string, number>();
  let unpriced = 0;
  for (const { currency, micros, ...part } of parts) {
    unpriced += part.unpriced;
    if (currency !== null) total.set(currency, (total.get(currency) ?? 0) + micros);
    const cost: Money[] = currency === null ? [] : [{ micros, currency }];
    const known = rows.get(part.key);
    rows.set(
      part.key,
      known === undefined
        ? { ...part, cost }
        : {
            ...known,
            cost: [...known.cost, ...cost],
            unpriced: known.unpriced + part.unpriced,
            tokensIn: known.tokensIn + part.tokensIn,
            tokensOut: known.tokensOut + part.tokensOut,
            attempts: known.attempts + part.attempts,
            workedMs: known.workedMs + part.workedMs,
          },
    );
  }
  const sorted = by === 'day' ? [...rows.values()] : [...rows.values()].toSorted(mostExpensiveFirst);
  return {
    rows: sorted.slice(0, MAX_ROWS),
    total: [...total]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([currency, micros]) => ({ micros, currency })),
    unpriced,
    truncated: sorted.length > MAX_ROWS,
  };
}

/** By the largest amount in any one currency; what has no price by its tokens. */
function mostExpensiveFirst(a: Row, b: Row): number {
  const largest = ({ cost }: Row) => Math.max(0, ...cost.map(({ micros }) => micros));
  return (
    largest(b) - largest(a) || b.tokensIn + b.tokensOut - a.tokensIn - a.tokensOut || (a.key < b.key ? -1 : 1)
  );
}
