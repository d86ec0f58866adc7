import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TrackerId } from '../../../core/kernel/ids.ts';
import { ok } from '../../../core/kernel/result.ts';
import { readTracker, readTrackerByPath, readTrackers } from '../../../db/records/tracker.ts';
import { appendOps } from '../../../db/usecases/append.ts';
import { verifyProjections } from '../../../db/usecases/rebuild.ts';
import { bindRoot, type FoundRoot, repositoryRootId } from '../../../db/usecases/roots.ts';
import { addTracker, relocateTracker, removeTracker } from '../../../db/usecases/trackers.ts';
import { must, type TestWorkspace, testWorkspace } from './open-workspace.ts';
import { addPlan } from './plan.ts';

const marks = { firstCommit: 'c0ffee', remote: 'git.example.org/docs' };
const docs: FoundRoot = {
  id: repositoryRootId(marks),
  kind: 'repository',
  folder: '/home/ilse/docs',
  name: 'docs',
  marks,
};

function add(ws: TestWorkspace, path: string, root: FoundRoot | null = null): TrackerId {
  return must(
    addTracker(ws.db, {
      name: 'Plan',
      path,
      root,
      profile: 'generic',
      mapping: null,
      bytes: Buffer.from('# Plan\n\n- [ ] Dig the trench\n'),
      actorId: ws.actorId,
      summary: 'Imported',
    }),
  ).trackerId;
}

/** As an op of another device says it. */
function decide(
  ws: TestWorkspace,
  id: string,
  patch: Readonly<Record<string, string | boolean | null>>,
): void {
  must(
    ws.db.write('normal', (tx) => {
      appendOps(tx, {
        actorId: ws.actorId,
        correlation: tx.id('cr'),
        ops: [
          {
            entity: { kind: 'tracker', id },
            patch: Object.fromEntries(Object.entries(patch).map(([field, value]) => [field, { value }])),
          },
        ],
      });
      return ok(null);
    }),
  );
}

describe('the place of a file', () => {
  test.each([
    ['/home/ilse/plan.md', 'plan.md'],
    ['/plan.md', 'plan.md'],
    ['/home/ilse/odd\\name.md', 'odd\\name.md'],
    ['C:\\Users\\Ilse\\plan.md', 'plan.md'],
    ['C:\\plan.md', 'plan.md'],
    ['\\\\server\\share\\plan.md', 'plan.md'],
  ])('%s is kept as the folder here and a path in it, and read back as it was', (path, relativePath) => {
    const ws = testWorkspace();
    const id = add(ws, path);
    expect(readTracker(ws.db.read, id)).toMatchObject({ path, relativePath });
    expect(readTrackerByPath(ws.db.read, path)).toMatchObject({ id });
    expect(
      ws.db.read.column("SELECT patch FROM op WHERE patch LIKE '%/home%' OR patch LIKE '%Users%'"),
    ).toEqual([]);
  });

  test('within a repository has forward slashes on every system', () => {
    const ws = testWorkspace();
    const id = add(ws, 'D:\\docs\\deep\\plan.md', { ...docs, folder: 'D:\\docs' });
    expect(readTracker(ws.db.read, id)).toMatchObject({
      rootId: docs.id,
      relativePath: 'deep/plan.md',
      path: 'D:\\docs\\deep\\plan.md',
    });
  });

  test('names its root once, however many trackers it has', () => {
    const ws = testWorkspace();
    add(ws, '/home/ilse/docs/a.md', docs);
    add(ws, '/home/ilse/docs/deep/b.md', docs);
    add(ws, '/home/ilse/other/c.md');
    add(ws, '/home/ilse/other/d.md');
    expect(ws.db.read.column("SELECT entity_id FROM op WHERE entity_kind = 'root'")).toHaveLength(2);
    expect(
      ws.db.read.all('SELECT kind, name, first_commit AS firstCommit, remote FROM root ORDER BY kind'),
    ).toEqual([
      { kind: 'folder', name: 'other', firstCommit: null, remote: null },
      { kind: 'repository', name: 'docs', ...marks },
    ]);
  });

  test.each(['../outside.md', '/etc/passwd', 'a/../../x'])('%s leads out of its root and is none', (path) => {
    const ws = testWorkspace();
    const id = add(ws, '/home/ilse/docs/a.md', docs);
    decide(ws, id, { root: docs.id, path });
    expect(readTracker(ws.db.read, id)).toMatchObject({ rootId: null, relativePath: null, path: null });
  });

  test('of a backslash in a name is no place on a system where that parts folders', () => {
    const ws = testWorkspace();
    const id = add(ws, 'D:\\docs\\a.md', { ...docs, folder: 'D:\\docs' });
    decide(ws, id, { path: '..\\..\\Windows\\x.md' });
    expect(readTracker(ws.db.read, id)?.path).toBeNull();
  });

  test('follows its root when that is somewhere else', () => {
    const ws = testWorkspace();
    const id = add(ws, '/home/ilse/docs/deep/a.md', docs);
    expect(must(bindRoot(ws.db, repositoryRootId(marks), '/srv/docs/'))).toMatchObject([{ id }]);
    expect(readTracker(ws.db.read, id)?.path).toBe('/srv/docs/deep/a.md');
    expect(readTrackerByPath(ws.db.read, '/home/ilse/docs/deep/a.md')).toBeNull();
  });

  test('can’t become the file of another tracker, or a root the folder of another', () => {
    const ws = testWorkspace();
    add(ws, '/home/ilse/docs/a.md', docs);
    const other = add(ws, '/srv/b.md');
    expect(relocateTracker(ws.db, ws.actorId, other, '/home/ilse/docs/a.md')).toMatchObject({
      error: { code: 'tracker.exists' },
    });
    expect(bindRoot(ws.db, repositoryRootId(marks), '/srv')).toMatchObject({
      error: { code: 'root.folder-taken' },
    });
  });
});

describe('trackers of one place', () => {
  test('are the smallest id; the others say so until they move away or it is removed', () => {
    const ws = testWorkspace();
    const first = add(ws, '/home/ilse/docs/a.md', docs);
    decide(ws, 'tr_.first', { name: 'Smaller', root: docs.id, path: 'a.md' });
    expect(readTracker(ws.db.read, first)?.joinedInto).toBe('tr_.first');
    expect(readTrackers(ws.db.read).map(({ id }) => id)).toEqual(['tr_.first']);
    expect(readTrackerByPath(ws.db.read, '/home/ilse/docs/a.md')?.id).toBe('tr_.first');
    must(removeTracker(ws.db, ws.actorId, readTrackers(ws.db.read)[0]?.id ?? first));
    expect(readTracker(ws.db.read, first)?.joinedInto).toBeNull();
    decide(ws, 'tr_.first', { removed: false });
    expect(readTracker(ws.db.read, first)?.joinedInto).toBe('tr_.first');
    decide(ws, 'tr_.first', { path: 'b.md' });
    expect(readTracker(ws.db.read, first)?.joinedInto).toBeNull();
  });

  test('have the items of the one that is shown; those of another come back under their ids once it is moved away', async () => {
    const ws = testWorkspace();
    const first = add(ws, '/home/ilse/docs/a.md', docs);
    const rows = () =>
      ['item', 'section', 'tracker_outline', 'search_doc'].map((table) =>
        ws.db.read.column(
          `SELECT ${table === 'item' ? 'id' : 'tracker_id'} FROM ${table} WHERE tracker_id = ?`,
          first,
        ),
      );
    const before = rows();
    expect(before.every((found) => found.length > 0)).toBe(true);
    decide(ws, 'tr_.first', { name: 'Smaller', root: docs.id, path: 'a.md' });
    expect(rows()).toEqual([[], [], [], []]);
    expect(must(await verifyProjections(ws.db))).toMatchObject({ same: true });
    decide(ws, 'tr_.first', { path: 'b.md' });
    expect(rows()).toEqual(before);
    expect(must(await verifyProjections(ws.db))).toMatchObject({ same: true });
  });

  test('are joined by the same rule whatever was decided in between, and after a replay', async () => {
    const step = fc.record({
      id: fc.constantFrom('tr_a', 'tr_b', 'tr_c'),
      patch: fc.constantFrom<Record<string, string | boolean | null>>(
        { root: docs.id, path: 'a.md' },
        { root: docs.id, path: 'b.md' },
        { root: null, path: null },
        { removed: true },
        { removed: false },
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const ws = testWorkspace();
        addPlan(ws);
        for (const { id, patch } of steps) decide(ws, id, patch);
        const rows = ['tr_a', 'tr_b', 'tr_c'].flatMap((id) => readTracker(ws.db.read, id) ?? []);
        for (const row of rows) {
          const shown = rows.find(
            (one) =>
              one.removedAt === null && one.rootId === row.rootId && one.relativePath === row.relativePath,
          );
          const alone = row.rootId === null || row.removedAt !== null || shown?.id === row.id;
          expect(row.joinedInto).toBe(alone ? null : shown?.id);
        }
        expect(must(await verifyProjections(ws.db))).toMatchObject({ same: true });
        ws.db.close();
      }),
      { numRuns: 25 },
    );
  });
});
