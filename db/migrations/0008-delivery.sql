-- What has to leave this machine. A row is written in the transaction of what causes it and ends confirmed, refused or
-- expired. Ops need none: the op log itself is what other devices are sent, from where they stand on.
DROP TABLE outbox;
DELETE FROM cursor WHERE source = 'outbox:floor';

CREATE TABLE delivery (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  destination TEXT NOT NULL,
  kind TEXT NOT NULL,
  -- Versioned JSON of its kind.
  payload TEXT NOT NULL,
  correlation TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('held', 'queued', 'sent', 'confirmed', 'refused', 'expired')),
  attempts INTEGER NOT NULL,
  next_at INTEGER,
  expires_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  ended_at INTEGER,
  -- Versioned JSON: the last failure, or why it was refused.
  reason TEXT
) STRICT;
CREATE INDEX delivery_open ON delivery (destination, next_at) WHERE state IN ('queued', 'sent');
CREATE INDEX delivery_held ON delivery (correlation) WHERE state = 'held';
CREATE INDEX delivery_ended ON delivery (ended_at) WHERE ended_at IS NOT NULL;
