import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ViewState } from '../../../core/contract/index.ts';
import { wireLimits } from '../../../core/contract/transport/wire.ts';
import { transportKinds } from '../../support/web/transports.ts';
import { job, WireFixture } from '../../support/web/wire-fixture.ts';

describe.each(transportKinds)('views over $name', (kind) => {
  let wire: WireFixture;

  beforeEach(async () => {
    wire = await new WireFixture().start(kind);
  });

  afterEach(() => wire.stop());

  test('a view gives its first rows, then what changed, keeping the identity of untouched rows', async () => {
    const { until } = wire.watchJobs(wire.connect());
    const first = await until((state) => state.phase === 'live');
    expect(first.rows.map((row) => row.id)).toEqual(['jo_a', 'jo_b', 'jo_c']);
    wire.jobs = [job('a'), job('b', 5), job('d')];
    wire.wire.topics.publish('jobs');
    const second = await until((state) => state.rows.some((row) => row.id === 'jo_d'));
    expect(second.rows.map((row) => row.id)).toEqual(['jo_a', 'jo_b', 'jo_d']);
    expect(second.rows[0]).toBe(first.rows[0]);
    expect(second.rows[1]).toMatchObject({ done: 5 });
  });

  test('a changed order arrives', async () => {
    const { until } = wire.watchJobs(wire.connect());
    await until((state) => state.phase === 'live');
    wire.jobs = [job('c'), job('x'), job('a'), job('b')];
    wire.wire.topics.publish('jobs');
    const state = await until((candidate) => candidate.rows.length === 4);
    expect(state.rows.map((row) => row.id)).toEqual(['jo_c', 'jo_x', 'jo_a', 'jo_b']);
  });

  test('nothing is pushed when nothing changed', async () => {
    const { states, until } = wire.watchJobs(wire.connect());
    await until((state) => state.phase === 'live');
    wire.wire.topics.publish('jobs');
    await vi.waitFor(() => expect(wire.reads).toBe(2));
    wire.jobs = [job('a', 1), job('b'), job('c')];
    wire.wire.topics.publish('jobs');
    await until((state) => state.rows[0]?.done === 1);
    expect(states).toHaveLength(2);
  });

  test('a storm of changes is pushed at most once per interval and ends with the newest rows', async () => {
    const { states, until } = wire.watchJobs(wire.connect());
    await until((state) => state.phase === 'live');
    const started = performance.now();
    for (let done = 1; done <= 200; done += 1) {
      wire.jobs = [job('a', done)];
      wire.wire.topics.publish('jobs');
      await new Promise((resolve) => setImmediate(resolve));
    }
    await until((state) => state.rows[0]?.done === 200);
    const intervals = Math.ceil((performance.now() - started) / wireLimits.pushEveryMilliseconds);
    expect(states.length).toBeLessThanOrEqual(intervals + 2);
  });

  test('a stopped view wire.reads no more', async () => {
    const { stop, until } = wire.watchJobs(wire.connect());
    await until((state) => state.phase === 'live');
    stop();
    const other = wire.watchJobs(wire.connect());
    await other.until((state) => state.phase === 'live');
    const before = wire.reads;
    wire.jobs = [];
    wire.wire.topics.publish('jobs');
    await other.until((state) => state.phase === 'live' && state.rows.length === 0);
    expect(wire.reads).toBe(before + 1);
  });

  test('a view that breaks shows the failure and comes back with the next change', async () => {
    const states: ViewState<'bridge.needs'>[] = [];
    wire.connect().watch('bridge.needs', {}, (state) => states.push(state));
    await vi.waitFor(() =>
      expect(states.at(-1)).toMatchObject({ phase: 'failed', failure: { code: 'contract.bug' } }),
    );
    wire.wire.topics.publish('fleet-needs');
    await vi.waitFor(() => expect(wire.wire.log.errors.length).toBe(2));
  });

  test('bad input to a view fails it with the path', async () => {
    const states: ViewState<'bridge.due'>[] = [];
    const needs: ViewState<'jobs.list'>[] = [];
    const client = wire.connect();
    client.watch('bridge.due', { days: 0 }, (state) => states.push(state));
    client.watch('jobs.list', {}, (state) => needs.push(state));
    await vi.waitFor(() => expect(states.at(-1)?.phase).toBe('failed'));
    await vi.waitFor(() => expect(needs.at(-1)?.phase).toBe('live'));
  });

  test('more views than the bound are refused', async () => {
    const client = wire.connect();
    for (let count = 0; count < wireLimits.views; count += 1) client.watch('jobs.list', {}, () => {});
    const { until } = wire.watchJobs(client);
    const state = await until((candidate) => candidate.phase === 'failed');
    expect(state.failure?.code).toBe('contract.too-many-views');
  });

  test('a client that stops taking in pushes is not queued for, and gets one reset when it has caught up', async () => {
    const port = wire.dial();
    const pushes: { t: string; seq: number; rows: unknown }[] = [];
    port.listen({
      opened() {
        port.send({ t: 'hello', version: 1, workspace: null, as: null });
        port.send({ t: 'watch', id: 7, name: 'jobs.list', input: {} });
      },
      frame(frame) {
        if (isPush(frame)) pushes.push(frame);
      },
      lost() {},
    });
    await vi.waitFor(() => expect(pushes).toHaveLength(1));
    for (let done = 1; done < wireLimits.unackedPushes; done += 1) {
      wire.jobs = [job('a', done)];
      wire.wire.topics.publish('jobs');
      await vi.waitFor(() => expect(pushes).toHaveLength(done + 1));
    }
    const readsWhenBehind = wire.reads;
    for (let done = 100; done < 120; done += 1) {
      wire.jobs = [job('a', done)];
      wire.wire.topics.publish('jobs');
    }
    // Another client is served meanwhile, over the same topic.
    const other = wire.watchJobs(wire.connect());
    await other.until((state) => state.rows[0]?.done === 119);
    // Its second push comes an interval after its first: by then the pause of the stuck view is over as well.
    wire.jobs = [job('a', 120)];
    wire.wire.topics.publish('jobs');
    await other.until((state) => state.rows[0]?.done === 120);
    expect(pushes).toHaveLength(wireLimits.unackedPushes);
    expect(wire.reads).toBe(readsWhenBehind + 2);
    port.send({ t: 'ack', id: 7, seq: wireLimits.unackedPushes - 1 });
    await vi.waitFor(() => expect(pushes).toHaveLength(wireLimits.unackedPushes + 1));
    expect(pushes.at(-1)).toMatchObject({ t: 'reset', rows: [{ id: 'jo_a', done: 120 }] });
    port.close();
  });
});

function isPush(frame: unknown): frame is { t: string; seq: number; rows: unknown } {
  return typeof frame === 'object' && frame !== null && 'seq' in frame;
}
