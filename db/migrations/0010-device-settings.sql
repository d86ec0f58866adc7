-- How this device looks and starts; what the whole workspace agreed on stays among the ops.
CREATE TABLE device_setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;
INSERT INTO device_setting
SELECT field, value FROM register
WHERE entity_kind = 'settings' AND field IN ('theme', 'density', 'motion', 'startAtLogin');

-- A device's look is no decision of the workspace: it leaves the log, and ops that held nothing else go with it.
DELETE FROM register
WHERE entity_kind = 'settings' AND field IN ('theme', 'density', 'motion', 'startAtLogin');
UPDATE op SET patch = json_remove(patch, '$.d.theme', '$.d.density', '$.d.motion', '$.d.startAtLogin')
WHERE entity_kind = 'settings' AND signature IS NULL;
DELETE FROM op WHERE entity_kind = 'settings' AND patch ->> '$.d' = '{}';

-- What the last comparison of the rows with the logs found.
CREATE TABLE log_comparison (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  at INTEGER NOT NULL,
  same INTEGER NOT NULL
) STRICT;
INSERT INTO log_comparison
SELECT 1, value ->> '$.d.at', value ->> '$.d.same' FROM layout
WHERE key = 'engine/last-rebuild' AND value ->> '$.d.at' IS NOT NULL;
DELETE FROM layout WHERE key LIKE 'engine/%';
