import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { ProposalId } from '../../../core/kernel/ids.ts';
import { fail } from '../../../core/kernel/result.ts';
import { expiredDeliveries, hasWaitingAnswer } from '../../../db/readers/deliveries.ts';
import { type DeliveryRow, type NewDelivery, readDelivery } from '../../../db/records/delivery.ts';
import { ENDED_KEPT } from '../../../db/tables/delivery.ts';
import { addDeliveries, settleDeliveries, takeDueDeliveries } from '../../../db/usecases/deliveries.ts';
import type { WorkspaceDb } from '../../../db/workspace-db.ts';
import {
  type Answered,
  createDeliveryWorker,
  type DeliveryWorker,
} from '../../../main/engine/delivery/delivery-worker.ts';
import { deliveryCheck } from '../../../main/engine/services/diagnostics/delivery-check.ts';
import {
  must,
  openTestDatabase,
  type TestWorkspace,
  tempFolder,
  testWorkspace,
} from '../db/open-workspace.ts';

const DAY = 86_400_000;
const busy: Answered = { kind: 'fail', reason: fail('hub.away', 'The hub is away.', {}, true).error };
const no: Answered = { kind: 'refuse', reason: fail('task.not-found', 'There is no such task.').error };
const yes: Answered = { kind: 'confirm' };

const order = (ws: TestWorkspace, id: string, destination = 'hub:a'): NewDelivery => ({
  id,
  destination,
  kind: 'task.cancel',
  payload: '{}',
  expiresAt: ws.clock.now() + DAY,
});

/** A destination that answers as told, and remembers what arrived. */
function worker(
  db: WorkspaceDb,
  answer: (row: DeliveryRow) => Answered | Promise<Answered>,
  options: { readonly answerWithinMs?: number; readonly start?: boolean } = {},
): { readonly worker: DeliveryWorker; readonly arrived: string[]; readonly complaints: unknown[] } {
  const arrived: string[] = [];
  const complaints: unknown[] = [];
  const made = createDeliveryWorker({
    db,
    entropy: { bytes: () => new Uint8Array([0]) },
    log: { warn: (message) => complaints.push(message), error: (_message, cause) => complaints.push(cause) },
    destination: {
      name: 'hub:a',
      send: async (row) => {
        arrived.push(row.id);
        return answer(row);
      },
    },
    ...options,
  });
  if (options.start !== false) made.start();
  onTestFinished(() => made.close());
  return { worker: made, arrived, complaints };
}

const stateOf = (db: WorkspaceDb, id: string) => readDelivery(db.read, id)?.state ?? null;

function killed(ws: TestWorkspace): WorkspaceDb {
  const folder = tempFolder();
  for (const name of ['workspace.sqlite', 'workspace.sqlite-wal']) {
    if (existsSync(join(ws.folder, name))) copyFileSync(join(ws.folder, name), join(folder, name));
  }
  return openTestDatabase(join(folder, 'workspace.sqlite'), ws.clock, 99);
}

describe('what waits for a destination', () => {
  test('is sent by the commit that queued it, in order, and answered', async () => {
    const ws = testWorkspace();
    const { worker: hub, arrived } = worker(ws.db, confirmed);
    must(addDeliveries(ws.db, [order(ws, 'dl_1'), order(ws, 'dl_2'), order(ws, 'dl_other', 'hub:b')]));
    expect(await hub.answer('dl_2', 5000)).toMatchObject({ state: 'confirmed', attempts: 1, nextAt: null });
    expect(arrived).toEqual(['dl_1', 'dl_2']);
    expect(await hub.answer('dl_2', 5000)).toMatchObject({ state: 'confirmed' });
    expect(await hub.answer('dl_none', 5000)).toBeNull();
    expect(stateOf(ws.db, 'dl_other')).toBe('queued');
  });

  test('is counted and found however many wait', () => {
    const ws = testWorkspace();
    const proposal = ProposalId.parse('pr_behind');
    const many = Array.from({ length: 600 }, (_, n) => order(ws, `dl_${n}`));
    const answer = {
      ...order(ws, 'dl_answer'),
      kind: 'proposal.settle',
      payload: JSON.stringify({ v: 1, d: { type: 'proposal.settle', proposalId: proposal } }),
    };
    must(addDeliveries(ws.db, [...many, answer]));
    expect(hasWaitingAnswer(ws.db.read, proposal)).toBe(true);
    expect(hasWaitingAnswer(ws.db.read, ProposalId.parse('pr_other'))).toBe(false);
    ws.clock.pass(2 * DAY);
    must(
      takeDueDeliveries(ws.db, 'hub:a', ws.clock.now(), { limit: 1000, longestPause: 1, answerWithin: 1 }),
    );
    expect(expiredDeliveries(ws.db.read)).toMatchObject({ count: 601 });
  });

  test('is refused for good with the reason, which is kept', async () => {
    const ws = testWorkspace();
    const { worker: hub, arrived } = worker(ws.db, () => no);
    must(addDeliveries(ws.db, [order(ws, 'dl_1')]));
    const row = await hub.answer('dl_1', 5000);
    expect(row).toMatchObject({ state: 'refused', reason: { code: 'task.not-found' } });
    ws.clock.pass(DAY);
    hub.start();
    await hub.idle();
    expect(arrived).toEqual(['dl_1']);
    expect(row).toMatchObject({ state: 'refused' });
  });

  test('is answered at the first failure, tried again when its pause is over and not before, and ends in time', async () => {
    const ws = testWorkspace();
    const answers: Answered[] = [busy, busy, yes];
    const { worker: hub, arrived } = worker(ws.db, () => answers.shift() ?? no);
    must(addDeliveries(ws.db, [order(ws, 'dl_1')]));
    const now = ws.clock.now();
    expect(await hub.answer('dl_1', 5000)).toMatchObject({
      state: 'queued',
      attempts: 1,
      nextAt: now + 1000,
      reason: { code: 'hub.away' },
    });
    const again = async (milliseconds: number): Promise<number> => {
      ws.clock.pass(milliseconds);
      hub.start();
      await hub.idle();
      return arrived.length;
    };
    expect([await again(999), await again(1), await again(1999), await again(1)]).toEqual([1, 2, 2, 3]);
    expect(stateOf(ws.db, 'dl_1')).toBe('confirmed');
  });

  test('is tried again by itself', async () => {
    const ws = testWorkspace();
    const answers: Answered[] = [busy, yes];
    const { worker: hub, complaints } = worker(ws.db, () => answers.shift() ?? no);
    must(addDeliveries(ws.db, [order(ws, 'dl_1')]));
    await hub.answer('dl_1', 5000);
    await hub.idle();
    expect(stateOf(ws.db, 'dl_1')).toBe('queued');
    ws.clock.pass(2000);
    await vi.waitFor(() => expect(stateOf(ws.db, 'dl_1')).toBe('confirmed'), {
      timeout: 10_000,
      interval: 50,
    });
    expect(complaints).toEqual([]);
  });

  test('expires unsent with what kept it, and whoever waits for it is told', async () => {
    const ws = testWorkspace();
    const { worker: hub, arrived } = worker(ws.db, () => busy);
    must(addDeliveries(ws.db, [order(ws, 'dl_1')]));
    await hub.answer('dl_1', 5000);
    ws.clock.pass(DAY);
    const waits = hub.answer('dl_1', 60_000);
    hub.start();
    expect(await waits).toMatchObject({ state: 'expired', reason: { code: 'hub.away' } });
    expect(arrived).toEqual(['dl_1']);
  });

  test('is due after the clock was set back, whatever its row says', async () => {
    const ws = testWorkspace();
    const { worker: hub, arrived } = worker(ws.db, () => busy);
    must(addDeliveries(ws.db, [order(ws, 'dl_1')]));
    await hub.answer('dl_1', 5000);
    ws.clock.set(ws.clock.now() - DAY);
    hub.start();
    await hub.idle();
    expect(arrived).toEqual(['dl_1', 'dl_1']);
  });

  test('a destination that never answers, or breaks, is asked again later; those beside it are not held up for good', async () => {
    const ws = testWorkspace();
    const { worker: hub, complaints } = worker(
      ws.db,
      ({ id }) => {
        if (id === 'dl_1') return new Promise(() => undefined);
        throw new Error('a sender with a bug');
      },
      { answerWithinMs: 50 },
    );
    must(addDeliveries(ws.db, [order(ws, 'dl_1'), order(ws, 'dl_2')]));
    expect(await hub.answer('dl_1', 5000)).toMatchObject({
      state: 'queued',
      reason: { code: 'delivery.no-answer', retryable: true },
    });
    expect(readDelivery(ws.db.read, 'dl_2')).toMatchObject({
      state: 'queued',
      reason: { code: 'delivery.broken' },
    });
    expect(complaints).toHaveLength(1);
  });

  test('a caller waits no longer than it said', async () => {
    const ws = testWorkspace();
    const { worker: hub } = worker(ws.db, () => new Promise(() => undefined));
    must(addDeliveries(ws.db, [order(ws, 'dl_1')]));
    expect(await hub.answer('dl_1', 20)).toMatchObject({ state: 'sent' });
  });

  test('ended ones are kept up to a bound, the newest', () => {
    const ws = testWorkspace();
    const ids = Array.from({ length: ENDED_KEPT + 5 }, (_, n) => `dl_${n}`);
    must(
      addDeliveries(
        ws.db,
        ids.map((id) => order(ws, id)),
      ),
    );
    const bounds = { limit: ids.length, longestPause: 1000, answerWithin: 1000 };
    must(takeDueDeliveries(ws.db, 'hub:a', ws.clock.now(), bounds));
    must(
      settleDeliveries(
        ws.db,
        ids.map((id) => ({ id, step: yes })),
      ),
    );
    expect(ws.db.read.value('SELECT count(*) FROM delivery')).toBe(ENDED_KEPT);
    expect([stateOf(ws.db, 'dl_4'), stateOf(ws.db, 'dl_5')]).toEqual([null, 'confirmed']);
  });
});

describe('killed', () => {
  test('after the commit and before it is sent: the next start sends it', async () => {
    const ws = testWorkspace();
    must(addDeliveries(ws.db, [order(ws, 'dl_1')]));
    const after = killed(ws);
    const { worker: hub, arrived } = worker(after, confirmed);
    await hub.idle();
    expect(arrived).toEqual(['dl_1']);
    expect(stateOf(after, 'dl_1')).toBe('confirmed');
  });

  test('while its answer is awaited: it is sent again under its id, at once', async () => {
    const ws = testWorkspace();
    const { worker: hub } = worker(ws.db, () => new Promise(() => undefined));
    must(addDeliveries(ws.db, [order(ws, 'dl_1')]));
    await hub.answer('dl_1', 20);
    const after = killed(ws);
    expect(stateOf(after, 'dl_1')).toBe('sent');
    const { worker: next, arrived } = worker(after, confirmed);
    await next.idle();
    expect(arrived).toEqual(['dl_1']);
    expect(readDelivery(after.read, 'dl_1')).toMatchObject({ state: 'confirmed', attempts: 2 });
  });

  test('closed while its answer is awaited: nothing is settled, and nobody waits on', async () => {
    const ws = testWorkspace();
    const { worker: hub } = worker(ws.db, () => new Promise(() => undefined));
    must(addDeliveries(ws.db, [order(ws, 'dl_1')]));
    await hub.answer('dl_1', 20);
    const waits = hub.answer('dl_1', 60_000);
    await hub.close();
    expect(await waits).toMatchObject({ state: 'sent' });
    must(addDeliveries(ws.db, [order(ws, 'dl_2')]));
    expect(stateOf(ws.db, 'dl_2')).toBe('queued');
  });
});

function confirmed(): Answered {
  return yes;
}

test('what is not confirmed, or was given up, is named by the diagnostics; what is in order is not', async () => {
  const ws = testWorkspace();
  const { worker: hub } = worker(ws.db, ({ id }) => (id === 'dl_1' ? confirmed() : busy));
  must(addDeliveries(ws.db, [order(ws, 'dl_1')]));
  await hub.answer('dl_1', 5000);
  expect(deliveryCheck(ws.db.read)).toEqual([]);
  must(addDeliveries(ws.db, [order(ws, 'dl_2')]));
  await hub.answer('dl_2', 5000);
  expect(deliveryCheck(ws.db.read)).toMatchObject([
    {
      state: 'warning',
      detail: '1 not confirmed yet, the oldest of 2026-11-20 09:00 UTC (task.cancel): The hub is away.',
    },
  ]);
  ws.clock.pass(DAY);
  hub.start();
  await hub.idle();
  expect(deliveryCheck(ws.db.read)).toMatchObject([
    { detail: '1 given up, the last of 2026-11-20 09:00 UTC (task.cancel): The hub is away.' },
  ]);
});
