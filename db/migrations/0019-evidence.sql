-- Pieces of evidence for items, as ops say. `locator`: versioned JSON.
CREATE TABLE evidence (
  id TEXT PRIMARY KEY,
  tracker_id TEXT NOT NULL,
  item_id TEXT NOT NULL,
  root_id TEXT,
  type TEXT NOT NULL,
  locator TEXT NOT NULL,
  digest TEXT,
  tier TEXT NOT NULL,
  fresh_days INTEGER,
  note TEXT NOT NULL,
  added_by TEXT NOT NULL,
  added_at INTEGER NOT NULL,
  withdrawn_by TEXT,
  withdrawn_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX evidence_by_item ON evidence (item_id);

-- What looking at them came to, by the events of each device: the newest are kept. One may come before its evidence does.
CREATE TABLE verification (
  evidence_id TEXT NOT NULL,
  device_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  source_id TEXT NOT NULL,
  result TEXT NOT NULL,
  says TEXT NOT NULL,
  digest TEXT,
  commit_id TEXT,
  actor_id TEXT,
  PRIMARY KEY (evidence_id, device_id, at, source_id)
) STRICT, WITHOUT ROWID;
-- How evidence stands is read for all of it at once: from the newest, and from the newest that saw the thing.
CREATE INDEX verification_by_time ON verification (evidence_id, at);
CREATE INDEX verification_that_saw ON verification (evidence_id, at) WHERE result <> 'unreachable';

-- Verifications travel too, and one of a newer version waits like anything else.
ALTER TABLE parked RENAME TO parked_before;
CREATE TABLE parked (
  kind TEXT NOT NULL CHECK (kind IN ('op', 'revision', 'note', 'verification')),
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
INSERT INTO parked SELECT * FROM parked_before;
DROP TABLE parked_before;
CREATE INDEX parked_by_detail ON parked (detail);
CREATE INDEX parked_by_content ON parked (content) WHERE content IS NOT NULL;
CREATE INDEX parked_by_state ON parked (state, reason);
