-- What belongs to this device alone: never synced, never rebuilt from the logs.

-- An edit that is decided and not confirmed in its file yet. At start each is settled by the file's hash.
CREATE TABLE intent (
  id TEXT PRIMARY KEY,
  tracker_id TEXT NOT NULL REFERENCES tracker (id),
  cause TEXT NOT NULL,
  correlation TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  summary TEXT NOT NULL,
  base_hash TEXT NOT NULL REFERENCES content (hash),
  target_hash TEXT NOT NULL REFERENCES content (hash),
  splices TEXT NOT NULL,
  step_id INTEGER,
  opened_at INTEGER NOT NULL
) STRICT;

-- moved orders the steps by when they last changed side: the newest done one is undone next, the newest undone one
-- is redone next.
CREATE TABLE undo_step (
  id INTEGER PRIMARY KEY,
  tracker_id TEXT NOT NULL REFERENCES tracker (id),
  state TEXT NOT NULL CHECK (state IN ('done', 'undone')),
  moved INTEGER NOT NULL,
  base_hash TEXT NOT NULL,
  target_hash TEXT NOT NULL,
  summary TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  correlation TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX undo_step_by_side ON undo_step (state, moved);

-- How a tracker's file was last found.
CREATE TABLE tracker_file (
  tracker_id TEXT PRIMARY KEY REFERENCES tracker (id),
  state TEXT NOT NULL,
  note TEXT,
  checked_at INTEGER NOT NULL
) STRICT;

CREATE TABLE layout (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

-- Found by the rules of this version in the current texts; replaced as a whole per scope.
CREATE TABLE finding (
  id TEXT PRIMARY KEY,
  scope TEXT NOT NULL,
  rule TEXT NOT NULL,
  grp TEXT NOT NULL,
  severity TEXT NOT NULL CHECK (severity IN ('info', 'warning', 'high')),
  title TEXT NOT NULL,
  explanation TEXT NOT NULL,
  found_at INTEGER NOT NULL
) STRICT;
CREATE INDEX finding_by_scope ON finding (scope);

CREATE TABLE finding_place (
  finding_id TEXT NOT NULL REFERENCES finding (id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  tracker_id TEXT NOT NULL,
  item_id TEXT,
  line INTEGER NOT NULL,
  says TEXT NOT NULL,
  PRIMARY KEY (finding_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_place_by_tracker ON finding_place (tracker_id);

-- Which derived tables exist, by the fingerprint of what makes them.
CREATE TABLE derived (
  name TEXT PRIMARY KEY,
  fingerprint TEXT NOT NULL
) STRICT;
