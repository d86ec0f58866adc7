import { expect, it } from 'vitest';
import {
  type DeliverableCommand,
  deliverableCommandJson,
} from '../../../core/domain/fleet/decide/deliverable-command.ts';
import type { TaskId } from '../../../core/kernel/ids.ts';
import { readDelivery } from '../../../db/records/delivery.ts';
import { addDeliveries, takeDueDeliveries } from '../../../db/usecases/deliveries.ts';
import { createFleetStore } from '../../../db/usecases/fleet/fleet-store.ts';
import type { Answered } from '../../../main/engine/delivery/delivery-worker.ts';
import { createHubDestination } from '../../../main/engine/hub/hub-destination.ts';
import { createTaskRequests } from '../../../main/engine/hub/tasks/task-requests.ts';
import { testHub as hubOfTests } from '../../support/fleet/test-hub.ts';
import { must, person, type TestHub, testHub } from './hub-fixture.ts';

const bounds = { limit: 10, longestPause: 1000, answerWithin: 1000 };

/** Puts a command to the hub as the worker does; answers with what is in its row then. */
async function deliver(hub: TestHub, id: string, command: DeliverableCommand): Promise<Answered> {
  const { db, core } = hub;
  const moment = () => ({ wall: Date.now(), steady: performance.now() });
  const requests = createTaskRequests(core, createFleetStore(db, hubOfTests), { moment });
  const payload = deliverableCommandJson.write(command);
  const expiresAt = db.clock.now() + 60_000;
  must(addDeliveries(db, [{ id, destination: 'hub:a', kind: command.type, payload, expiresAt }]));
  const { due } = must(takeDueDeliveries(db, 'hub:a', db.clock.now(), bounds));
  const [row] = due.filter((one) => one.id === id);
  if (row === undefined) throw new Error(`${id} is not due`);
  return createHubDestination('hub:a', core, requests).send(row, new AbortController().signal);
}

const stateOf = (hub: TestHub, id: string) => readDelivery(hub.db.read, id)?.state ?? null;

const commandsOn = (taskId: TaskId): DeliverableCommand[] => [
  { type: 'task.rank', by: person, taskId, lane: 'urgent', before: null },
  { type: 'task.cancel', by: person, taskId },
];

it('a delivery is confirmed by the very commit that holds what the hub decided on it', async () => {
  const hub = await testHub();
  const taskId = await hub.submit({ description: 'Trim the lamps' });
  for (const [n, command] of commandsOn(taskId).entries()) {
    const id = `dl_${n}`;
    const seen: unknown[] = [];
    const stop = hub.db.feed.subscribe(({ events }) => {
      if (events.length > 0) seen.push(stateOf(hub, id));
    });
    expect(await deliver(hub, id, command)).toEqual({ kind: 'confirm' });
    stop();
    expect(seen).toEqual(['confirmed']);
  }
  expect(hub.committed('task.ranked')).toHaveLength(1);
});

it('one whose command is refused, or can not be read, is refused with the reason', async () => {
  const hub = await testHub();
  const taskId = await hub.submit({ description: 'Trim the lamps' });
  const answer = await deliver(hub, 'dl_1', { type: 'task.requeue', by: person, taskId });
  expect(answer).toMatchObject({ kind: 'refuse', reason: { code: 'task.not-dead' } });
  const destination = createHubDestination('hub:a', hub.core, {
    cancel: () => Promise.reject(new Error('not asked')),
    requeue: () => Promise.reject(new Error('not asked')),
  });
  const row = readDelivery(hub.db.read, 'dl_1');
  if (row === null) throw new Error('no row');
  const unknown = await destination.send({ ...row, payload: '{"v":7,"d":{}}' }, new AbortController().signal);
  expect(unknown).toMatchObject({ kind: 'refuse', reason: { code: 'json.newer' } });
});

it('one that the store could not take is to be tried again, and nothing of it happened', async () => {
  const hub = await testHub();
  const taskId = await hub.submit({ description: 'Trim the lamps' });
  hub.diskFull(true);
  const answer = await deliver(hub, 'dl_1', { type: 'task.cancel', by: person, taskId });
  expect(answer).toMatchObject({ kind: 'fail', reason: { code: 'db.disk-full' } });
  expect(stateOf(hub, 'dl_1')).toBe('sent');
  expect(hub.committed('task.ended')).toEqual([]);
});
