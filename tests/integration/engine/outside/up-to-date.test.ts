import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../support-folder.ts';
import { context, importOne, openEngine, take, write } from '../test-engine.ts';

const outsideTimes = { still: 300, shrunk: 600, atLatest: 1200, offer: 30_000, keep: 0 };
const plan = '# Plan\n\n| ID | Name | Status |\n|----|------|--------|\n| M1 | Door | done |\n';

async function closedWith(count: number) {
  const folder = temporaryFolder();
  const engine = await openEngine({ folder });
  const paths = Array.from({ length: count }, (_, n) => write(join(folder, `plan-${n}.md`), `${plan}${n}\n`));
  const ids = [];
  for (const path of paths) ids.push(await importOne(engine, path));
  await engine.idle();
  await engine.close();
  return { folder, paths, ids };
}

function save(path: string, name: string): void {
  writeFileSync(path, readFileSync(path, 'utf8').replace('Door', name));
}

it('one tracker is asked for right after an outside save: the answer holds it, at the first time', async () => {
  const { folder, paths, ids } = await closedWith(1);
  const [path] = paths;
  const [trackerId] = ids;
  if (path === undefined || trackerId === undefined) throw new Error('no tracker');
  save(path, 'Saved outside');
  const engine = await openEngine({ folder, outsideTimes, clock: { now: () => Date.now() } });
  const { calls } = engine.handlers;
  expect(take(await calls['trackers.upToDate']({ trackerId }, context))).toEqual({ behind: [] });
  const csv = take(await calls['trackers.export']({ trackerId, format: 'csv' }, context));
  expect(csv.text).toContain('Saved outside');
});

it('all are asked for: each outside save is in, and the waits for them are one', async () => {
  const { folder, paths } = await closedWith(5);
  for (const path of paths) save(path, 'Saved outside');
  const engine = await openEngine({ folder, outsideTimes, clock: { now: () => Date.now() } });
  const { calls, views } = engine.handlers;
  expect(take(await calls['trackers.upToDate']({ trackerId: null }, context))).toEqual({ behind: [] });
  const items = await views['trackers.items'].read({
    trackerId: null,
    filter: {
      text: 'Saved outside',
      states: [],
      kinds: [],
      owners: [],
      section: null,
      dueBefore: null,
      dueAfter: null,
      withStatus: false,
      slipped: false,
    },
    sort: { by: 'document', descending: false },
    window: { start: 0, limit: 50 },
  });
  expect(items.rows).toHaveLength(5);
});

it('a file that is still being written after the longest wait is named', async () => {
  const { folder, paths, ids } = await closedWith(1);
  const [path] = paths;
  const [trackerId] = ids;
  if (path === undefined || trackerId === undefined) throw new Error('no tracker');
  appendFileSync(path, 'begin\n');
  const writing = setInterval(() => appendFileSync(path, 'more\n'), 40);
  try {
    const engine = await openEngine({ folder, outsideTimes, clock: { now: () => Date.now() } });
    const { behind } = take(await engine.handlers.calls['trackers.upToDate']({ trackerId }, context));
    expect(behind).toMatchObject([{ trackerId, note: expect.stringContaining('changing') }]);
  } finally {
    clearInterval(writing);
  }
});
