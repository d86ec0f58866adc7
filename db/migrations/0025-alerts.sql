-- What people set of alert rules, as ops say; built-in rules that nobody changed have no row. `terms`: versioned JSON of what was set.
CREATE TABLE alert_rule (
  id TEXT PRIMARY KEY,
  terms TEXT NOT NULL,
  removed INTEGER NOT NULL,
  set_by TEXT NOT NULL,
  set_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who took an alert on, as ops say.
CREATE TABLE alert_ack (
  alert_id TEXT PRIMARY KEY,
  comment TEXT NOT NULL,
  -- NULL: until the alert ends.
  until INTEGER,
  acked_by TEXT NOT NULL,
  acked_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Alerts as this device judges them, written with each judgement; what an alert says is of the last one.
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
CREATE INDEX alert_by_state ON alert (state, since);

-- What became of alerts on this device, for their timeline and for charts; each as its event says.
CREATE TABLE alert_change (
  id TEXT PRIMARY KEY,
  alert_id TEXT NOT NULL,
  device_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  -- Versioned JSON.
  change TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX alert_change_by_alert ON alert_change (alert_id, at);
CREATE INDEX alert_change_by_time ON alert_change (at);

-- When the rules of this device were last judged: time in which nobody did is known by it.
CREATE TABLE alert_judged (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  at INTEGER NOT NULL
) STRICT;
