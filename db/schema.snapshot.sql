CREATE TABLE actor (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'agent')),
  public_key TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  unlock TEXT NOT NULL CHECK (unlock IN ('system', 'passphrase')),
  added_at INTEGER NOT NULL,
  revoked_at INTEGER
, replaces TEXT) STRICT;

CREATE TABLE "agent" (
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

CREATE TABLE agent_state (
  seq INTEGER PRIMARY KEY,
  prev INTEGER,
  agent_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('idle', 'assigned', 'working', 'blocked', 'offline')),
  at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  task_id TEXT
) STRICT;

CREATE TABLE alert (
  id TEXT PRIMARY KEY,
  -- Versioned JSON: who raised it.
  source TEXT NOT NULL,
  -- What its source knows it by.
  key TEXT NOT NULL,
  -- Versioned JSON of labels.
  about TEXT NOT NULL,
  labels TEXT NOT NULL,
  severity TEXT NOT NULL CHECK (severity IN ('critical', 'warning', 'info')),
  state TEXT NOT NULL CHECK (state IN ('pending', 'firing', 'resolved')),
  summary TEXT NOT NULL,
  detail TEXT NOT NULL,
  value REAL,
  route TEXT,
  since INTEGER NOT NULL,
  since_at_least INTEGER NOT NULL,
  fired_at INTEGER,
  -- Since when its condition no longer holds while it is kept firing.
  ending_since INTEGER,
  resolved_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE alert_ack (
  alert_id TEXT PRIMARY KEY,
  comment TEXT NOT NULL,
  -- NULL: until the alert ends.
  until INTEGER,
  acked_by TEXT NOT NULL,
  acked_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE alert_change (
  id TEXT PRIMARY KEY,
  alert_id TEXT NOT NULL,
  device_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  -- Versioned JSON.
  change TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE alert_judged (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  at INTEGER NOT NULL
) STRICT;

CREATE TABLE alert_rule (
  id TEXT PRIMARY KEY,
  terms TEXT NOT NULL,
  removed INTEGER NOT NULL,
  set_by TEXT NOT NULL,
  set_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

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
  events TEXT NOT NULL, hub_n INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (task_seq, generation)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE clock_state (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  millis INTEGER NOT NULL,
  counter INTEGER NOT NULL,
  seq INTEGER NOT NULL
) STRICT;

CREATE TABLE command_approval (
  id TEXT PRIMARY KEY,
  approved_by TEXT NOT NULL,
  approved_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE conflict (
  id TEXT PRIMARY KEY,
  tracker_id TEXT NOT NULL REFERENCES tracker (id),
  revision_id TEXT NOT NULL,
  item_id TEXT,
  address TEXT NOT NULL,
  title TEXT NOT NULL,
  field TEXT NOT NULL,
  base TEXT,
  earlier TEXT,
  later TEXT,
  earlier_revision TEXT NOT NULL,
  later_revision TEXT NOT NULL,
  rule TEXT NOT NULL,
  kept TEXT NOT NULL CHECK (kept IN ('earlier', 'later', 'both')),
  resolved_keep TEXT CHECK (resolved_keep IN ('earlier', 'later')),
  resolved_at INTEGER,
  resolved_by TEXT
) STRICT;

CREATE TABLE content (
  hash TEXT PRIMARY KEY,
  bytes INTEGER NOT NULL,
  form TEXT NOT NULL CHECK (form IN ('raw', 'deflate', 'delta')),
  base TEXT REFERENCES content (hash),
  depth INTEGER NOT NULL,
  data BLOB NOT NULL
) STRICT;

CREATE TABLE cursor (
  source TEXT PRIMARY KEY,
  position TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

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

CREATE TABLE derived (
  name TEXT PRIMARY KEY,
  fingerprint TEXT NOT NULL
) STRICT;

CREATE TABLE device (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  added_at INTEGER NOT NULL
, signing_key TEXT, agreement_key TEXT, fingerprint TEXT, revoked_at INTEGER, revoked_counter INTEGER, revoked_hash TEXT) STRICT;

CREATE TABLE device_setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE "endpoint" (
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

CREATE TABLE environment (
  id TEXT PRIMARY KEY,
  terms TEXT NOT NULL,
  removed INTEGER NOT NULL,
  set_by TEXT NOT NULL,
  set_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE "event" (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  source TEXT NOT NULL,
  source_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  payload TEXT NOT NULL,
  UNIQUE (source, source_id)
) STRICT;

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
, guard TEXT) STRICT, WITHOUT ROWID;

CREATE TABLE finding (
  id TEXT PRIMARY KEY,
  scope TEXT NOT NULL,
  rule TEXT NOT NULL,
  grp TEXT NOT NULL,
  severity TEXT NOT NULL CHECK (severity IN ('info', 'warning', 'high')),
  title TEXT NOT NULL,
  explanation TEXT NOT NULL,
  found_at INTEGER NOT NULL
) STRICT;

CREATE TABLE finding_acceptance (
  finding_id TEXT PRIMARY KEY,
  actor_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE finding_basis (
  tracker_id TEXT PRIMARY KEY,
  basis TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE finding_place (
  finding_id TEXT NOT NULL REFERENCES finding (id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  tracker_id TEXT NOT NULL,
  item_id TEXT,
  line INTEGER NOT NULL,
  says TEXT NOT NULL,
  PRIMARY KEY (finding_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE gap (
  id TEXT PRIMARY KEY,
  request_id TEXT NOT NULL,
  tracker_id TEXT NOT NULL,
  item_id TEXT NOT NULL,
  role TEXT NOT NULL,
  says TEXT NOT NULL,
  raised_by TEXT NOT NULL,
  raised_at INTEGER NOT NULL,
  hlc TEXT NOT NULL,
  closed_note TEXT,
  closed_by TEXT,
  closed_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE gate (
  id TEXT PRIMARY KEY,
  document TEXT NOT NULL,
  saved_by TEXT NOT NULL,
  saved_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

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

CREATE TABLE hub (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT,
  kind TEXT,
  device_id TEXT,
  added_at INTEGER,
  removed_at INTEGER
) STRICT;

CREATE TABLE "hub_limit" (
  hub_n INTEGER NOT NULL,
  client TEXT NOT NULL,
  light INTEGER NOT NULL,
  normal INTEGER NOT NULL,
  heavy INTEGER NOT NULL,
  PRIMARY KEY (client, hub_n)
) STRICT;

CREATE TABLE hub_listen (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  listen TEXT NOT NULL
) STRICT;

CREATE TABLE "hub_setting" (
  hub_n INTEGER PRIMARY KEY,
  settings TEXT,
  last_rank REAL NOT NULL
) STRICT;

CREATE TABLE "hub_token" (
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

CREATE TABLE intent (
  id TEXT PRIMARY KEY,
  tracker_id TEXT NOT NULL REFERENCES tracker (id),
  cause TEXT NOT NULL,
  correlation TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  summary TEXT NOT NULL,
  base_hash TEXT NOT NULL REFERENCES content (hash),
  target_hash TEXT NOT NULL REFERENCES content (hash),
  revision_id TEXT NOT NULL,
  draft TEXT NOT NULL,
  undo_from TEXT,
  step_id INTEGER,
  opened_at INTEGER NOT NULL
) STRICT;

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
, first_due_in TEXT, place_of TEXT) STRICT;

CREATE TABLE item_doubt (
  revision_id TEXT NOT NULL,
  item_id TEXT NOT NULL,
  address TEXT NOT NULL,
  tracker_id TEXT NOT NULL REFERENCES tracker (id),
  score REAL NOT NULL,
  PRIMARY KEY (revision_id, item_id, address)
) STRICT, WITHOUT ROWID;

CREATE TABLE item_gone (
  id TEXT PRIMARY KEY,
  added_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  first_due TEXT,
  first_due_in TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE item_history (
  revision_id TEXT NOT NULL,
  item_id TEXT NOT NULL,
  field TEXT NOT NULL,
  tracker_id TEXT NOT NULL REFERENCES tracker (id),
  label TEXT NOT NULL,
  title TEXT NOT NULL,
  before TEXT,
  after TEXT,
  PRIMARY KEY (revision_id, item_id, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE item_join (
  item_id TEXT NOT NULL,
  other_id TEXT NOT NULL,
  PRIMARY KEY (item_id, other_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE item_removal (
  item_id TEXT PRIMARY KEY,
  tracker_id TEXT NOT NULL REFERENCES tracker (id),
  depth INTEGER NOT NULL,
  revision_id TEXT NOT NULL,
  parent_id TEXT NOT NULL,
  address TEXT NOT NULL,
  title TEXT NOT NULL,
  row_hash TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE layout (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

CREATE TABLE log_comparison (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  at INTEGER NOT NULL,
  same INTEGER NOT NULL
) STRICT;

CREATE TABLE log_entry (
  tracker_id TEXT NOT NULL REFERENCES tracker (id),
  ordinal INTEGER NOT NULL,
  date TEXT,
  text TEXT NOT NULL,
  line INTEGER NOT NULL,
  PRIMARY KEY (tracker_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE "metric_step" (
  hub_n INTEGER NOT NULL,
  step INTEGER NOT NULL CHECK (step IN (10000, 60000, 3600000)),
  at INTEGER NOT NULL,
  samples TEXT NOT NULL,
  PRIMARY KEY (hub_n, step, at)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE "proposal" (
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

CREATE TABLE register (
  entity_kind TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  hlc TEXT NOT NULL, actor_id TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (entity_kind, entity_id, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE replaced_file (
  id TEXT PRIMARY KEY,
  tracker_id TEXT NOT NULL REFERENCES tracker (id),
  -- Where the tracker's file is, a symbolic link followed.
  path TEXT NOT NULL,
  -- What the file was known to say, and which revision that is: more in it is an outside save made on that one.
  known_hash TEXT NOT NULL,
  revision_id TEXT,
  replaced_at INTEGER NOT NULL
) STRICT;

CREATE TABLE "repository" (
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

CREATE TABLE restore_point (
  id TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  label TEXT NOT NULL,
  revisions TEXT NOT NULL
) STRICT;

CREATE TABLE revision (
  id TEXT NOT NULL PRIMARY KEY,
  tracker_id TEXT NOT NULL REFERENCES tracker (id),
  -- The order in which they came to this device.
  sequence INTEGER NOT NULL,
  hash TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  parents TEXT NOT NULL,
  depth INTEGER NOT NULL,
  reading TEXT NOT NULL,
  items TEXT NOT NULL,
  is_head INTEGER NOT NULL,
  at INTEGER NOT NULL,
  cause TEXT NOT NULL,
  actor_id TEXT,
  author TEXT,
  summary TEXT NOT NULL,
  device_id TEXT NOT NULL,
  planned INTEGER NOT NULL,
  active INTEGER NOT NULL,
  review INTEGER NOT NULL,
  blocked INTEGER NOT NULL,
  done INTEGER NOT NULL,
  locked INTEGER NOT NULL,
  dropped INTEGER NOT NULL, unknown INTEGER NOT NULL DEFAULT 0,
  UNIQUE (tracker_id, sequence)
) STRICT;

CREATE TABLE root (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('repository', 'folder')),
  name TEXT NOT NULL,
  first_commit TEXT,
  remote TEXT
) STRICT;

CREATE TABLE root_binding (
  root_id TEXT PRIMARY KEY,
  folder TEXT NOT NULL UNIQUE
) STRICT;

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

CREATE TABLE signoff (
  id TEXT PRIMARY KEY,
  request_id TEXT NOT NULL,
  given TEXT NOT NULL,
  written_by TEXT NOT NULL,
  hlc TEXT NOT NULL,
  taken_back TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE signoff_policy (
  id TEXT PRIMARY KEY,
  document TEXT NOT NULL,
  adoptions TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE signoff_request (
  id TEXT PRIMARY KEY,
  tracker_id TEXT NOT NULL,
  item_id TEXT NOT NULL,
  asked TEXT NOT NULL,
  hlc TEXT NOT NULL,
  asked_by TEXT NOT NULL,
  asked_at INTEGER NOT NULL,
  withdrawn_by TEXT,
  withdrawn_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE slo_policy (
  id TEXT PRIMARY KEY,
  document TEXT NOT NULL,
  saved_by TEXT NOT NULL,
  saved_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

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

CREATE TABLE "task" (
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

CREATE TABLE task_dependency (
  task_seq INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  needs TEXT NOT NULL,
  PRIMARY KEY (task_seq, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE task_template (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  about TEXT NOT NULL,
  task TEXT NOT NULL,
  saved_at INTEGER NOT NULL
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
, revision_id TEXT, absorbed_by TEXT, root TEXT, joined_into TEXT, unknown INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE tracker_file (
  tracker_id TEXT PRIMARY KEY REFERENCES tracker (id),
  state TEXT NOT NULL,
  note TEXT,
  checked_at INTEGER NOT NULL
, held_revision TEXT, held_before TEXT NOT NULL DEFAULT '[]', mark TEXT) STRICT;

CREATE TABLE tracker_outline (
  tracker_id TEXT PRIMARY KEY REFERENCES tracker (id),
  outline TEXT NOT NULL,
  diagrams TEXT NOT NULL
) STRICT;

CREATE TABLE undo_step (
  id INTEGER PRIMARY KEY,
  tracker_id TEXT NOT NULL REFERENCES tracker (id),
  state TEXT NOT NULL CHECK (state IN ('done', 'undone')),
  moved INTEGER NOT NULL,
  base_hash TEXT NOT NULL,
  target_hash TEXT NOT NULL,
  summary TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  correlation TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

CREATE TABLE unsealed_op (
  seq INTEGER PRIMARY KEY REFERENCES op (seq)
) STRICT;

CREATE TABLE verification (
  evidence_id TEXT NOT NULL,
  device_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  source_id TEXT NOT NULL,
  result TEXT NOT NULL,
  says TEXT NOT NULL,
  digest TEXT,
  commit_id TEXT,
  actor_id TEXT, value REAL,
  PRIMARY KEY (evidence_id, device_id, at, source_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE workspace (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  id TEXT NOT NULL,
  device_id TEXT NOT NULL,
  created_at INTEGER NOT NULL
, place TEXT) STRICT;

CREATE INDEX alert_by_state ON alert (state, since);

CREATE INDEX alert_change_by_alert ON alert_change (alert_id, at);

CREATE INDEX alert_change_by_time ON alert_change (at);

CREATE INDEX attempt_by_end ON attempt (ended_at) WHERE ended_at IS NOT NULL;

CREATE INDEX batch_by_state ON batch (state) WHERE state <> 'accepted';

CREATE UNIQUE INDEX batch_chain ON batch (device_id, counter) WHERE state = 'accepted';

CREATE INDEX conflict_by_tracker ON conflict (tracker_id);

CREATE INDEX delivery_ended ON delivery (ended_at) WHERE ended_at IS NOT NULL;

CREATE INDEX delivery_held ON delivery (correlation) WHERE state = 'held';

CREATE INDEX delivery_open ON delivery (destination, next_at) WHERE state IN ('queued', 'sent');

CREATE INDEX evidence_by_item ON evidence (item_id);

CREATE INDEX finding_by_scope ON finding (scope);

CREATE INDEX finding_place_by_tracker ON finding_place (tracker_id);

CREATE INDEX gap_by_item ON gap (item_id);

CREATE INDEX gap_by_request ON gap (request_id);

CREATE INDEX gate_run_by_gate ON gate_run (gate_id, at);

CREATE INDEX item_blocked ON item (due, tracker_id, deferred) WHERE state = 'blocked';

CREATE INDEX item_by_open_due ON item (tracker_id, due)
  WHERE due IS NOT NULL AND deferred = 0 AND state IN ('planned', 'active', 'review', 'blocked');

CREATE INDEX item_by_parent ON item (parent_id) WHERE parent_id IS NOT NULL;

CREATE INDEX item_by_place ON item (tracker_id, position);

CREATE INDEX item_by_place_of ON item (place_of) WHERE place_of IS NOT NULL;

CREATE INDEX item_by_state ON item (state, changed_at DESC, kind, tracker_id)
  WHERE state IS NOT NULL AND place_of IS NULL;

CREATE INDEX item_dated ON item (due, tracker_id, state, deferred) WHERE due IS NOT NULL;

CREATE INDEX item_doubt_by_tracker ON item_doubt (tracker_id);

CREATE INDEX item_history_by_item ON item_history (item_id);

CREATE INDEX item_join_by_other ON item_join (other_id);

CREATE INDEX item_owned ON item (owner, state, due, deferred, tracker_id)
  WHERE owner IS NOT NULL AND state IS NOT NULL;

CREATE INDEX item_removal_by_address ON item_removal (tracker_id, address);

CREATE INDEX item_slipped ON item (tracker_id) WHERE due > first_due;

CREATE INDEX log_entry_by_date ON log_entry (date);

CREATE INDEX move_by_environment ON move (environment_id, hlc);

CREATE INDEX op_by_correlation ON op (correlation);

CREATE INDEX op_by_entity ON op (entity_kind, entity_id);

CREATE INDEX op_signed ON op (actor_id) WHERE signature IS NOT NULL;

CREATE INDEX parked_by_content ON parked (content) WHERE content IS NOT NULL;

CREATE INDEX parked_by_detail ON parked (detail);

CREATE INDEX parked_by_state ON parked (state, reason);

CREATE INDEX proposal_by_task ON proposal (task_id, hub_n);

CREATE INDEX proposal_open ON proposal (made_at) WHERE answer IS NULL;

CREATE INDEX replaced_file_by_tracker ON replaced_file (tracker_id);

CREATE INDEX revision_by_at ON revision (at);

CREATE INDEX revision_by_tracker ON revision (tracker_id, at);

CREATE INDEX revision_head ON revision (tracker_id) WHERE is_head = 1;

CREATE INDEX signoff_by_request ON signoff (request_id);

CREATE INDEX signoff_request_by_item ON signoff_request (item_id);

CREATE INDEX slo_value_by_objective ON slo_value (policy_id, stage, objective, at);

CREATE INDEX task_by_agent ON task (agent_id, seq) WHERE agent_id IS NOT NULL;

CREATE INDEX task_by_client_key ON task (submitter_id, client_key) WHERE client_key IS NOT NULL;

CREATE INDEX task_by_item ON task (tracker_id, item_id, seq) WHERE item_id IS NOT NULL;

CREATE INDEX task_by_repository ON task (repository_id, seq) WHERE repository_id IS NOT NULL;

CREATE INDEX task_by_status ON task (status, seq);

CREATE INDEX task_dependency_by_needs ON task_dependency (needs);

CREATE INDEX task_of_sample ON task (seq) WHERE sample = 1;

CREATE INDEX tracker_alias ON tracker (id) WHERE joined_into IS NOT NULL OR absorbed_by IS NOT NULL;

CREATE INDEX tracker_by_place ON tracker (root, path);

CREATE INDEX undo_step_by_side ON undo_step (state, moved);

CREATE INDEX verification_by_time ON verification (evidence_id, at);

CREATE INDEX verification_that_saw ON verification (evidence_id, at) WHERE result <> 'unreachable';
