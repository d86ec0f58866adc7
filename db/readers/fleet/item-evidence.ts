import type { ItemDetail } from '../../../core/domain/trackers/rows/item-detail.ts';
import type { ItemId, TrackerId } from '../../../core/kernel/ids.ts';
import type { Reader } from '../../handle.ts';
import { sameItems } from '../../records/item-join.ts';
import { historyOf } from '../../records/revision.ts';
import { evidenceOf } from './proposals.ts';

type Evidence = ItemDetail['evidence'][number];

const SHOWN = 50;

/** What verified tasks proposed for an item, the newest first, with how their checks went and how it was answered. */
export function itemEvidence(read: Reader, trackerId: TrackerId, itemId: ItemId): Evidence[] {
  const stored = read.all<Omit<Evidence, 'checks'> & { events: string | null }>(
    `SELECT p.id AS proposalId, p.task_id AS taskId, t.title AS taskTitle, coalesce(g.name, p.agent_id) AS agentName,
       coalesce(p.status, '') AS status, coalesce(p.answer, 'open') AS answer, p.made_at AS at, a.events
     FROM task t JOIN proposal p ON p.task_id = t.id LEFT JOIN agent g ON g.id = p.agent_id
     LEFT JOIN attempt a ON a.task_seq = t.seq AND a.generation = p.generation
     WHERE t.tracker_id IN (SELECT value FROM json_each(?)) AND t.item_id IN (SELECT value FROM json_each(?))
     ORDER BY p.made_at DESC, p.id LIMIT ?`,
    JSON.stringify(historyOf(read, trackerId)),
    JSON.stringify(sameItems(read, itemId)),
    SHOWN,
  );
  return stored.map(({ events, ...row }) => ({ ...row, checks: evidenceOf(read, events) }));
}
