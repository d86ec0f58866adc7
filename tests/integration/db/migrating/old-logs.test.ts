import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { openWritable } from '../../../../db/connection.ts';
import { Reader } from '../../../../db/handle.ts';
import { listConflicts } from '../../../../db/readers/findings/findings-view.ts';
import { readIntents } from '../../../../db/records/intent.ts';
import { currentRevision, headsOf, parentsOf } from '../../../../db/records/revision.ts';
import { readTrackerFiles } from '../../../../db/records/tracker-file.ts';
import { confirmIntent } from '../../../../db/usecases/intents.ts';
import { verifyProjections } from '../../../../db/usecases/rebuild.ts';
import { must, openTestDatabase, tempFolder, testClock } from '../open-workspace.ts';

const fixture = join(import.meta.dirname, '../../../fixtures/workspaces/schema-4.sqlite.gz');
const LATER = Date.UTC(2027, 0, 1);

/** A copy of the workspace of schema 4, and what it held. */
function oldWorkspace() {
  const file = join(tempFolder(), 'workspace.sqlite');
  writeFileSync(file, gunzipSync(readFileSync(fixture)));
  const db = openWritable(file);
  const read = new Reader(db);
  const before = {
    items: read.all<{ id: string; address: string }>('SELECT id, address, tracker_id FROM item ORDER BY id'),
    texts: read.all<{ id: string; hash: string }>('SELECT id, hash FROM tracker ORDER BY id'),
    revisions: read.all<{ hash: string; at: number }>(
      'SELECT tracker_id, hash, at, cause, actor_id, summary FROM revision ORDER BY tracker_id, sequence',
    ),
    remaps: read.value<number>(
      "SELECT count(*) FROM op WHERE entity_kind = 'tracker' AND patch ->> '$.d.mapping' IS NOT NULL",
    ),
    conflicts: read.all<{ id: string; mine: string | null; theirs: string | null }>(
      'SELECT id, item_id, field, base, mine, theirs, resolved_keep FROM conflict ORDER BY id',
    ),
    intents: read.all<{ id: string }>('SELECT id, summary, base_hash, target_hash FROM intent ORDER BY id'),
    days: read.all('SELECT tracker_id, day, planned, active, done FROM state_day ORDER BY tracker_id, day'),
    gone: read.column<string>('SELECT id FROM item_gone ORDER BY id'),
  };
  db.close();
  return { file, before };
}

test('a workspace of schema 4 keeps its texts, the times, actors and words of its history, and its days', async () => {
  const { file, before } = oldWorkspace();
  const db = openTestDatabase(file, testClock(LATER));
  expect(db.read.all('SELECT id, hash FROM tracker ORDER BY id')).toEqual(before.texts);
  const revisions = db.read.all<{ cause: string }>(
    'SELECT tracker_id, hash, at, cause, actor_id, summary FROM revision ORDER BY tracker_id, sequence',
  );
  expect(revisions.filter(({ cause }) => cause !== 'reading')).toEqual(before.revisions);
  expect(before.revisions.length).toBeGreaterThan(10);
  expect(must(await verifyProjections(db))).toMatchObject({ same: true, firstDifference: null });
  expect(db.integrityProblems()).toEqual([]);
  db.close();
});

test('its items keep their ids', () => {
  const { file, before } = oldWorkspace();
  const db = openTestDatabase(file, testClock(LATER));
  expect(before.items.length).toBeGreaterThan(50);
  expect(db.read.all('SELECT id, address, tracker_id FROM item ORDER BY id')).toEqual(before.items);
  const gone = new Set(db.read.column<string>('SELECT id FROM item_gone'));
  expect(before.gone.filter((id) => !gone.has(id))).toEqual([]);
  db.close();
});

test('its revisions are a chain, and its files are known to hold the last of it', () => {
  const { file } = oldWorkspace();
  const db = openTestDatabase(file, testClock(LATER));
  const above = parentsOf(db.read);
  const trackers = db.read.column<string>('SELECT id FROM tracker WHERE hash IS NOT NULL');
  for (const trackerId of trackers) {
    const [head, ...others] = headsOf(db.read, trackerId);
    expect(others).toEqual([]);
    expect(head?.id).toBe(currentRevision(db.read, trackerId)?.id);
    let length = 0;
    for (let id = head?.id; id !== undefined; id = above(id)[0]) length += 1;
    expect(length).toBe(head?.sequence);
  }
  const held = new Map(readTrackerFiles(db.read).map((row) => [row.trackerId, row.heldRevision]));
  const filed = db.read.column<string>('SELECT id FROM tracker WHERE path IS NOT NULL');
  expect(filed.map((id) => held.get(id) ?? null)).toEqual(
    filed.map((id) => currentRevision(db.read, id)?.id ?? null),
  );
  db.close();
});

test('its conflicts keep their ids and both values, and how they were resolved', () => {
  const { file, before } = oldWorkspace();
  const db = openTestDatabase(file, testClock(LATER));
  expect(before.conflicts.length).toBeGreaterThan(0);
  const rows = db.read.all<Record<string, unknown>>(
    `SELECT id, item_id, field, base, earlier AS mine, later AS theirs,
       CASE resolved_keep WHEN 'earlier' THEN 'mine' WHEN 'later' THEN 'theirs' END AS resolved_keep
     FROM conflict ORDER BY id`,
  );
  expect(rows).toEqual(before.conflicts);
  const shown = [true, false].flatMap((resolved) => listConflicts(db, { trackerId: null, resolved }).rows);
  for (const { id, mine, theirs } of before.conflicts) {
    expect(shown.find((row) => row.id === id)).toMatchObject({
      mine: { value: mine },
      theirs: { value: theirs },
    });
  }
  db.close();
});

test('an edit that a kill left undecided can be confirmed', async () => {
  const { file, before } = oldWorkspace();
  const db = openTestDatabase(file, testClock(LATER));
  expect(before.intents.length).toBeGreaterThan(0);
  expect(db.read.all('SELECT id, summary, base_hash, target_hash FROM intent ORDER BY id')).toEqual(
    before.intents,
  );
  for (const intent of readIntents(db.read)) {
    expect(must(confirmIntent(db, intent.id))).toMatchObject({ current: true, hash: intent.targetHash });
  }
  expect(must(await verifyProjections(db))).toMatchObject({ same: true });
  db.close();
});

test('restore points name the revisions where every tracker stood', () => {
  const { file } = oldWorkspace();
  const db = openTestDatabase(file, testClock(LATER));
  const points = db.read.column<string>('SELECT revisions FROM restore_point');
  const named = points.flatMap((text): { revisionId: string }[] => JSON.parse(text));
  expect(named.length).toBeGreaterThan(0);
  const known = new Set(db.read.column<string>('SELECT id FROM revision'));
  expect(named.filter(({ revisionId }) => !known.has(revisionId))).toEqual([]);
  db.close();
});
