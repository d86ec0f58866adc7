import type { ItemId } from '../../../core/kernel/ids.ts';
import type { ItemChanges } from '../../changes.ts';
import type { Reader } from '../../handle.ts';
import type { OpRow } from '../../tables/op.ts';

/** Every item that was ever put up. */
export function requestedItems(read: Reader): ItemId[] {
  return read.column('SELECT DISTINCT item_id FROM signoff_request ORDER BY item_id');
}

/** Those that a commit's ops are about. */
export function requestedByOps(read: Reader, ops: readonly OpRow[]): ItemId[] {
  const ids = ops.filter(({ kind }) => KINDS.has(kind)).map(({ entityId }) => entityId);
  if (ids.length === 0) return [];
  return read.column(
    `WITH named (id) AS (SELECT value FROM json_each(?))
     SELECT DISTINCT item_id FROM signoff_request WHERE id IN (
       SELECT id FROM named UNION SELECT request_id FROM signoff WHERE id IN (SELECT id FROM named)
       UNION SELECT request_id FROM gap WHERE id IN (SELECT id FROM named))
     OR item_id IN (SELECT item_id FROM evidence WHERE id IN (SELECT id FROM named))`,
    JSON.stringify(ids),
  );
}

const KINDS: ReadonlySet<string> = new Set(['signoff-request', 'signoff', 'gap', 'evidence']);

/** Those whose rows a commit wrote; where all may have moved, every one. */
export function requestedAmong(read: Reader, { written, whole }: Readonly<ItemChanges>): ItemId[] {
  if (whole) return requestedItems(read);
  if (written.size === 0) return [];
  return read.column(
    `SELECT id FROM item WHERE n IN (SELECT value FROM json_each(?))
       AND id IN (SELECT item_id FROM signoff_request)`,
    JSON.stringify([...written]),
  );
}
