-- What was decided (op), what was reported (event), and what carries them.
-- seq orders both logs together: it is given out in the transaction that writes the row, so replay by seq is
-- replay in commit order.
CREATE TABLE workspace (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  id TEXT NOT NULL,
  device_id TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

-- The clock's last stamp and the last seq, written with the rows that used them.
CREATE TABLE clock_state (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  millis INTEGER NOT NULL,
  counter INTEGER NOT NULL,
  seq INTEGER NOT NULL
) STRICT;
INSERT INTO clock_state (one, millis, counter, seq) VALUES (1, 0, 0, 0);

CREATE TABLE op (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  hlc TEXT NOT NULL UNIQUE,
  device_id TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  correlation TEXT NOT NULL,
  entity_kind TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  patch TEXT NOT NULL,
  signature TEXT
) STRICT;
CREATE INDEX op_by_entity ON op (entity_kind, entity_id);
CREATE INDEX op_by_correlation ON op (correlation);

CREATE TABLE event (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  source TEXT NOT NULL,
  source_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  payload TEXT NOT NULL,
  UNIQUE (source, source_id)
) STRICT;
CREATE INDEX event_by_kind ON event (kind, at);

-- Bytes by their SHA-256. A later version of a file is kept as what differs from an earlier one (base), in chains
-- of bounded length.
CREATE TABLE content (
  hash TEXT PRIMARY KEY,
  bytes INTEGER NOT NULL,
  form TEXT NOT NULL CHECK (form IN ('raw', 'deflate', 'delta')),
  base TEXT REFERENCES content (hash),
  depth INTEGER NOT NULL,
  data BLOB NOT NULL
) STRICT;

-- One row per op that other devices have not been told of. held: belongs to an edit not confirmed in its file yet.
CREATE TABLE outbox (
  op_seq INTEGER PRIMARY KEY REFERENCES op (seq),
  correlation TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('held', 'ready')),
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX outbox_by_correlation ON outbox (correlation);

-- How far each source was read, and below which seq the outbox was cut.
CREATE TABLE cursor (
  source TEXT PRIMARY KEY,
  position TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
