-- Agents, tasks and what they cost, as the hub's events say. Long texts (a task's wording, decisions, reports,
-- transcripts) are read from their event by its seq and are not written a second time. Nothing refers by foreign key:
-- the rows of one transaction are written together at its end, in any order.

-- Every index is paid by each event that comes in. An event is found by its seq, and told from one that was delivered
-- before by its source's name for it, from which its id is made: nothing asks by kind or id.
CREATE TABLE event_slim (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  source TEXT NOT NULL,
  source_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  payload TEXT NOT NULL,
  UNIQUE (source, source_id)
) STRICT;
INSERT INTO event_slim SELECT seq, id, source, source_id, kind, at, payload FROM event ORDER BY seq;
DROP TABLE event;
ALTER TABLE event_slim RENAME TO event;

CREATE TABLE agent (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  actor_id TEXT,
  sample INTEGER NOT NULL,
  added_at INTEGER NOT NULL,
  removed_at INTEGER,
  state_seq INTEGER NOT NULL,
  connected INTEGER NOT NULL,
  connected_at INTEGER,
  disconnect_reason TEXT,
  facts TEXT
) STRICT;

-- What an agent did since when. A stretch ends where the agent's next one begins, so a row is never written twice, and
-- prev names its stretch before: an agent's history is walked back from agent.state_seq, and rows are only ever added at
-- the end of the table.
CREATE TABLE agent_state (
  seq INTEGER PRIMARY KEY,
  prev INTEGER,
  agent_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('idle', 'assigned', 'working', 'blocked', 'offline')),
  at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  task_id TEXT
) STRICT;

-- seq is that of the event that brought the task: it orders tasks by age, and the event holds the whole wording.
-- fresh_from: what its budget counts starts after this generation, because the task was put back into the queue there.
-- events: JSON list of the events its history is told from; those of an attempt are listed there.
CREATE TABLE task (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
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
  events TEXT NOT NULL
) STRICT;
CREATE INDEX task_by_status ON task (status, seq);
CREATE INDEX task_by_client_key ON task (submitter_id, client_key) WHERE client_key IS NOT NULL;
CREATE INDEX task_by_agent ON task (agent_id, seq) WHERE agent_id IS NOT NULL;
CREATE INDEX task_by_repository ON task (repository_id, seq) WHERE repository_id IS NOT NULL;
CREATE INDEX task_by_item ON task (tracker_id, item_id, seq) WHERE item_id IS NOT NULL;
CREATE INDEX task_of_sample ON task (seq) WHERE sample = 1;

CREATE TABLE task_dependency (
  task_seq INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  needs TEXT NOT NULL,
  PRIMARY KEY (task_seq, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_dependency_by_needs ON task_dependency (needs);

-- assigned_seq, ended_seq and transcript_seq name the events that hold the decision, the result and the last lines.
CREATE TABLE attempt (
  task_seq INTEGER NOT NULL,
  generation INTEGER NOT NULL,
  agent_id TEXT NOT NULL,
  assigned_seq INTEGER NOT NULL,
  assigned_at INTEGER NOT NULL,
  accepted_at INTEGER,
  progressed_at INTEGER,
  percent REAL,
  note TEXT NOT NULL,
  blocked TEXT,
  verified INTEGER,
  model TEXT,
  cost_micros INTEGER,
  currency TEXT,
  tokens_in INTEGER NOT NULL,
  tokens_out INTEGER NOT NULL,
  worked_ms REAL NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('running', 'completed', 'ended')),
  ended_at INTEGER,
  ended_seq INTEGER,
  reason TEXT,
  error TEXT,
  transcript_seq INTEGER,
  events TEXT NOT NULL,
  PRIMARY KEY (task_seq, generation)
) STRICT, WITHOUT ROWID;
CREATE INDEX attempt_by_end ON attempt (ended_at) WHERE ended_at IS NOT NULL;

CREATE TABLE proposal (
  id TEXT PRIMARY KEY,
  task_id TEXT NOT NULL,
  generation INTEGER NOT NULL,
  agent_id TEXT NOT NULL,
  tracker_id TEXT NOT NULL,
  item_id TEXT NOT NULL,
  status TEXT,
  made_at INTEGER NOT NULL,
  answer TEXT CHECK (answer IN ('accepted', 'dismissed')),
  answered_at INTEGER,
  answered_by TEXT
) STRICT;
CREATE INDEX proposal_open ON proposal (made_at) WHERE answer IS NULL;
CREATE INDEX proposal_by_task ON proposal (task_id);

CREATE TABLE endpoint (
  id TEXT PRIMARY KEY,
  spec TEXT NOT NULL,
  health TEXT NOT NULL,
  models TEXT NOT NULL,
  note TEXT NOT NULL,
  checked_at INTEGER,
  added_at INTEGER NOT NULL
) STRICT;

CREATE TABLE repository (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  url TEXT NOT NULL,
  rank REAL NOT NULL,
  paused INTEGER NOT NULL,
  added_at INTEGER NOT NULL,
  removed_at INTEGER
) STRICT;

CREATE TABLE hub_token (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  scope TEXT NOT NULL CHECK (scope IN ('agent', 'submit', 'admin')),
  agent_id TEXT,
  sha256 TEXT NOT NULL,
  added_at INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT;

CREATE TABLE hub_limit (
  client TEXT PRIMARY KEY,
  light INTEGER NOT NULL,
  normal INTEGER NOT NULL,
  heavy INTEGER NOT NULL
) STRICT;

-- How the hub behaves, and the highest rank it gave out.
CREATE TABLE hub_setting (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  settings TEXT,
  last_rank REAL NOT NULL
) STRICT;

-- Forms for tasks that a person kept, from their ops.
CREATE TABLE task_template (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  about TEXT NOT NULL,
  task TEXT NOT NULL,
  saved_at INTEGER NOT NULL
) STRICT;

-- From here on: this device alone, in no log.

-- All metrics of one step that ended at a moment; step is its length in milliseconds.
CREATE TABLE metric_step (
  step INTEGER NOT NULL CHECK (step IN (10000, 60000, 3600000)),
  at INTEGER NOT NULL,
  samples TEXT NOT NULL,
  PRIMARY KEY (step, at)
) STRICT, WITHOUT ROWID;

-- Where this device's hub listens.
CREATE TABLE hub_listen (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  listen TEXT NOT NULL
) STRICT;
