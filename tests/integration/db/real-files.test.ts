import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseTracker } from '../../../core/domain/trackers/read/parse.ts';
import { decode } from '../../../core/domain/trackers/text/text.ts';
import { search } from '../../../db/readers/search.ts';
import { listTrackers } from '../../../db/readers/tracker-list.ts';
import { revisionBytes } from '../../../db/readers/tracker-views.ts';
import { rebuildProjections, verifyProjections } from '../../../db/usecases/rebuild.ts';
import { recordRevision } from '../../../db/usecases/revisions.ts';
import { addTracker } from '../../../db/usecases/trackers.ts';
import { must, type TestWorkspace, testWorkspace } from './open-workspace.ts';
import { items } from './plan.ts';

/** Files of other projects, where a checkout has them beside it; the tests of this folder write their own. */
const shared = join(import.meta.dirname, '../../../../shared');
const real = ['seeds', 'corpus']
  .filter((folder) => existsSync(join(shared, folder)))
  .flatMap((folder) => globSync(join(shared, folder, '**/*.{md,yaml}')))
  .toSorted();
const versions = real.filter((file) => file.includes('/history/'));

function addFile(ws: TestWorkspace, path: string) {
  const bytes = readFileSync(path);
  const { profile } = parseTracker(decode(bytes), { fileName: basename(path) });
  const { trackerId } = must(
    addTracker(ws.db, {
      name: basename(path),
      path,
      profile,
      mapping: null,
      bytes,
      actorId: ws.actorId,
      summary: 'Imported',
    }),
  );
  return { trackerId, bytes };
}

describe.runIf(real.length > 0)('real files', () => {
  test('are kept byte for byte, found again, and replay to the same rows', async () => {
    const ws = testWorkspace();
    const changed = real.filter((path) => {
      const { trackerId, bytes } = addFile(ws, path);
      const kept = revisionBytes(ws.db.read, trackerId, null);
      return Buffer.compare(Buffer.from(kept?.bytes ?? []), bytes) !== 0;
    });
    expect(changed).toEqual([]);
    expect(listTrackers(ws.db.read, { staleAfterDays: 30, today: '2026-11-20' })).toHaveLength(real.length);
    expect(search(ws.db.read, 'milestone', 20).hits.length).toBeGreaterThan(0);
    expect(must(await verifyProjections(ws.db))).toMatchObject({ same: true, events: real.length });
    must(await rebuildProjections(ws.db));
    expect(must(await verifyProjections(ws.db))).toMatchObject({ same: true });
    expect(ws.db.integrityProblems()).toEqual([]);
  }, 120_000);

  test('most items of a real document keep their ids through its real history', async () => {
    const ws = testWorkspace();
    const [first = '', ...later] = versions;
    const { trackerId } = addFile(ws, first);
    const shares = later.map((path) => {
      const before = items(ws, trackerId);
      const bytes = readFileSync(path);
      must(
        recordRevision(ws.db, { trackerId, bytes, cause: 'outside', actorId: null, summary: basename(path) }),
      );
      const after = new Set(items(ws, trackerId).map((item) => item.id));
      return before.filter((item) => after.has(item.id)).length / before.length;
    });
    expect(shares.length).toBeGreaterThan(0);
    expect(Math.min(...shares)).toBeGreaterThan(0.8);
    expect(must(await verifyProjections(ws.db))).toMatchObject({ same: true });
  }, 120_000);
});
