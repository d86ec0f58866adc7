-- What the number that a piece of evidence measures is held to: versioned JSON.
ALTER TABLE evidence ADD COLUMN guard TEXT;
-- The number that was found.
ALTER TABLE verification ADD COLUMN value REAL;

-- Policies of service level objectives, as people wrote them.
CREATE TABLE slo_policy (
  id TEXT PRIMARY KEY,
  document TEXT NOT NULL,
  saved_by TEXT NOT NULL,
  saved_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Values of objectives: read from reports, by the events of each device, of which the newest are kept, or typed in, by ops.
CREATE TABLE slo_value (
  id TEXT NOT NULL,
  -- Empty for one that was typed in.
  device_id TEXT NOT NULL,
  policy_id TEXT NOT NULL,
  objective TEXT NOT NULL,
  stage TEXT NOT NULL,
  -- When it was read or typed in.
  at INTEGER NOT NULL,
  -- NULL: the report was not there or could not be read.
  value REAL,
  measured_at INTEGER NOT NULL,
  says TEXT NOT NULL,
  digest TEXT,
  evidence_id TEXT,
  actor_id TEXT,
  withdrawn_by TEXT,
  withdrawn_at INTEGER,
  PRIMARY KEY (id, device_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX slo_value_by_objective ON slo_value (policy_id, stage, objective, at);
