import type { ItemId } from '../../core/kernel/ids.ts';
import type { Reader } from '../handle.ts';

/**
 * Every id of one item, itself included, smallest first. Trackers that were joined may each have given it one, and a
 * further place has its own; stored ids stay as they are, so whatever is kept under an item's id is looked up under all of
 * them.
 */
export function sameItems(db: Reader, id: ItemId): readonly ItemId[] {
  return db.column<ItemId>(
    `WITH RECURSIVE same (id) AS (
       VALUES (?)
       UNION SELECT j.other_id FROM item_join j JOIN same s ON j.item_id = s.id
       UNION SELECT j.item_id FROM item_join j JOIN same s ON j.other_id = s.id
       UNION SELECT i.id FROM item i JOIN same s ON i.place_of = s.id
       UNION SELECT i.place_of FROM item i JOIN same s ON i.id = s.id WHERE i.place_of IS NOT NULL)
     SELECT id FROM same ORDER BY id`,
    id,
  );
}

/** In SQL: the item that is shown for an id, which may be that of a further place. */
export function shownFor(id: string): string {
  return `coalesce((SELECT place_of FROM item WHERE id = ${id}), ${id})`;
}

/** The id under which an item is shown: the one its text has, else the smallest. */
export function shownItem(db: Reader, id: ItemId): ItemId {
  const ids = sameItems(db, id);
  if (ids.length === 1) return id;
  const shown = ids.find(
    (one) => db.value('SELECT 1 FROM item WHERE id = ? AND place_of IS NULL', one) !== null,
  );
  return shown ?? ids[0] ?? id;
}

export interface ItemAliases {
  /** The id under which an item is shown. */
  readonly shownOf: (id: ItemId) => ItemId;
  /** Every id of it. */
  readonly allOf: (id: ItemId) => readonly ItemId[];
}

/** The same for many ids at once: few of them have another one. */
export function itemAliases(db: Reader): ItemAliases {
  const several = new Set(
    // A plain UNION is done by merging, for which SQLite reads every item in the order of its id.
    db.column<ItemId>(
      `SELECT item_id FROM item_join UNION ALL SELECT other_id FROM item_join UNION ALL
       SELECT id FROM item WHERE place_of IS NOT NULL UNION ALL
       SELECT place_of FROM item WHERE place_of IS NOT NULL`,
    ),
  );
  return {
    shownOf: (id) => (several.has(id) ? shownItem(db, id) : id),
    allOf: (id) => (several.has(id) ? sameItems(db, id) : [id]),
  };
}
