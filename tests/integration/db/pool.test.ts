import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { integrityProblems } from '../../../db/readers/health/integrity.ts';
import { createReaderPool } from '../../../db/readers/pool.ts';
import { search } from '../../../db/readers/search/search.ts';
import { rebuildProjections } from '../../../db/usecases/rebuild.ts';
import { must, testWorkspace } from './open-workspace.ts';
import { addPlan, change, items } from './plan.ts';

test('answers what the writer’s own connection would, with everything committed so far', async () => {
  const ws = testWorkspace();
  const trackerId = addPlan(ws);
  const pool = createReaderPool({ file: ws.file });
  expect(must(await pool.run('search', { text: 'mast', limit: 5 }))).toEqual(search(ws.db.read, 'mast', 5));
  must(change(ws, trackerId, { from: 'Raise mast', to: 'Raise flag' }));
  expect(must(await pool.run('search', { text: 'flag', limit: 5 })).hits).toMatchObject([
    { title: 'T2 Raise flag' },
  ]);
  expect(must(await pool.run('itemRows', { trackerId })).map((row) => row.id)).toEqual(
    items(ws, trackerId).map((item) => item.id),
  );
  expect(must(await pool.run('stateDays', { trackerId: null }))).toHaveLength(1);
  await pool.close();
});

test('many jobs at once are all answered, by few threads', async () => {
  const ws = testWorkspace();
  addPlan(ws);
  const pool = createReaderPool({ file: ws.file, threads: 2 });
  const answers = await Promise.all(
    Array.from({ length: 40 }, () => pool.run('search', { text: 'mast', limit: 1 })),
  );
  expect(answers.every((answer) => answer.ok)).toBe(true);
  await pool.close();
});

test('a full queue refuses the next job at once instead of growing', async () => {
  const ws = testWorkspace();
  const pool = createReaderPool({ file: ws.file, threads: 1, queue: 2 });
  const jobs = Array.from({ length: 4 }, () => pool.run('search', { text: 'x', limit: 1 }));
  const codes = (await Promise.all(jobs)).map((answer) => (answer.ok ? 'ok' : answer.error.code));
  expect(codes).toEqual(['ok', 'ok', 'ok', 'db.readers-busy']);
  await pool.close();
});

test('an aborted job is answered as cancelled, waiting or under way, and the next one is served', async () => {
  const ws = testWorkspace();
  const pool = createReaderPool({ file: ws.file, threads: 1 });
  const controller = new AbortController();
  const running = pool.run('search', { text: 'x', limit: 1 }, controller.signal);
  const waiting = pool.run('search', { text: 'x', limit: 1 }, controller.signal);
  controller.abort();
  const late = pool.run('search', { text: 'x', limit: 1 }, controller.signal);
  for (const answer of await Promise.all([running, waiting, late])) {
    expect(answer.ok ? null : answer.error.code).toBe('job.cancelled');
  }
  expect((await pool.run('search', { text: 'x', limit: 1 })).ok).toBe(true);
  await pool.close();
});

test('a thread that can’t start fails its job by name, and closing answers what waits', async () => {
  const ws = testWorkspace();
  const broken = createReaderPool({ file: `${ws.file}.absent`, threads: 1 });
  const answer = await broken.run('search', { text: 'x', limit: 1 });
  expect(answer.ok ? null : answer.error.code).toBe('db.reader-failed');
  await broken.close();

  const pool = createReaderPool({ file: ws.file, threads: 1 });
  const jobs = [pool.run('search', { text: 'x', limit: 1 }), pool.run('search', { text: 'y', limit: 1 })];
  await pool.close();
  for (const job of await Promise.all(jobs)) expect(job.ok ? null : job.error.code).toBe('job.cancelled');
  expect((await pool.run('search', { text: 'x', limit: 1 })).ok).toBe(false);
});

test('a sound search index is called sound, also by readers that searched before it was edited', async () => {
  const ws = testWorkspace();
  const trackerId = addPlan(ws);
  const pool = createReaderPool({ file: ws.file, threads: 1 });
  const names = ['Raise mast', 'Raise flag'];
  for (let round = 0; round < 24; round += 1) {
    const [from = '', to = ''] = round % 2 === 0 ? names : names.toReversed();
    must(change(ws, trackerId, { from, to }));
    expect(must(await pool.run('search', { text: to, limit: 5 })).total).toBe(1);
    must(change(ws, trackerId, { from: to, to: `${to}s` }));
    must(change(ws, trackerId, { from: `${to}s`, to }));
    expect(must(await pool.run('integrity', { file: ws.file }))).toEqual({ search: [], others: [] });
  }
  await pool.close();
});

test('damage of the search index is told apart from damage of what is kept', async () => {
  const ws = testWorkspace();
  addPlan(ws);
  const beside = new Database(ws.file).unsafeMode();
  beside.exec("UPDATE search_data SET block = x'00' WHERE id > 10");
  beside.close();
  const found = integrityProblems(ws.file);
  expect(found.others).toEqual([]);
  expect(found.search).not.toEqual([]);
  must(await rebuildProjections(ws.db));
  expect(integrityProblems(ws.file)).toEqual({ search: [], others: [] });
});
