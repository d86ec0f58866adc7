-- A merge may keep the earlier side's value, too: where a later save may have overlooked it.
ALTER TABLE conflict RENAME TO conflict_before;
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
  kept TEXT NOT NULL CHECK (kept IN ('earlier', 'later', 'both')),
  resolved_keep TEXT CHECK (resolved_keep IN ('earlier', 'later')),
  resolved_at INTEGER,
  resolved_by TEXT
) STRICT;
INSERT INTO conflict SELECT * FROM conflict_before;
DROP TABLE conflict_before;
CREATE INDEX conflict_by_tracker ON conflict (tracker_id);
