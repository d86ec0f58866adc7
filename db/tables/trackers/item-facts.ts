import type { ItemId, RevisionId } from '../../../core/kernel/ids.ts';
import type { Reader, Writer } from '../../handle.ts';

/** What the whole history says of an item, whichever revision is shown. */
export interface ItemFacts {
  readonly addedAt: number;
  readonly changedAt: number;
  readonly firstDue: string | null;
  /** The revision that said so. */
  readonly firstDueIn: RevisionId | null;
}

/** Of an item in a text that is shown. */
export function readItemFacts(db: Reader, id: ItemId): ItemFacts | null {
  return db.get<ItemFacts>(
    `SELECT added_at AS addedAt, changed_at AS changedAt, first_due AS firstDue, first_due_in AS firstDueIn
     FROM item WHERE id = ?`,
    id,
  );
}

export function writeItemFacts(db: Writer, id: ItemId, facts: ItemFacts): void {
  db.run(
    'UPDATE item SET added_at = ?, changed_at = ?, first_due = ?, first_due_in = ? WHERE id = ?',
    facts.addedAt,
    facts.changedAt,
    facts.firstDue,
    facts.firstDueIn,
    id,
  );
}
