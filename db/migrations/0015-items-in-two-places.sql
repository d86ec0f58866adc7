-- A row of a summary that tells of an item with a section of its own is a further place of that item: kept for edits and
-- merges, and shown and counted by the item alone.
ALTER TABLE item ADD COLUMN place_of TEXT;
CREATE INDEX item_by_place_of ON item (place_of) WHERE place_of IS NOT NULL;
