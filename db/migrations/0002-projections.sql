-- Tables that screens read. Reducers write them in the transaction of the log row; `rebuild` makes them anew.

-- Latest value of each field of each entity, by hybrid clock.
CREATE TABLE register (
  entity_kind TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  hlc TEXT NOT NULL,
  PRIMARY KEY (entity_kind, entity_id, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE device (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  added_at INTEGER NOT NULL
) STRICT;

CREATE TABLE actor (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'agent')),
  public_key TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  unlock TEXT NOT NULL CHECK (unlock IN ('system', 'passphrase')),
  added_at INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT;

CREATE TABLE tracker (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  profile TEXT,
  mapping TEXT,
  path TEXT,
  sample INTEGER NOT NULL DEFAULT 0,
  added_at INTEGER NOT NULL,
  removed_at INTEGER,
  sequence INTEGER NOT NULL DEFAULT 0,
  hash TEXT,
  changed_at INTEGER NOT NULL,
  last_updated TEXT,
  last_verified TEXT,
  owner TEXT,
  recognised TEXT NOT NULL,
  planned INTEGER NOT NULL DEFAULT 0,
  active INTEGER NOT NULL DEFAULT 0,
  review INTEGER NOT NULL DEFAULT 0,
  blocked INTEGER NOT NULL DEFAULT 0,
  done INTEGER NOT NULL DEFAULT 0,
  locked INTEGER NOT NULL DEFAULT 0,
  dropped INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX tracker_by_path ON tracker (path);

-- What the outline and diagram screens show of the current text, as versioned JSON.
CREATE TABLE tracker_outline (
  tracker_id TEXT PRIMARY KEY REFERENCES tracker (id),
  outline TEXT NOT NULL,
  diagrams TEXT NOT NULL
) STRICT;

CREATE TABLE revision (
  tracker_id TEXT NOT NULL REFERENCES tracker (id),
  sequence INTEGER NOT NULL,
  event_id TEXT NOT NULL,
  hash TEXT NOT NULL,
  at INTEGER NOT NULL,
  cause TEXT NOT NULL,
  actor_id TEXT,
  summary TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  PRIMARY KEY (tracker_id, sequence)
) STRICT, WITHOUT ROWID;
CREATE INDEX revision_by_at ON revision (at);

CREATE TABLE section (
  tracker_id TEXT NOT NULL REFERENCES tracker (id),
  ordinal INTEGER NOT NULL,
  path TEXT NOT NULL,
  title TEXT NOT NULL,
  level INTEGER NOT NULL,
  line INTEGER NOT NULL,
  role TEXT,
  prose TEXT NOT NULL,
  PRIMARY KEY (tracker_id, ordinal)
) STRICT, WITHOUT ROWID;

-- n is this database's own short name of an item (orders and the search index use it); it is no part of the truth.
-- line is counted from the section's line, position holds section and place in it: a line added above moves
-- sections, not thousands of items. haystack is title and values without case and accents, for the filter box.
CREATE TABLE item (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  tracker_id TEXT NOT NULL REFERENCES tracker (id),
  position INTEGER NOT NULL,
  section INTEGER NOT NULL,
  line INTEGER NOT NULL,
  address TEXT NOT NULL,
  key TEXT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  title_sort TEXT NOT NULL,
  parent_id TEXT,
  depth INTEGER NOT NULL,
  status TEXT,
  state TEXT,
  guess INTEGER NOT NULL,
  deferred INTEGER NOT NULL,
  vocabulary TEXT,
  start TEXT,
  due TEXT,
  first_due TEXT,
  owner TEXT,
  notes TEXT,
  fields TEXT NOT NULL,
  haystack TEXT NOT NULL,
  depends_on TEXT NOT NULL,
  row_hash TEXT NOT NULL,
  added_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX item_by_place ON item (tracker_id, position);
CREATE INDEX item_by_open_due ON item (tracker_id, due)
  WHERE due IS NOT NULL AND state IN ('planned', 'active', 'review', 'blocked');
CREATE INDEX item_blocked ON item (tracker_id, due) WHERE state = 'blocked';
CREATE INDEX item_by_parent ON item (parent_id) WHERE parent_id IS NOT NULL;

-- Items no longer in the text. When one comes back at its address with the same row, it is the same item.
CREATE TABLE item_gone (
  id TEXT PRIMARY KEY,
  tracker_id TEXT NOT NULL REFERENCES tracker (id),
  address TEXT NOT NULL,
  title TEXT NOT NULL,
  row_hash TEXT NOT NULL,
  first_due TEXT,
  added_at INTEGER NOT NULL,
  gone_at INTEGER NOT NULL
) STRICT;
CREATE INDEX item_gone_by_address ON item_gone (tracker_id, address);

-- Matches below certainty after an outside change, as long as the item stands where it was put; they are findings.
CREATE TABLE item_doubt (
  tracker_id TEXT NOT NULL REFERENCES tracker (id),
  item_id TEXT NOT NULL,
  address TEXT NOT NULL,
  score REAL NOT NULL,
  sequence INTEGER NOT NULL,
  PRIMARY KEY (tracker_id, item_id, address)
) STRICT, WITHOUT ROWID;

CREATE TABLE item_history (
  item_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  field TEXT NOT NULL,
  tracker_id TEXT NOT NULL REFERENCES tracker (id),
  at INTEGER NOT NULL,
  actor_id TEXT,
  source TEXT NOT NULL,
  label TEXT NOT NULL,
  title TEXT NOT NULL,
  before TEXT,
  after TEXT,
  PRIMARY KEY (item_id, seq, field)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_history_by_tracker ON item_history (tracker_id, seq);
CREATE INDEX item_history_by_seq ON item_history (seq);

-- How many items stood in each state at the end of a day (UTC) on which the tracker changed.
CREATE TABLE state_day (
  tracker_id TEXT NOT NULL REFERENCES tracker (id),
  day TEXT NOT NULL,
  planned INTEGER NOT NULL,
  active INTEGER NOT NULL,
  review INTEGER NOT NULL,
  blocked INTEGER NOT NULL,
  done INTEGER NOT NULL,
  locked INTEGER NOT NULL,
  dropped INTEGER NOT NULL,
  PRIMARY KEY (tracker_id, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE log_entry (
  tracker_id TEXT NOT NULL REFERENCES tracker (id),
  ordinal INTEGER NOT NULL,
  date TEXT,
  text TEXT NOT NULL,
  line INTEGER NOT NULL,
  PRIMARY KEY (tracker_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX log_entry_by_date ON log_entry (date);

CREATE TABLE finding_acceptance (
  finding_id TEXT PRIMARY KEY,
  actor_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE conflict (
  id TEXT PRIMARY KEY,
  tracker_id TEXT NOT NULL REFERENCES tracker (id),
  item_id TEXT,
  address TEXT NOT NULL,
  title TEXT NOT NULL,
  field TEXT NOT NULL,
  base TEXT,
  mine TEXT,
  mine_who TEXT NOT NULL,
  mine_at INTEGER NOT NULL,
  theirs TEXT,
  theirs_who TEXT NOT NULL,
  theirs_at INTEGER NOT NULL,
  rule TEXT NOT NULL,
  kept TEXT NOT NULL,
  at INTEGER NOT NULL,
  resolved_keep TEXT,
  resolved_at INTEGER,
  resolved_by TEXT
) STRICT;
CREATE INDEX conflict_by_tracker ON conflict (tracker_id);

CREATE TABLE restore_point (
  id TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  label TEXT NOT NULL,
  revisions TEXT NOT NULL
) STRICT;
