import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ok } from '../../../core/kernel/result.ts';
import { logGaps } from '../../../db/readers/health/log-gaps.ts';
import { appendFleetEvents } from '../../../db/usecases/fleet/fleet-events.ts';
import { ensureEmbeddedHub } from '../../../db/usecases/fleet/hubs.ts';
import { rebuildProjections, verifyProjections } from '../../../db/usecases/rebuild.ts';
import { addRestorePoint } from '../../../db/usecases/restore-points.ts';
import { renameTracker } from '../../../db/usecases/trackers.ts';
import { fleetHistory } from '../../support/fleet/fleet-history.ts';
import { must, type TestWorkspace, testWorkspace } from './open-workspace.ts';
import { addPlan, change, items } from './plan.ts';

/** As damage or another program would leave it. */
function damage(ws: TestWorkspace, sql: string, ...bind: (string | number)[]): void {
  must(
    ws.db.write('full', (tx) => {
      tx.db.run('PRAGMA defer_foreign_keys = ON');
      tx.db.run(sql, ...bind);
      return ok(null);
    }),
  );
}

function edited() {
  const ws = testWorkspace();
  const trackerId = addPlan(ws);
  must(change(ws, trackerId, { from: 'In Progress', to: 'Done' }));
  must(renameTracker(ws.db, ws.actorId, trackerId, 'The plan'));
  must(addRestorePoint(ws.db, 'before'));
  return { ws, trackerId };
}

const shown = (ws: TestWorkspace) =>
  ['tracker', 'revision', 'item', 'item_history', 'actor', 'restore_point', 'register'].map((table) =>
    ws.db.read.all(`SELECT * FROM ${table} ORDER BY 1, 2, 3`),
  );

describe('a log that lost rows is named, and what is shown is never replaced by less', () => {
  test.each([
    [
      'the first text',
      "DELETE FROM event WHERE source = 'revision' AND seq = (SELECT min(seq) FROM event WHERE source = 'revision')",
      /^revision rv_\S+ is not in the log/,
    ],
    [
      'the newest text',
      "DELETE FROM event WHERE source = 'revision' AND seq = (SELECT max(seq) FROM event WHERE source = 'revision')",
      /^revision rv_\S+ is not in the log$/,
    ],
    [
      'who edited',
      "DELETE FROM event WHERE source = 'revision-note'",
      /^who made revision rv_\S+ and when is not/,
    ],
    ['all decisions but the first', 'DELETE FROM op WHERE seq > 2', /^a decision about \S+ \S+ is not in/],
    ['a restore point', "DELETE FROM event WHERE kind = 'restore-point'", /^restore point rp_\S+ is not/],
  ])('%s', async (_what, sql, words) => {
    const { ws, trackerId } = edited();
    damage(ws, sql);
    const before = shown(ws);
    const verified = must(await verifyProjections(ws.db));
    expect(verified.same).toBe(false);
    expect(verified.firstDifference).toMatch(words);
    const rebuilt = await rebuildProjections(ws.db);
    expect(rebuilt).toMatchObject({ ok: false, error: { code: 'db.log-incomplete' } });
    expect(shown(ws)).toEqual(before);
    must(change(ws, trackerId, { from: 'Todo', to: 'Done' }));
    expect(items(ws, trackerId)[2]).toMatchObject({ status: 'Done' });
  });

  test('a report of this device’s own hub, which numbers them', async () => {
    const { ws } = edited();
    const hub = must(ensureEmbeddedHub(ws.db, ws.actorId));
    const history = fleetHistory({ seed: 3, agents: 5, tasks: 10 });
    must(appendFleetEvents(ws.db, hub.id, history, 'normal'));
    expect(must(await verifyProjections(ws.db))).toMatchObject({ same: true });
    const after = ws.db.read.value<number>(
      "SELECT seq FROM event WHERE source LIKE 'hub:%' AND source_id = '000000000021'",
    );
    damage(ws, 'DELETE FROM event WHERE seq < ? AND seq > ?', after ?? 0, (after ?? 0) - 4);
    expect(logGaps(ws.db.read).count).toBeGreaterThan(0);
    const shownTasks = () => ws.db.read.all('SELECT * FROM task ORDER BY seq');
    const before = shownTasks();
    expect(must(await verifyProjections(ws.db))).toMatchObject({ same: false });
    expect(await rebuildProjections(ws.db)).toMatchObject({
      ok: false,
      error: { code: 'db.log-incomplete' },
    });
    expect(shownTasks()).toEqual(before);
  });

  test.each([2, 22])('report %i of it alone', (number) => {
    const { ws } = edited();
    const hub = must(ensureEmbeddedHub(ws.db, ws.actorId));
    must(appendFleetEvents(ws.db, hub.id, fleetHistory({ seed: 3, agents: 5, tasks: 10 }), 'normal'));
    damage(ws, 'DELETE FROM event WHERE source_id = ?', String(number).padStart(12, '0'));
    expect(logGaps(ws.db.read).first).not.toBeNull();
  });

  test('a text in the log that nothing was made of is no agreement', async () => {
    const { ws } = edited();
    damage(
      ws,
      "DELETE FROM event WHERE source = 'revision' AND seq = (SELECT min(seq) FROM event WHERE source = 'revision')",
    );
    for (const table of ['item_history', 'item', 'revision']) damage(ws, `DELETE FROM ${table}`);
    const verified = must(await verifyProjections(ws.db));
    expect(verified).toMatchObject({ same: false });
    expect(verified.firstDifference).toMatch(
      /^revision rv_\S+ is in the log, but what it was made from is not$/,
    );
  });

  test('whatever rows are gone', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(40), { minLength: 1, maxLength: 4 }), async (picks) => {
        const { ws } = edited();
        const rows = ws.db.read.all<{ log: string; seq: number }>(
          "SELECT 'op' AS log, seq FROM op UNION ALL SELECT 'event', seq FROM event",
        );
        for (const pick of picks) {
          const row = rows[pick % rows.length];
          if (row !== undefined) damage(ws, `DELETE FROM ${row.log} WHERE seq = ?`, row.seq);
        }
        const before = shown(ws);
        const verified = must(await verifyProjections(ws.db));
        const rebuilt = await rebuildProjections(ws.db);
        expect(rebuilt.ok ? 'rebuilt' : rebuilt.error.code).toBe(
          verified.same ? 'rebuilt' : 'db.log-incomplete',
        );
        expect(shown(ws)).toEqual(before);
        ws.db.close();
      }),
      { numRuns: 15 },
    );
  }, 120_000);
});

test('a whole log has no gaps', () => {
  const { ws } = edited();
  expect(logGaps(ws.db.read)).toEqual({ count: 0, first: null });
});
