-- Release bundles that were made here or taken in, as ops say. The archive itself lies in the workspace's folder, under its digest.
CREATE TABLE bundle (
  id TEXT PRIMARY KEY,
  archive TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  gate_id TEXT NOT NULL,
  gate_title TEXT NOT NULL,
  gate_version TEXT NOT NULL,
  run_id TEXT NOT NULL,
  decision TEXT NOT NULL,
  commit_id TEXT,
  lineage_complete INTEGER NOT NULL,
  signer TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  added_by TEXT NOT NULL,
  added_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What people said of environments. `terms`: versioned JSON of what was set; the rest is as for any other one.
CREATE TABLE environment (
  id TEXT PRIMARY KEY,
  terms TEXT NOT NULL,
  removed INTEGER NOT NULL,
  set_by TEXT NOT NULL,
  set_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Command lines that a person approved to be run on a device; `id` is the digest of all that was approved.
CREATE TABLE command_approval (
  id TEXT PRIMARY KEY,
  approved_by TEXT NOT NULL,
  approved_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Promotions and rollbacks. `begun`, `ended`: versioned JSON; the second is null while one is under way, or was cut off.
CREATE TABLE move (
  id TEXT PRIMARY KEY,
  environment_id TEXT NOT NULL,
  bundle_id TEXT NOT NULL,
  device_id TEXT NOT NULL,
  begun TEXT NOT NULL,
  begun_by TEXT NOT NULL,
  hlc TEXT NOT NULL,
  begun_at INTEGER NOT NULL,
  ended TEXT,
  ended_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX move_by_environment ON move (environment_id, hlc);
