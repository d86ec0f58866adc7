import type { ItemId } from '../../../core/kernel/ids.ts';
import type { Reader, Writer } from '../../handle.ts';
import type { ItemFacts } from './item-facts.ts';

/** An item that some revision has and the text shown here has not. */
export function putGoneItem(db: Writer, id: ItemId, facts: ItemFacts): void {
  db.run(
    `INSERT INTO item_gone (id, added_at, changed_at, first_due, first_due_in) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET added_at = excluded.added_at, changed_at = excluded.changed_at,
       first_due = excluded.first_due, first_due_in = excluded.first_due_in`,
    id,
    facts.addedAt,
    facts.changedAt,
    facts.firstDue,
    facts.firstDueIn,
  );
}

export function readGoneItem(db: Reader, id: ItemId): ItemFacts | null {
  return db.get<ItemFacts>(
    `SELECT added_at AS addedAt, changed_at AS changedAt, first_due AS firstDue, first_due_in AS firstDueIn
     FROM item_gone WHERE id = ?`,
    id,
  );
}

export function deleteGoneItem(db: Writer, id: ItemId): void {
  db.run('DELETE FROM item_gone WHERE id = ?', id);
}
