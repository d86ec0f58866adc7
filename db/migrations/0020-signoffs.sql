-- What was asked to be signed off, as ops say. `asked`: versioned JSON; `hlc`: of the op that asks.
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
CREATE INDEX signoff_request_by_item ON signoff_request (item_id);

-- Signatures, whether they count or not. `given`: versioned JSON of statement, signature and signed values; `taken_back`: by
-- whom and when, JSON.
CREATE TABLE signoff (
  id TEXT PRIMARY KEY,
  request_id TEXT NOT NULL,
  given TEXT NOT NULL,
  written_by TEXT NOT NULL,
  hlc TEXT NOT NULL,
  taken_back TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX signoff_by_request ON signoff (request_id);

-- What reviewers miss.
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
CREATE INDEX gap_by_request ON gap (request_id);
CREATE INDEX gap_by_item ON gap (item_id);

-- Versions of the policy by the digest of what they say, each with the clocks at which it was adopted, JSON.
CREATE TABLE signoff_policy (
  id TEXT PRIMARY KEY,
  document TEXT NOT NULL,
  adoptions TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The actor whose key this one's replaced: the same person.
ALTER TABLE actor ADD COLUMN replaces TEXT;
