import { basename } from 'node:path';
import { expect } from 'vitest';
import { parseTracker } from '../../../core/domain/trackers/read/parse.ts';
import { decode } from '../../../core/domain/trackers/text/text.ts';
import { listTrackers } from '../../../db/readers/tracker-list.ts';
import { revisionBytes } from '../../../db/readers/tracker-views.ts';
import { rebuildProjections, verifyProjections } from '../../../db/usecases/rebuild.ts';
import { recordRevision } from '../../../db/usecases/revisions.ts';
import { addTracker } from '../../../db/usecases/trackers.ts';
import { must, type TestWorkspace, testWorkspace } from './open-workspace.ts';
import { items } from './plan.ts';

export interface KeptFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

function addFile(ws: TestWorkspace, { path, bytes }: KeptFile) {
  const { profile } = parseTracker(decode(bytes), { fileName: basename(path) });
  return must(
    addTracker(ws.db, {
      name: basename(path),
      path,
      profile,
      mapping: null,
      bytes,
      actorId: ws.actorId,
      summary: 'Imported',
    }),
  ).trackerId;
}

/** Every file comes back byte for byte, and both logs replay to the same rows. The workspace is handed on. */
export async function expectKept(files: readonly KeptFile[]): Promise<TestWorkspace> {
  const ws = testWorkspace();
  const changed = files.filter((file) => {
    const kept = revisionBytes(ws.db, addFile(ws, file), null);
    return Buffer.compare(Buffer.from(kept?.bytes ?? []), file.bytes) !== 0;
  });
  expect(changed.map((file) => file.path)).toEqual([]);
  expect(listTrackers(ws.db.read, { staleAfterDays: 30, today: '2026-11-20' })).toHaveLength(files.length);
  // A revision, and who observed it.
  expect(must(await verifyProjections(ws.db))).toMatchObject({ same: true, events: 2 * files.length });
  must(await rebuildProjections(ws.db));
  expect(must(await verifyProjections(ws.db))).toMatchObject({ same: true });
  expect(ws.db.integrityProblems()).toEqual([]);
  return ws;
}

/** From each version of one document to the next, more than four items in five keep their ids. */
export async function expectIdsKept(versions: readonly KeptFile[]): Promise<void> {
  const ws = testWorkspace();
  const [first, ...later] = versions;
  if (first === undefined) throw new Error('a history has versions');
  const trackerId = addFile(ws, first);
  const shares = later.map(({ path, bytes }) => {
    const before = items(ws, trackerId);
    must(
      recordRevision(ws.db, { trackerId, bytes, cause: 'outside', actorId: null, summary: basename(path) }),
    );
    const after = new Set(items(ws, trackerId).map((item) => item.id));
    return before.filter((item) => after.has(item.id)).length / before.length;
  });
  expect(shares.length).toBeGreaterThan(0);
  expect(Math.min(...shares)).toBeGreaterThan(0.8);
  expect(must(await verifyProjections(ws.db))).toMatchObject({ same: true });
}
