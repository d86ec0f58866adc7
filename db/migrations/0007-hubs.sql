-- A workspace knows the hubs of several devices. What a hub reported belongs to it: two hubs may use the same ids, and no
-- hub changes a row of another. n is this database's short name of a hub, in the order in which they became known.
-- name, kind, device_id and added_at are null until the op that announces the hub is here.
CREATE TABLE hub (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT,
  kind TEXT,
  device_id TEXT,
  added_at INTEGER,
  removed_at INTEGER
) STRICT;

-- All that was reported so far came from the hub of this device; the op that announces it is written at the next start.
INSERT INTO hub (n, id, name, kind, device_id, added_at)
SELECT 1, 'hu_' || substr(w.id, 4), d.name, 'embedded', w.device_id, w.created_at
FROM workspace w LEFT JOIN device d ON d.id = w.device_id;
UPDATE event SET source = (SELECT 'hub:' || id FROM hub WHERE n = 1) WHERE source = 'hub' AND EXISTS (SELECT 1 FROM hub);

CREATE TABLE agent_of_hub (
  hub_n INTEGER NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  actor_id TEXT,
  sample INTEGER NOT NULL,
  added_at INTEGER NOT NULL,
  removed_at INTEGER,
  state_seq INTEGER NOT NULL,
  connected INTEGER NOT NULL,
  connected_at INTEGER,
  disconnect_reason TEXT,
  facts TEXT,
  PRIMARY KEY (id, hub_n)
) STRICT;
INSERT INTO agent_of_hub SELECT 1, id, name, actor_id, sample, added_at, removed_at, state_seq, connected, connected_at,
  disconnect_reason, facts FROM agent;
DROP TABLE agent;
ALTER TABLE agent_of_hub RENAME TO agent;

-- Columns as in 0004. The intervals of an agent, the attempts and dependencies of a task are reached through it by seq:
-- they need no hub of their own. An attempt has one because costs are summed up without reading tasks.
CREATE TABLE task_of_hub (
  seq INTEGER PRIMARY KEY,
  hub_n INTEGER NOT NULL,
  id TEXT NOT NULL,
  title TEXT NOT NULL,
  tier TEXT NOT NULL,
  submitted_at INTEGER NOT NULL,
  submitter_kind TEXT NOT NULL,
  submitter_id TEXT NOT NULL,
  submitter_name TEXT NOT NULL,
  client_key TEXT,
  repository_id TEXT,
  tracker_id TEXT,
  item_id TEXT,
  deadline INTEGER,
  retries INTEGER NOT NULL,
  sample INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('queued', 'assigned', 'working', 'completed', 'cancelled', 'dead-letter')),
  lane TEXT NOT NULL CHECK (lane IN ('urgent', 'high', 'normal', 'low')),
  rank REAL NOT NULL,
  agent_id TEXT,
  generation INTEGER NOT NULL,
  fresh_from INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  reclaims INTEGER NOT NULL,
  not_before INTEGER,
  ended_at INTEGER,
  end_reason TEXT,
  error TEXT,
  events TEXT NOT NULL,
  UNIQUE (id, hub_n)
) STRICT;
INSERT INTO task_of_hub SELECT seq, 1, id, title, tier, submitted_at, submitter_kind, submitter_id, submitter_name,
  client_key, repository_id, tracker_id, item_id, deadline, retries, sample, status, lane, rank, agent_id, generation,
  fresh_from, failures, reclaims, not_before, ended_at, end_reason, error, events FROM task;
DROP TABLE task;
ALTER TABLE task_of_hub RENAME TO task;
CREATE INDEX task_by_status ON task (status, seq);
CREATE INDEX task_by_client_key ON task (submitter_id, client_key) WHERE client_key IS NOT NULL;
CREATE INDEX task_by_agent ON task (agent_id, seq) WHERE agent_id IS NOT NULL;
CREATE INDEX task_by_repository ON task (repository_id, seq) WHERE repository_id IS NOT NULL;
CREATE INDEX task_by_item ON task (tracker_id, item_id, seq) WHERE item_id IS NOT NULL;
CREATE INDEX task_of_sample ON task (seq) WHERE sample = 1;

ALTER TABLE attempt ADD COLUMN hub_n INTEGER NOT NULL DEFAULT 1;

CREATE TABLE proposal_of_hub (
  hub_n INTEGER NOT NULL,
  id TEXT NOT NULL,
  task_id TEXT NOT NULL,
  generation INTEGER NOT NULL,
  agent_id TEXT NOT NULL,
  tracker_id TEXT NOT NULL,
  item_id TEXT NOT NULL,
  status TEXT,
  made_at INTEGER NOT NULL,
  answer TEXT CHECK (answer IN ('accepted', 'dismissed')),
  answered_at INTEGER,
  answered_by TEXT,
  PRIMARY KEY (id, hub_n)
) STRICT;
INSERT INTO proposal_of_hub SELECT 1, id, task_id, generation, agent_id, tracker_id, item_id, status, made_at, answer,
  answered_at, answered_by FROM proposal;
DROP TABLE proposal;
ALTER TABLE proposal_of_hub RENAME TO proposal;
CREATE INDEX proposal_open ON proposal (made_at) WHERE answer IS NULL;
CREATE INDEX proposal_by_task ON proposal (task_id, hub_n);

CREATE TABLE endpoint_of_hub (
  hub_n INTEGER NOT NULL,
  id TEXT NOT NULL,
  spec TEXT NOT NULL,
  health TEXT NOT NULL,
  models TEXT NOT NULL,
  note TEXT NOT NULL,
  checked_at INTEGER,
  added_at INTEGER NOT NULL,
  PRIMARY KEY (id, hub_n)
) STRICT;
INSERT INTO endpoint_of_hub SELECT 1, id, spec, health, models, note, checked_at, added_at FROM endpoint;
DROP TABLE endpoint;
ALTER TABLE endpoint_of_hub RENAME TO endpoint;

CREATE TABLE repository_of_hub (
  hub_n INTEGER NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  url TEXT NOT NULL,
  rank REAL NOT NULL,
  paused INTEGER NOT NULL,
  added_at INTEGER NOT NULL,
  removed_at INTEGER,
  PRIMARY KEY (id, hub_n)
) STRICT;
INSERT INTO repository_of_hub SELECT 1, id, name, url, rank, paused, added_at, removed_at FROM repository;
DROP TABLE repository;
ALTER TABLE repository_of_hub RENAME TO repository;

CREATE TABLE hub_token_of_hub (
  hub_n INTEGER NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  scope TEXT NOT NULL CHECK (scope IN ('agent', 'submit', 'admin')),
  agent_id TEXT,
  sha256 TEXT NOT NULL,
  added_at INTEGER NOT NULL,
  revoked_at INTEGER,
  PRIMARY KEY (id, hub_n)
) STRICT;
INSERT INTO hub_token_of_hub SELECT 1, id, name, scope, agent_id, sha256, added_at, revoked_at FROM hub_token;
DROP TABLE hub_token;
ALTER TABLE hub_token_of_hub RENAME TO hub_token;

CREATE TABLE hub_limit_of_hub (
  hub_n INTEGER NOT NULL,
  client TEXT NOT NULL,
  light INTEGER NOT NULL,
  normal INTEGER NOT NULL,
  heavy INTEGER NOT NULL,
  PRIMARY KEY (client, hub_n)
) STRICT;
INSERT INTO hub_limit_of_hub SELECT 1, client, light, normal, heavy FROM hub_limit;
DROP TABLE hub_limit;
ALTER TABLE hub_limit_of_hub RENAME TO hub_limit;

-- How each hub behaves, and the highest rank it gave out.
CREATE TABLE hub_setting_of_hub (
  hub_n INTEGER PRIMARY KEY,
  settings TEXT,
  last_rank REAL NOT NULL
) STRICT;
INSERT INTO hub_setting_of_hub SELECT one, settings, last_rank FROM hub_setting;
DROP TABLE hub_setting;
ALTER TABLE hub_setting_of_hub RENAME TO hub_setting;

-- What was measured at each hub, in no log.
CREATE TABLE metric_step_of_hub (
  hub_n INTEGER NOT NULL,
  step INTEGER NOT NULL CHECK (step IN (10000, 60000, 3600000)),
  at INTEGER NOT NULL,
  samples TEXT NOT NULL,
  PRIMARY KEY (hub_n, step, at)
) STRICT, WITHOUT ROWID;
INSERT INTO metric_step_of_hub SELECT 1, step, at, samples FROM metric_step;
DROP TABLE metric_step;
ALTER TABLE metric_step_of_hub RENAME TO metric_step;
