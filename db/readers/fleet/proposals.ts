import type { ProposalRow } from '../../../core/domain/fleet/rows/proposal-row.ts';
import type { HubId, ItemId, ProposalId, TrackerId } from '../../../core/kernel/ids.ts';
import type { Reader } from '../../handle.ts';
import { sameItems, shownFor } from '../../records/item-join.ts';
import { seqsOf } from '../../reducers/fleet/event-list.ts';
import { HUB_OF } from './hubs.ts';
import { fleetEvent } from './stored-events.ts';

const MAX_ROWS = 500;

/** Status changes of one hub that nobody answered yet, oldest first, and how many there are of all trackers. */
export function openProposals(
  read: Reader,
  hubN: number,
  { trackerId, itemId }: { readonly trackerId: TrackerId | null; readonly itemId: ItemId | null },
): { readonly rows: ProposalRow[]; readonly open: number } {
  const stored = read.all<Omit<ProposalRow, 'evidence'> & { events: string | null }>(
    `SELECT p.id, ${HUB_OF('p')} AS hubId, p.task_id AS taskId, t.title AS taskTitle, coalesce(g.name, p.agent_id) AS agentName,
       p.tracker_id AS trackerId, coalesce(k.name, 'A tracker that is gone') AS trackerName, p.item_id AS itemId,
       coalesce(i.title, 'An item that is gone') AS itemTitle, i.status AS statusNow,
       coalesce(p.status, '') AS statusProposed, p.made_at AS at, a.events
     FROM proposal p JOIN task t ON t.id = p.task_id AND t.hub_n = p.hub_n
     LEFT JOIN agent g ON g.id = p.agent_id AND g.hub_n = p.hub_n
     LEFT JOIN attempt a ON a.task_seq = t.seq AND a.generation = p.generation
     LEFT JOIN tracker k ON k.id = p.tracker_id AND k.removed_at IS NULL
     LEFT JOIN item i ON i.id = ${shownFor('p.item_id')} AND i.tracker_id = k.id
     WHERE p.hub_n = ? AND p.answer IS NULL AND (? IS NULL OR p.tracker_id = ?)
       AND (? IS NULL OR p.item_id IN (SELECT value FROM json_each(?)))
     ORDER BY p.made_at, p.id LIMIT ?`,
    hubN,
    trackerId,
    trackerId,
    itemId,
    itemId === null ? '[]' : JSON.stringify(sameItems(read, itemId)),
    MAX_ROWS,
  );
  return {
    rows: stored.map(({ events, ...row }) => ({ ...row, evidence: evidenceOf(read, events) })),
    open: read.value<number>('SELECT count(*) FROM proposal WHERE answer IS NULL AND hub_n = ?', hubN) ?? 0,
  };
}

/** How a proposal was answered; null when there is none, `open` while nobody answered. */
export function proposalAnswer(
  read: Reader,
  hubId: HubId,
  id: ProposalId,
): 'open' | 'accepted' | 'dismissed' | null {
  return read.value(
    "SELECT coalesce(answer, 'open') FROM proposal WHERE id = ? AND hub_n = (SELECT n FROM hub WHERE id = ?)",
    id,
    hubId,
  );
}

/** What the last verification run of the attempt said. */
export function evidenceOf(read: Reader, events: string | null): string {
  for (const seq of events === null ? [] : seqsOf(events).reverse()) {
    const event = fleetEvent(read, seq);
    if (event?.type !== 'task.verified') continue;
    const { checks } = event.report;
    const passed = checks.filter((check) => check.status === 'pass').length;
    return `${passed} of ${checks.length} ${checks.length === 1 ? 'check' : 'checks'} passed`;
  }
  return 'No check was run';
}
