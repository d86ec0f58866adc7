import type { AgentId, HubId, ProposalId, TaskId } from '../../../core/kernel/ids.ts';
import type { Reader } from '../../handle.ts';
import { type HubRecord, readHubs } from '../../tables/fleet/hub.ts';

export type { HubRecord };

/** Every hub of which this workspace has heard, the first to become known first. */
export function knownHubs(read: Reader): HubRecord[] {
  return readHubs(read).filter(({ removedAt }) => removedAt === null);
}

/** By short name, for rows that show which hub they belong to. */
export const HUB_OF = (alias: string): string => `(SELECT id FROM hub WHERE n = ${alias}.hub_n)`;

/** The end of an in-app address: which hub is meant, where there are several. */
export const HUB_IN_ROUTE = (alias: string): string =>
  `CASE WHEN (SELECT count(*) FROM hub) > 1 THEN '?hub=' || ${HUB_OF(alias)} ELSE '' END`;

/** Which hub an id is asked of: the one named, else the preferred one if it knows the id, else whichever does. */
export interface AskedHub {
  readonly hubId: HubId | null;
  readonly preferred: HubId;
}

/** The short name of the hub that knows a task; null when none that is meant does. */
export function hubOfTask(read: Reader, id: TaskId, asked: AskedHub): number | null {
  return hubOf(read, 'task', id, asked);
}

export function hubOfAgent(read: Reader, id: AgentId, asked: AskedHub): number | null {
  return hubOf(read, 'agent', id, asked);
}

export function hubOfProposal(read: Reader, id: ProposalId, asked: AskedHub): number | null {
  return hubOf(read, 'proposal', id, asked);
}

function hubOf(
  read: Reader,
  table: 'task' | 'agent' | 'proposal',
  id: string,
  asked: AskedHub,
): number | null {
  return read.value<number>(
    `SELECT h.n FROM ${table} r JOIN hub h ON h.n = r.hub_n WHERE r.id = ? AND (? IS NULL OR h.id = ?)
     ORDER BY h.id <> ?, h.n LIMIT 1`,
    id,
    asked.hubId,
    asked.hubId,
    asked.preferred,
  );
}
