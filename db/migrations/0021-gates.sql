-- Gates as people wrote them: YAML. Those that trackers ask for by themselves have no row until somebody edits them.
CREATE TABLE gate (
  id TEXT PRIMARY KEY,
  document TEXT NOT NULL,
  saved_by TEXT NOT NULL,
  saved_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What gates said, by the events of each device: the newest are kept. The report stands in the event.
CREATE TABLE gate_run (
  id TEXT NOT NULL,
  device_id TEXT NOT NULL,
  gate_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  decision TEXT NOT NULL,
  failed INTEGER NOT NULL,
  total INTEGER NOT NULL,
  version TEXT NOT NULL,
  commit_id TEXT,
  environment TEXT,
  actor_id TEXT,
  PRIMARY KEY (device_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX gate_run_by_gate ON gate_run (gate_id, at);

-- What may be released although a gate says no, as its approver signed it.
CREATE TABLE gate_exception (
  id TEXT PRIMARY KEY,
  gate_id TEXT NOT NULL,
  criterion TEXT,
  item_id TEXT,
  owner TEXT NOT NULL,
  owner_actor TEXT,
  reason TEXT NOT NULL,
  rollback TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  approver TEXT NOT NULL,
  given_at INTEGER NOT NULL,
  revoked_by TEXT,
  revoked_at INTEGER
) STRICT, WITHOUT ROWID;
