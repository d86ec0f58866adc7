import { expect, it } from 'vitest';
import { knownHubs } from '../../../db/readers/fleet/hubs.ts';
import { ensureEmbeddedHub } from '../../../db/usecases/fleet/hubs.ts';
import { createReportedHub } from '../../../main/engine/services/fleet/reported-hub.ts';
import { createTopicBus } from '../../../main/engine/topics.ts';
import { otherHub, receiveFromOtherHub } from '../../support/fleet/another-hub.ts';
import { fleetHistory, taskNamed } from '../../support/fleet/fleet-history.ts';
import { must, testWorkspace } from '../db/open-workspace.ts';

const history = fleetHistory({ seed: 13, agents: 3, tasks: 10 });
const firstSubmission = history.findIndex(({ type }) => type === 'task.submitted');

function opened() {
  const ws = testWorkspace();
  must(ensureEmbeddedHub(ws.db, ws.actorId));
  receiveFromOtherHub(ws.db, history.slice(0, firstSubmission));
  const hub = knownHubs(ws.db.read).find(({ id }) => id === otherHub);
  if (hub === undefined) throw new Error('the hub is not known');
  const clock = { now: () => ws.clock.now() };
  const timekeeper = { moment: () => ({ wall: clock.now(), steady: 0 }) };
  const topics = createTopicBus((error) => {
    throw error;
  });
  return { db: ws.db, reported: createReportedHub({ db: ws.db, hub, clock, timekeeper, topics }) };
}

it('shows what came from elsewhere as soon as it is written, and says that it did', async () => {
  const { db, reported } = opened();
  let told = 0;
  reported.view.onReset(() => {
    told += 1;
  });
  expect([reported.view.now.agents.size, reported.view.now.tasks.size]).toEqual([3, 0]);
  receiveFromOtherHub(db, history.slice(0, firstSubmission + 1));
  expect(told).toBe(1);
  expect([...reported.view.now.tasks.keys()]).toEqual([taskNamed(0)]);
  expect(reported.live.queue.read().rows.map(({ id, hubId }) => [id, hubId])).toEqual([
    [taskNamed(0), otherHub],
  ]);
  expect(await reported.view.statusOf([taskNamed(0), taskNamed(1)])).toEqual(
    new Map([
      [taskNamed(0), 'queued'],
      [taskNamed(1), null],
    ]),
  );
  reported.close();
});

it('stays as it is while another hub reports', () => {
  const { db, reported } = opened();
  const before = reported.view.now;
  must(
    db.write('full', (tx) => {
      tx.changes.touch('fleet');
      tx.changes.hubs.add(1);
      return { ok: true, value: null };
    }),
  );
  expect(reported.view.now).toBe(before);
  reported.close();
});

it('every agent of it is old from the beginning: no sign of life comes from there', () => {
  const { reported } = opened();
  const rows = reported.live.agentRows.all(0);
  expect(rows.filter(({ connected }) => connected).every(({ stale }) => stale)).toBe(true);
  expect(rows.some(({ connected }) => connected)).toBe(true);
  reported.close();
});
