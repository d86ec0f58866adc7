import type { TableSort } from '../../../ui/table/table-types.ts';
import { type Agent, activityText, byName, groupAgents } from './board-model.ts';

/** Amounts of different currencies can't be compared; the largest single amount stands for the rest. */
const costOf = (agent: Agent) => Math.max(0, ...agent.costToday.map(({ micros }) => micros));

const orders: Readonly<Record<string, (a: Agent, b: Agent) => number>> = {
  name: byName,
  doing: (a, b) => activityText(a).localeCompare(activityText(b), 'en'),
  progress: (a, b) => (a.task?.percent ?? -1) - (b.task?.percent ?? -1),
  heard: (a, b) => (b.heartbeatAt ?? 0) - (a.heartbeatAt ?? 0),
  host: (a, b) => (a.host ?? '').localeCompare(b.host ?? '', 'en'),
  done: (a, b) => a.completedToday - b.completedToday,
  cost: (a, b) => costOf(a) - costOf(b),
};

/** The rows in the order asked for; equal ones by name. By state, what needs help comes first. */
export function sortAgents(
  agents: readonly Agent[],
  stale: ReadonlySet<string>,
  { by, descending }: TableSort,
): readonly Agent[] {
  const order = orders[by];
  const sorted =
    order === undefined
      ? groupAgents(agents, stale).flatMap(({ tiles }) => tiles)
      : agents.toSorted((a, b) => order(a, b) || byName(a, b));
  return descending ? sorted.toReversed() : sorted;
}
