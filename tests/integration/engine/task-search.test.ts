import { expect, test, vi } from 'vitest';
import { search } from '../../../db/readers/search/search.ts';
import { fillSearch } from '../../../db/usecases/derived.ts';
import { appendFleetEvents } from '../../../db/usecases/fleet/fleet-events.ts';
import type { WorkspaceDb } from '../../../db/workspace-db.ts';
import { createTaskSearchWatch } from '../../../main/engine/services/search/task-search-watch.ts';
import { fleetHistory } from '../../support/fleet/fleet-history.ts';
import { testHub } from '../../support/fleet/test-hub.ts';
import { must, testWorkspace } from '../db/open-workspace.ts';

const history = fleetHistory({ seed: 8, agents: 3, tasks: 250, progress: 1 });
const submitted = history.filter((event) => event.type === 'task.submitted').length;
const found = (db: WorkspaceDb): number => search(db.read, 'ship', 5).total;

test('new tasks are found within a second after they were taken in', async () => {
  const { db } = testWorkspace();
  const log = {
    debug: vi.fn(),
    info: vi.fn(),
    warn: vi.fn(),
    error: vi.fn(),
    recent: () => [],
    close: async () => undefined,
  };
  const watch = createTaskSearchWatch({ db, log });
  db.feed.subscribe(({ changes }) => watch.follow(changes));
  must(appendFleetEvents(db, testHub, history, 'normal'));
  expect(found(db)).toBe(0);
  await vi.waitFor(() => expect(found(db)).toBe(submitted), { timeout: 1000, interval: 20 });
  await watch.settled();
  expect(found(db)).toBe(submitted);
  await watch.close();
  expect(log.warn).not.toHaveBeenCalled();
});

test('a closed watch leaves the index alone, and the next start goes on where it stood', async () => {
  const ws = testWorkspace();
  must(await fillSearch(ws.db));
  must(appendFleetEvents(ws.db, testHub, history, 'normal'));
  const db = ws.reopen();
  expect(found(db)).toBe(0);
  const steps: number[] = [];
  const stop = db.feed.subscribe(() => steps.push(found(db)));
  must(await fillSearch(db));
  stop();
  expect(steps).toEqual([100, 200, submitted]);
  must(await fillSearch(db));
  expect(found(db)).toBe(submitted);
});
