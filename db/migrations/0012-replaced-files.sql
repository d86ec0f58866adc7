-- A file that was, or is about to be, replaced: another program may have it open and go on writing into it. Its bytes
-- stay within reach under a second name made from the id, and are looked at until nobody can write them any more.
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
CREATE INDEX replaced_file_by_tracker ON replaced_file (tracker_id);
