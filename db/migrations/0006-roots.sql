-- A tracker stands at a path within a root, which is a repository or a folder. Where a root is on this device is no part
-- of the log.
CREATE TABLE root (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('repository', 'folder')),
  name TEXT NOT NULL,
  first_commit TEXT,
  remote TEXT
) STRICT;

-- Folder: absolute, without a closing separator (that of the whole file system is empty).
CREATE TABLE root_binding (
  root_id TEXT PRIMARY KEY,
  folder TEXT NOT NULL UNIQUE
) STRICT;

-- The path is relative to the root from now on. Of several trackers at one place the smallest id is shown; the others
-- name it.
DROP INDEX tracker_by_path;
ALTER TABLE tracker ADD COLUMN root TEXT;
ALTER TABLE tracker ADD COLUMN joined_into TEXT;
CREATE INDEX tracker_by_place ON tracker (root, path);

-- Until now ops named absolute paths. Each folder that one lay in becomes a root. Two copies of a workspace must migrate
-- alike, so nothing here is drawn at random: ids and clocks are those of the first op that names a path in the folder.
CREATE TEMP TABLE place AS
  WITH
    named AS (
      SELECT seq, id AS op_id, entity_id, json_extract(patch, '$.d.path.value') AS path
      FROM op WHERE entity_kind = 'tracker' AND json_type(patch, '$.d.path.value') = 'text'
    ),
    slashed AS (
      SELECT *, CASE WHEN path GLOB '/*' THEN path ELSE replace(path, '\', '/') END AS slashes FROM named
    )
  SELECT *, rtrim(slashes, replace(slashes, '/', '')) AS parent FROM slashed;

CREATE TEMP TABLE old_root AS
  WITH
    parents AS (SELECT parent, rtrim(parent, '/') AS folder, min(seq) AS first_seq FROM place GROUP BY parent),
    above AS (SELECT *, rtrim(folder, replace(folder, '/', '')) AS grandparent FROM parents)
  SELECT 'ro_' || substr(place.op_id, 4) AS id, first_seq, above.parent,
    CASE WHEN above.parent GLOB '/*' THEN folder ELSE replace(folder, '/', '\') END AS folder,
    CASE WHEN folder = '' THEN '/' ELSE substr(folder, length(grandparent) + 1) END AS name
  FROM above JOIN place ON place.seq = first_seq;

INSERT INTO root_binding (root_id, folder) SELECT id, folder FROM old_root;
INSERT INTO root (id, kind, name) SELECT id, 'folder', name FROM old_root;

-- The ops that name the roots come last in this log: their order against those of the trackers does not matter. No
-- counter of a clock was ever as high as half its range.
CREATE TEMP TABLE root_op AS
  SELECT old_root.id AS root_id, old_root.name, op.entity_id AS tracker_id, 'op_root.' || substr(op.id, 4) AS id,
    (SELECT seq FROM clock_state) + row_number() OVER (ORDER BY first_seq) AS seq,
    substr(hlc, 1, 13) || '8' || substr(hlc, 15) AS hlc, device_id, actor_id, correlation
  FROM old_root JOIN op ON op.seq = first_seq;
INSERT INTO op (seq, id, hlc, device_id, actor_id, correlation, entity_kind, entity_id, patch)
  SELECT seq, id, hlc, device_id, actor_id, correlation, 'root', root_id,
    json_object('v', 1, 'd', json_object('kind', json_object('value', 'folder'), 'name', json_object('value', name)))
  FROM root_op;
INSERT INTO outbox (op_seq, correlation, state) SELECT seq, correlation, 'ready' FROM root_op;
UPDATE clock_state SET seq = seq + (SELECT count(*) FROM root_op);

UPDATE op SET patch = (
    SELECT json_set(op.patch, '$.d.root', json_object('value', old_root.id),
      '$.d.path', json_object('value', substr(slashes, length(parent) + 1)))
    FROM place JOIN old_root USING (parent) WHERE place.seq = op.seq
  )
  WHERE seq IN (SELECT seq FROM place);
UPDATE op SET patch = json_set(patch, '$.d.root', json_object('value', NULL))
  WHERE entity_kind = 'tracker' AND json_type(patch, '$.d.path.value') = 'null';

UPDATE tracker
  SET root = old_root.id, path = substr(slashes, length(parent) + 1)
  FROM place JOIN old_root USING (parent) WHERE place.entity_id = tracker.id AND place.path = tracker.path;

-- New registers take every other column from the one of the path.
CREATE TEMP TABLE new_register AS
  SELECT register.*, 'tracker' AS new_kind, entity_id AS new_id, 'root' AS new_field,
    coalesce((SELECT json_quote(root) FROM tracker WHERE id = entity_id), 'null') AS new_value, hlc AS new_hlc
  FROM register WHERE entity_kind = 'tracker' AND field = 'path'
  UNION ALL
  SELECT register.*, 'root', root_id, facts.field, json_quote(iif(facts.field = 'kind', 'folder', name)), root_op.hlc
  FROM root_op JOIN register ON entity_kind = 'tracker' AND entity_id = tracker_id AND register.field = 'path'
    CROSS JOIN (SELECT 'kind' AS field UNION ALL SELECT 'name') AS facts;
UPDATE new_register
  SET entity_kind = new_kind, entity_id = new_id, field = new_field, value = new_value, hlc = new_hlc;
ALTER TABLE new_register DROP COLUMN new_kind;
ALTER TABLE new_register DROP COLUMN new_id;
ALTER TABLE new_register DROP COLUMN new_field;
ALTER TABLE new_register DROP COLUMN new_value;
ALTER TABLE new_register DROP COLUMN new_hlc;
INSERT INTO register SELECT * FROM new_register;
UPDATE register SET value = coalesce((SELECT json_quote(path) FROM tracker WHERE id = entity_id), 'null')
  WHERE entity_kind = 'tracker' AND field = 'path';

DROP TABLE new_register;
DROP TABLE root_op;
DROP TABLE old_root;
DROP TABLE place;
