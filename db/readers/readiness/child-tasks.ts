import type { ItemRow } from '../../../core/domain/trackers/rows/item-rows.ts';
import { type ItemState, STATE_WORDS } from '../../../core/domain/trackers/vocabulary/states.ts';
import type { TrackerId } from '../../../core/kernel/ids.ts';
import type { Reader } from '../../handle.ts';
import { sameItems } from '../../records/item-join.ts';
import { historyOf } from '../../records/revision.ts';
import { itemRowsOf } from '../items/item-rows.ts';

/** Fields by which a row of a work queue says what it belongs to. */
const BELONGS: ReadonlySet<string> = new Set(['item', 'parent', 'phase', 'milestone', 'epic', 'belongs-to']);

/** Work that belongs to an item and is neither done nor dropped: its sub-items, rows of work queues, tasks of a hub. */
export function openChildTasks(read: Reader, item: ItemRow): readonly string[] {
  return [...openSubItems(read, item), ...openQueueRows(read, item), ...openHubTasks(read, item)];
}

function openSubItems(read: Reader, item: ItemRow): string[] {
  const rows = read.all<{ title: string; state: ItemState }>(
    `WITH RECURSIVE below (id) AS (
       SELECT id FROM item WHERE parent_id IN (SELECT value FROM json_each(?))
       UNION SELECT i.id FROM item i JOIN below b ON i.parent_id = b.id)
     SELECT title, state FROM item
     WHERE id IN (SELECT id FROM below) AND place_of IS NULL AND state IS NOT NULL
       AND state NOT IN ('done', 'locked', 'dropped') ORDER BY position`,
    JSON.stringify(sameItems(read, item.id)),
  );
  return rows.map(({ title, state }) => `${title} (${STATE_WORDS[state]})`);
}

/** A row names the item by its id, address or key; keys are those of one repository or folder. */
function openQueueRows(read: Reader, item: ItemRow): string[] {
  const queues = read.column<TrackerId>(
    `SELECT q.id FROM tracker q JOIN tracker t ON t.id = ?
     WHERE q.profile = 'work-queue' AND q.removed_at IS NULL AND q.joined_into IS NULL AND q.absorbed_by IS NULL
       AND (q.root = t.root OR q.id = t.id) ORDER BY q.id`,
    item.trackerId,
  );
  const names = new Set([item.id, item.address, item.key].map((name) => name.toLowerCase()));
  return queues
    .flatMap((id) => itemRowsOf(read, id))
    .filter(
      ({ id, state, fields }) =>
        id !== item.id &&
        state !== null &&
        state !== 'done' &&
        state !== 'locked' &&
        state !== 'dropped' &&
        fields.some(({ name, value }) => BELONGS.has(name) && names.has(value.trim().toLowerCase())),
    )
    .map(({ title, trackerName, status }) => `${title} in ${trackerName} (${status ?? 'no status'})`);
}

function openHubTasks(read: Reader, item: ItemRow): string[] {
  const rows = read.all<{ title: string; status: string }>(
    `SELECT title, status FROM task
     WHERE tracker_id IN (SELECT value FROM json_each(?)) AND item_id IN (SELECT value FROM json_each(?))
       AND status NOT IN ('completed', 'cancelled') ORDER BY seq`,
    JSON.stringify(historyOf(read, item.trackerId)),
    JSON.stringify(sameItems(read, item.id)),
  );
  return rows.map(({ title, status }) => `task "${title}" (${status})`);
}
