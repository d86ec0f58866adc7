-- One history for many devices: revisions are a graph, named by a hash of what they are. What the logs say of texts is
-- rewritten by the step that belongs to this migration; the tables below are made anew from them.

ALTER TABLE register ADD COLUMN actor_id TEXT NOT NULL DEFAULT '';

-- revision_id: the text shown here. absorbed_by: the merge that took this tracker's texts into another tracker's history.
ALTER TABLE tracker ADD COLUMN revision_id TEXT;
ALTER TABLE tracker ADD COLUMN absorbed_by TEXT;

-- The day counts of a tracker are those of the day's last revision.
DROP TABLE state_day;
DROP TABLE revision;
CREATE TABLE revision (
  id TEXT NOT NULL PRIMARY KEY,
  tracker_id TEXT NOT NULL REFERENCES tracker (id),
  -- The order in which they came to this device.
  sequence INTEGER NOT NULL,
  hash TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  parents TEXT NOT NULL,
  depth INTEGER NOT NULL,
  reading TEXT NOT NULL,
  items TEXT NOT NULL,
  is_head INTEGER NOT NULL,
  at INTEGER NOT NULL,
  cause TEXT NOT NULL,
  actor_id TEXT,
  author TEXT,
  summary TEXT NOT NULL,
  device_id TEXT NOT NULL,
  planned INTEGER NOT NULL,
  active INTEGER NOT NULL,
  review INTEGER NOT NULL,
  blocked INTEGER NOT NULL,
  done INTEGER NOT NULL,
  locked INTEGER NOT NULL,
  dropped INTEGER NOT NULL,
  UNIQUE (tracker_id, sequence)
) STRICT;
CREATE INDEX revision_by_at ON revision (at);
CREATE INDEX revision_by_tracker ON revision (tracker_id, at);
CREATE INDEX revision_head ON revision (tracker_id) WHERE is_head = 1;

-- first_due_in: the revision whose date first_due is.
ALTER TABLE item ADD COLUMN first_due_in TEXT;

-- Items that some revision has and the text shown here has not.
DROP TABLE item_gone;
CREATE TABLE item_gone (
  id TEXT PRIMARY KEY,
  added_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  first_due TEXT,
  first_due_in TEXT
) STRICT, WITHOUT ROWID;

-- How an item stood where it was last removed: when the same row comes back at its address, it is the same item.
CREATE TABLE item_removal (
  item_id TEXT PRIMARY KEY,
  tracker_id TEXT NOT NULL REFERENCES tracker (id),
  depth INTEGER NOT NULL,
  revision_id TEXT NOT NULL,
  parent_id TEXT NOT NULL,
  address TEXT NOT NULL,
  title TEXT NOT NULL,
  row_hash TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX item_removal_by_address ON item_removal (tracker_id, address);

-- Two ids of one item, which trackers that were joined had each given it.
CREATE TABLE item_join (
  item_id TEXT NOT NULL,
  other_id TEXT NOT NULL,
  PRIMARY KEY (item_id, other_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_join_by_other ON item_join (other_id);

-- Matches below certainty; shown as long as the item stands where it was put.
DROP TABLE item_doubt;
CREATE TABLE item_doubt (
  revision_id TEXT NOT NULL,
  item_id TEXT NOT NULL,
  address TEXT NOT NULL,
  tracker_id TEXT NOT NULL REFERENCES tracker (id),
  score REAL NOT NULL,
  PRIMARY KEY (revision_id, item_id, address)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_doubt_by_tracker ON item_doubt (tracker_id);

-- When, by whom and why is said by the revision.
DROP TABLE item_history;
CREATE TABLE item_history (
  revision_id TEXT NOT NULL,
  item_id TEXT NOT NULL,
  field TEXT NOT NULL,
  tracker_id TEXT NOT NULL REFERENCES tracker (id),
  label TEXT NOT NULL,
  title TEXT NOT NULL,
  before TEXT,
  after TEXT,
  PRIMARY KEY (revision_id, item_id, field)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_history_by_item ON item_history (item_id);

-- Who and when is said by the revisions of both sides.
DROP TABLE conflict;
CREATE TABLE conflict (
  id TEXT PRIMARY KEY,
  tracker_id TEXT NOT NULL REFERENCES tracker (id),
  revision_id TEXT NOT NULL,
  item_id TEXT,
  address TEXT NOT NULL,
  title TEXT NOT NULL,
  field TEXT NOT NULL,
  base TEXT,
  earlier TEXT,
  later TEXT,
  earlier_revision TEXT NOT NULL,
  later_revision TEXT NOT NULL,
  rule TEXT NOT NULL,
  kept TEXT NOT NULL CHECK (kept IN ('later', 'both')),
  resolved_keep TEXT CHECK (resolved_keep IN ('earlier', 'later')),
  resolved_at INTEGER,
  resolved_by TEXT
) STRICT;
CREATE INDEX conflict_by_tracker ON conflict (tracker_id);

-- The revision whose text the file was last known to hold.
ALTER TABLE tracker_file ADD COLUMN held_revision TEXT;

-- An edit holds the whole revision that it becomes, so that a start after a kill needs nothing else.
DROP TABLE intent;
CREATE TABLE intent (
  id TEXT PRIMARY KEY,
  tracker_id TEXT NOT NULL REFERENCES tracker (id),
  cause TEXT NOT NULL,
  correlation TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  summary TEXT NOT NULL,
  base_hash TEXT NOT NULL REFERENCES content (hash),
  target_hash TEXT NOT NULL REFERENCES content (hash),
  revision_id TEXT NOT NULL,
  draft TEXT NOT NULL,
  undo_from TEXT,
  step_id INTEGER,
  opened_at INTEGER NOT NULL
) STRICT;

-- What came from elsewhere and can't be taken in yet, or never will be, with the reason.
CREATE TABLE parked (
  kind TEXT NOT NULL CHECK (kind IN ('op', 'revision', 'note')),
  id TEXT NOT NULL,
  -- Of the envelope: the same id may have come with several contents.
  digest TEXT NOT NULL,
  envelope TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('parked', 'set-aside')),
  reason TEXT NOT NULL,
  -- What it waits for, or what is wrong with it.
  detail TEXT NOT NULL,
  -- The bytes a revision will need, whatever else it waits for.
  content TEXT,
  at INTEGER NOT NULL,
  PRIMARY KEY (kind, id, digest)
) STRICT, WITHOUT ROWID;
CREATE INDEX parked_by_detail ON parked (detail);
CREATE INDEX parked_by_content ON parked (content) WHERE content IS NOT NULL;
