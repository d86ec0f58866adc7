import type { ProposalId } from '../../core/kernel/ids.ts';
import type { Reader } from '../handle.ts';
import { type DeliveryRow, readDeliveries } from '../records/delivery.ts';

const LISTED = 500;

/** What has not left or is not answered yet, oldest first. */
export function waitingDeliveries(read: Reader): DeliveryRow[] {
  return readDeliveries(read, "WHERE state IN ('held', 'queued', 'sent') ORDER BY n LIMIT ?", LISTED);
}

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

/** What was refused or came too late, newest first. */
export function undeliveredDeliveries(read: Reader): DeliveryRow[] {
  return readDeliveries(
    read,
    "WHERE state IN ('refused', 'expired') ORDER BY ended_at DESC, n DESC LIMIT ?",
    LISTED,
  );
}
