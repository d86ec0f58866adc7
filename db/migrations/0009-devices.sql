-- The place this workspace's device is bound to; null until its keys are made.
ALTER TABLE workspace ADD COLUMN place TEXT;

-- Public halves of a device's keys, as an actor enrolled them; none before that. Of a revoked device, batches are accepted
-- up to the one named here.
ALTER TABLE device ADD COLUMN signing_key TEXT;
ALTER TABLE device ADD COLUMN agreement_key TEXT;
ALTER TABLE device ADD COLUMN fingerprint TEXT;
ALTER TABLE device ADD COLUMN revoked_at INTEGER;
ALTER TABLE device ADD COLUMN revoked_counter INTEGER;
ALTER TABLE device ADD COLUMN revoked_hash TEXT;

-- What devices wrote, signed by them and kept unchanged to be passed on. body: the exact text, deflated. Batches of one
-- device form a chain without gaps; those that wait for what proves them, or never can be right, are kept beside it.
CREATE TABLE batch (
  hash TEXT NOT NULL,
  signature TEXT NOT NULL,
  device_id TEXT,
  counter INTEGER,
  state TEXT NOT NULL CHECK (state IN ('accepted', 'parked', 'set-aside')),
  reason TEXT,
  detail TEXT,
  kept_at INTEGER NOT NULL,
  body BLOB NOT NULL,
  UNIQUE (hash, signature)
) STRICT;
CREATE UNIQUE INDEX batch_chain ON batch (device_id, counter) WHERE state = 'accepted';
CREATE INDEX batch_by_state ON batch (state) WHERE state <> 'accepted';

-- Ops passed over when the rows around them were put into a batch, because their edit was not in its file yet.
CREATE TABLE unsealed_op (
  seq INTEGER PRIMARY KEY REFERENCES op (seq)
) STRICT;
