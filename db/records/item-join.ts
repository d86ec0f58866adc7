import type { ItemId } from '../../core/kernel/ids.ts';
import type { Reader } from '../handle.ts';

/**
 * Every id of one item, itself included, smallest first. Trackers that were joined may each have given it one; stored ids
 * stay as they are, so whatever is kept under an item's id is looked up under all of them.
 */
export function sameItems(db: Reader, id: ItemId): readonly ItemId[] {
  return db.column<ItemId>(
    `WITH RECURSIVE same (id) AS (
       VALUES (?)
       UNION SELECT j.other_id FROM item_join j JOIN same s ON j.item_id = s.id
       UNION SELECT j.item_id FROM item_join j JOIN same s ON j.other_id = s.id)
     SELECT id FROM same ORDER BY id`,
    id,
  );
}

/** The id under which an item is shown: the one its text has, else the smallest. */
export function shownItem(db: Reader, id: ItemId): ItemId {
  const ids = sameItems(db, id);
  if (ids.length === 1) return id;
  const shown = ids.find((one) => db.value('SELECT 1 FROM item WHERE id = ?', one) !== null);
  return shown ?? ids[0] ?? id;
}
