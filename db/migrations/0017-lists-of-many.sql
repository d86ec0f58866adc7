-- What is asked of all trackers together is answered from these alone; an item's row is wide.
CREATE INDEX item_dated ON item (due, tracker_id, state, deferred) WHERE due IS NOT NULL;
CREATE INDEX item_owned ON item (owner, state, due, deferred, tracker_id)
  WHERE owner IS NOT NULL AND state IS NOT NULL;
CREATE INDEX item_slipped ON item (tracker_id) WHERE due > first_due;
CREATE INDEX tracker_alias ON tracker (id) WHERE joined_into IS NOT NULL OR absorbed_by IS NOT NULL;

-- How the file's size, times and inode were when it was last read; NULL: it is read at the next start.
ALTER TABLE tracker_file ADD COLUMN mark TEXT;

-- With what a tracker's findings were made: its text and name, the rules, the day, the settings.
CREATE TABLE finding_basis (
  tracker_id TEXT PRIMARY KEY,
  basis TEXT NOT NULL
) STRICT, WITHOUT ROWID;
