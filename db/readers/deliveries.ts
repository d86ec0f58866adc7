import type { ProposalId } from '../../core/kernel/ids.ts';
import type { Reader } from '../handle.ts';
import { type DeliveryRow, readDeliveries } from '../records/delivery.ts';

/** How many were sent and not answered, and the oldest of them. */
export function unansweredDeliveries(read: Reader): Counted {
  return counted(read, "state IN ('queued', 'sent') AND attempts > 0", 'n');
}

/** How many came too late, and the last of them. */
export function expiredDeliveries(read: Reader): Counted {
  return counted(read, "state = 'expired'", 'ended_at DESC, n DESC');
}

/** Whether an answer to this proposal waits to be sent or confirmed. */
export function hasWaitingAnswer(read: Reader, proposalId: ProposalId): boolean {
  const found = read.value<number>(
    `SELECT 1 FROM delivery WHERE state IN ('held', 'queued', 'sent') AND kind = 'proposal.settle'
       AND payload ->> '$.d.proposalId' = ? LIMIT 1`,
    proposalId,
  );
  return found !== null;
}

interface Counted {
  readonly count: number;
  readonly first: DeliveryRow | null;
}

function counted(read: Reader, where: string, order: string): Counted {
  return {
    count: read.value<number>(`SELECT count(*) FROM delivery WHERE ${where}`) ?? 0,
    first: readDeliveries(read, `WHERE ${where} ORDER BY ${order} LIMIT 1`)[0] ?? null,
  };
}
