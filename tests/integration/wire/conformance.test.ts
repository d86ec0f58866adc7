import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  createClient,
  type FramePort,
  reconnectingPort,
  type WireClient,
} from '../../../core/contract/client.ts';
import type { RowOf, ViewState } from '../../../core/contract/index.ts';
import { wireLimits } from '../../../core/contract/wire.ts';
import { JobId } from '../../../core/kernel/ids.ts';
import { fail, ok } from '../../../core/kernel/result.ts';
import type { CallContext } from '../../../main/engine/handlers.ts';
import { type FakeWire, fakeWire } from '../../support/fake-wire.ts';
import { type Transport, transportKinds } from '../../support/transports.ts';

type Job = RowOf<'jobs.list'>;
const job = (id: string, done = 0): Job => ({
  id: jobId(id),
  title: `Job ${id}`,
  state: 'running',
  done,
  total: 10,
  note: '',
  startedAt: 1,
});
const jobId = (id: string): Job['id'] => JobId.parse(`jo_${id}`);

const schedule = (milliseconds: number, task: () => void) => {
  const timer = setTimeout(task, milliseconds);
  return () => clearTimeout(timer);
};

describe.each(transportKinds)('the contract over $name', (kind) => {
  let jobs: Job[];
  let reads: number;
  let seen: { input: unknown; context: CallContext }[];
  let release: (() => void)[];
  let wire: FakeWire;
  let transport: Transport;
  let clients: WireClient[];

  const build = (workspace = 'ws-test'): FakeWire =>
    fakeWire(
      {
        calls: {
          'search.find': async (input, context) => {
            seen.push({ input, context });
            if (input.text === 'wait') await new Promise<void>((resolve) => release.push(resolve));
            if (input.text === 'throw') throw new Error('secret inside: /home/someone');
            return ok({ hits: [], total: input.text.length, milliseconds: 1 });
          },
          'jobs.cancel': async (input, context) => {
            seen.push({ input, context });
            if (input.jobId === 'jo_wait') await new Promise<void>((resolve) => release.push(resolve));
            if (input.jobId === 'jo_gone') return fail('job.not-found', 'There is no such job.');
            return ok({});
          },
          'layout.get': () => ok({ value: 'ü'.repeat(400_000) }),
          // An undeclared code: a bug of the handler's, which the door must not let pass in tests.
          'layout.set': () => fail('made.up', 'never declared'),
        },
        views: {
          'jobs.list': {
            topics: () => ['jobs'],
            read: () => {
              reads += 1;
              return { rows: jobs.map((row) => ({ ...row })), extra: {} };
            },
          },
          'bridge.needs': {
            topics: () => ['needs'],
            read: () => {
              throw new Error('broken view');
            },
          },
        },
      },
      workspace,
    );

  const connect = (options: { reconnect?: boolean } = {}): WireClient => {
    const dial = (): FramePort => transport.dial();
    const port = options.reconnect === true ? reconnectingPort(dial, schedule) : dial();
    const client = createClient(port, { verify: true });
    clients.push(client);
    return client;
  };

  /** Collects states; `until` resolves with the first one that fits, past ones included. */
  const watchJobs = (client: WireClient) => {
    const states: ViewState<'jobs.list'>[] = [];
    const stop = client.watch('jobs.list', {}, (state) => states.push(state));
    const until = (fits: (state: ViewState<'jobs.list'>) => boolean) =>
      vi.waitFor(
        () => {
          const found = states.find(fits);
          if (found === undefined) throw new Error(`not yet: ${JSON.stringify(states.at(-1))}`);
          return found;
        },
        { timeout: 5000, interval: 5 },
      );
    return { states, stop, until };
  };

  beforeEach(async () => {
    jobs = [job('a'), job('b'), job('c')];
    reads = 0;
    seen = [];
    release = [];
    clients = [];
    wire = build();
    transport = await kind.start((port) => wire.server.accept(port));
  });

  afterEach(async () => {
    for (const go of release) go();
    for (const client of clients) client.close();
    await transport.stop();
  });

  test('a call is answered with its value', async () => {
    const answer = await connect().call('search.find', { text: 'gate', limit: 5 });
    expect(answer).toEqual({ ok: true, value: { hits: [], total: 4, milliseconds: 1 } });
  });

  test('many calls at once each get their own answer', async () => {
    const client = connect();
    const texts = Array.from({ length: 100 }, (_, index) => 'x'.repeat(index + 1));
    const answers = await Promise.all(texts.map((text) => client.call('search.find', { text, limit: 5 })));
    expect(answers.map((answer) => (answer.ok ? answer.value.total : -1))).toEqual(
      texts.map((text) => text.length),
    );
  });

  test('a large answer arrives whole', async () => {
    const answer = await connect().call('layout.get', { key: 'k' });
    expect(answer).toEqual({ ok: true, value: { value: 'ü'.repeat(400_000) } });
  });

  test('a refusal arrives as a value with its code', async () => {
    const answer = await connect().call('jobs.cancel', { jobId: jobId('gone') });
    expect(answer).toMatchObject({ ok: false, error: { code: 'job.not-found', retryable: false } });
  });

  test('bad input is refused at the door with the path of the problem, and no handler runs', async () => {
    const answer = await connect().call('search.find', { text: 'gate', limit: 5000 });
    expect(answer).toMatchObject({
      ok: false,
      error: { code: 'contract.invalid', facts: { path: 'limit' } },
    });
    expect(seen).toEqual([]);
  });

  test('a name without handler is unknown', async () => {
    const answer = await connect().call('workspace.diagnostics', {});
    expect(answer).toMatchObject({ ok: false, error: { code: 'contract.unknown' } });
  });

  test('a handler that throws gives a bug id, logged with its cause; nothing of the inside leaves', async () => {
    const answer = await connect().call('search.find', { text: 'throw', limit: 5 });
    expect(answer).toMatchObject({ ok: false, error: { code: 'contract.bug' } });
    expect(JSON.stringify(answer)).not.toContain('secret inside');
    const id = answer.ok ? null : answer.error.facts['id'];
    expect(wire.log.errors).toMatchObject([{ facts: { bug: id, entry: 'search.find' } }]);
    expect(String(wire.log.errors[0]?.cause)).toContain('secret inside');
  });

  test('an undeclared failure code is a bug where outputs are verified', async () => {
    const answer = await connect().call('layout.set', { key: 'k', value: 1 });
    expect(answer).toMatchObject({ ok: false, error: { code: 'contract.bug' } });
  });

  test('a given-up call aborts its handler and answers at once', async () => {
    const client = connect();
    const control = new AbortController();
    const answer = client.call('search.find', { text: 'wait', limit: 5 }, { signal: control.signal });
    await vi.waitFor(() => expect(release).toHaveLength(1));
    control.abort();
    expect(await answer).toMatchObject({ ok: false, error: { code: 'contract.cancelled' } });
    await vi.waitFor(() => expect(seen[0]?.context.signal.aborted).toBe(true));
  });

  test('closing the client answers what is open and aborts it in the engine', async () => {
    const client = connect();
    const answer = client.call('search.find', { text: 'wait', limit: 5 });
    await vi.waitFor(() => expect(release).toHaveLength(1));
    client.close();
    expect(await answer).toMatchObject({ ok: false, error: { code: 'contract.closed' } });
    await vi.waitFor(() => expect(seen[0]?.context.signal.aborted).toBe(true));
    await vi.waitFor(() => expect(wire.server.clients()).toBe(0));
    expect(await client.call('search.find', { text: 'late', limit: 5 })).toMatchObject({ ok: false });
  });

  test('more calls than the bound are refused as busy, not queued', async () => {
    const client = connect();
    const waiting = Array.from({ length: wireLimits.calls + 1 }, () =>
      client.call('search.find', { text: 'wait', limit: 5 }),
    );
    expect(await waiting.at(-1)).toMatchObject({
      ok: false,
      error: { code: 'contract.busy', retryable: true },
    });
    for (const go of release) go();
    expect(await waiting[0]).toMatchObject({ ok: true });
  });

  test('a view gives its first rows, then what changed, keeping the identity of untouched rows', async () => {
    const { until } = watchJobs(connect());
    const first = await until((state) => state.phase === 'live');
    expect(first.rows.map((row) => row.id)).toEqual(['jo_a', 'jo_b', 'jo_c']);
    jobs = [job('a'), job('b', 5), job('d')];
    wire.topics.publish('jobs');
    const second = await until((state) => state.rows.some((row) => row.id === 'jo_d'));
    expect(second.rows.map((row) => row.id)).toEqual(['jo_a', 'jo_b', 'jo_d']);
    expect(second.rows[0]).toBe(first.rows[0]);
    expect(second.rows[1]).toMatchObject({ done: 5 });
  });

  test('a changed order arrives', async () => {
    const { until } = watchJobs(connect());
    await until((state) => state.phase === 'live');
    jobs = [job('c'), job('x'), job('a'), job('b')];
    wire.topics.publish('jobs');
    const state = await until((candidate) => candidate.rows.length === 4);
    expect(state.rows.map((row) => row.id)).toEqual(['jo_c', 'jo_x', 'jo_a', 'jo_b']);
  });

  test('nothing is pushed when nothing changed', async () => {
    const { states, until } = watchJobs(connect());
    await until((state) => state.phase === 'live');
    wire.topics.publish('jobs');
    await vi.waitFor(() => expect(reads).toBe(2));
    jobs = [job('a', 1), job('b'), job('c')];
    wire.topics.publish('jobs');
    await until((state) => state.rows[0]?.done === 1);
    expect(states).toHaveLength(2);
  });

  test('a storm of changes is pushed at most once per interval and ends with the newest rows', async () => {
    const { states, until } = watchJobs(connect());
    await until((state) => state.phase === 'live');
    const started = performance.now();
    for (let done = 1; done <= 200; done += 1) {
      jobs = [job('a', done)];
      wire.topics.publish('jobs');
      await new Promise((resolve) => setImmediate(resolve));
    }
    await until((state) => state.rows[0]?.done === 200);
    const intervals = Math.ceil((performance.now() - started) / wireLimits.pushEveryMilliseconds);
    expect(states.length).toBeLessThanOrEqual(intervals + 2);
  });

  test('a stopped view reads no more', async () => {
    const { stop, until } = watchJobs(connect());
    await until((state) => state.phase === 'live');
    stop();
    const other = watchJobs(connect());
    await other.until((state) => state.phase === 'live');
    const before = reads;
    jobs = [];
    wire.topics.publish('jobs');
    await other.until((state) => state.phase === 'live' && state.rows.length === 0);
    expect(reads).toBe(before + 1);
  });

  test('a view that breaks shows the failure and comes back with the next change', async () => {
    const states: ViewState<'bridge.needs'>[] = [];
    connect().watch('bridge.needs', {}, (state) => states.push(state));
    await vi.waitFor(() =>
      expect(states.at(-1)).toMatchObject({ phase: 'failed', failure: { code: 'contract.bug' } }),
    );
    wire.topics.publish('needs');
    await vi.waitFor(() => expect(wire.log.errors.length).toBe(2));
  });

  test('bad input to a view fails it with the path', async () => {
    const states: ViewState<'bridge.due'>[] = [];
    const needs: ViewState<'jobs.list'>[] = [];
    const client = connect();
    client.watch('bridge.due', { days: 0 }, (state) => states.push(state));
    client.watch('jobs.list', {}, (state) => needs.push(state));
    await vi.waitFor(() => expect(states.at(-1)?.phase).toBe('failed'));
    await vi.waitFor(() => expect(needs.at(-1)?.phase).toBe('live'));
  });

  test('more views than the bound are refused', async () => {
    const client = connect();
    for (let count = 0; count < wireLimits.views; count += 1) client.watch('jobs.list', {}, () => {});
    const { until } = watchJobs(client);
    const state = await until((candidate) => candidate.phase === 'failed');
    expect(state.failure?.code).toBe('contract.too-many-views');
  });

  test('after a break the views are lost, keep their rows, and come back by themselves', async () => {
    const client = connect({ reconnect: true });
    const { states, until } = watchJobs(client);
    const first = await until((state) => state.phase === 'live');
    transport.cut();
    const lost = await until((state) => state.phase === 'lost');
    expect(lost.rows).toBe(first.rows);
    expect(client.connection.phase).toBe('lost');
    jobs = [job('a'), job('z')];
    const again = await until((state) => state.phase === 'live' && state.rows.length === 2);
    expect(again.rows[0]).toBe(first.rows[0]);
    expect(states.map((state) => state.phase)).toEqual(['live', 'lost', 'live']);
    expect(client.connection).toMatchObject({ phase: 'open', workspace: 'ws-test' });
  });

  test('a break fails running commands as unknown and asks running queries again', async () => {
    const client = connect({ reconnect: true });
    const command = client.call('jobs.cancel', { jobId: jobId('wait') });
    const query = client.call('search.find', { text: 'wait', limit: 5 });
    await vi.waitFor(() => expect(release).toHaveLength(2));
    transport.cut();
    expect(await command).toMatchObject({ ok: false, error: { code: 'contract.lost' } });
    expect(await client.call('jobs.cancel', { jobId: jobId('a') })).toMatchObject({
      ok: false,
      error: { code: 'contract.lost', retryable: true },
    });
    await vi.waitFor(() => expect(release).toHaveLength(3));
    for (const go of release) go();
    expect(await query).toMatchObject({ ok: true });
    expect(seen.filter(({ input }) => JSON.stringify(input).includes('jo_'))).toHaveLength(1);
  });

  test('an engine that ends in good order answers what it started; what it never started is asked again', async () => {
    const client = connect({ reconnect: true });
    const started = client.call('jobs.cancel', { jobId: jobId('wait') });
    await vi.waitFor(() => expect(release).toHaveLength(1));
    const draining = wire.server.drain(5000);
    const late = client.call('jobs.cancel', { jobId: jobId('late') });
    const next = build();
    const old = wire;
    wire = next;
    release[0]?.();
    await draining;
    expect(await started).toMatchObject({ ok: true });
    expect(await late).toMatchObject({ ok: true });
    expect(old.server.clients()).toBe(0);
    expect(seen.filter(({ input }) => JSON.stringify(input).includes('late'))).toHaveLength(1);
  });

  test('another workspace behind the same address is refused, and views say so', async () => {
    const client = connect({ reconnect: true });
    const { until } = watchJobs(client);
    await until((state) => state.phase === 'live');
    wire = build('ws-other');
    transport.cut();
    const state = await until((candidate) => candidate.phase === 'failed');
    expect(state.failure?.code).toBe('contract.other-workspace');
    expect(client.connection.phase).toBe('refused');
    expect(await client.call('search.find', { text: 'gate', limit: 5 })).toMatchObject({
      ok: false,
      error: { code: 'contract.other-workspace' },
    });
  });

  test('an actor nobody knows is refused at the greeting', async () => {
    const client = createClient(transport.dial(), { as: 'nobody' });
    clients.push(client);
    expect(await client.call('search.find', { text: 'gate', limit: 5 })).toMatchObject({
      ok: false,
      error: { code: 'actor.not-found' },
    });
  });

  test('whoever does not say hello first is turned away', async () => {
    const frames: unknown[] = [];
    const port = transport.dial();
    const gone = new Promise<void>((resolve) => {
      port.listen({
        opened: () =>
          void port.send({ t: 'call', id: 1, name: 'search.find', input: { text: 'a', limit: 1 } }),
        frame: (frame) => frames.push(frame),
        lost: () => resolve(),
      });
    });
    await gone;
    expect(frames).toMatchObject([{ t: 'refused', error: { code: 'contract.invalid' } }]);
    expect(seen).toEqual([]);
  });

  test('a client of another wire version is told to reload', async () => {
    const frames: unknown[] = [];
    const port = transport.dial();
    await new Promise<void>((resolve) => {
      port.listen({
        opened: () =>
          void port.send({ t: 'hello', version: 999, workspace: null, as: null, passphrase: null }),
        frame: (frame) => frames.push(frame),
        lost: () => resolve(),
      });
    });
    expect(frames).toMatchObject([{ t: 'refused', error: { code: 'contract.version' } }]);
  });

  test('a client that stops taking in pushes is not queued for, and gets one reset when it has caught up', async () => {
    const port = transport.dial();
    const pushes: { t: string; seq: number; rows: unknown }[] = [];
    port.listen({
      opened() {
        port.send({ t: 'hello', version: 1, workspace: null, as: null, passphrase: null });
        port.send({ t: 'watch', id: 7, name: 'jobs.list', input: {} });
      },
      frame(frame) {
        if (isPush(frame)) pushes.push(frame);
      },
      lost() {},
    });
    await vi.waitFor(() => expect(pushes).toHaveLength(1));
    for (let done = 1; done < wireLimits.unackedPushes; done += 1) {
      jobs = [job('a', done)];
      wire.topics.publish('jobs');
      await vi.waitFor(() => expect(pushes).toHaveLength(done + 1));
    }
    const readsWhenBehind = reads;
    for (let done = 100; done < 120; done += 1) {
      jobs = [job('a', done)];
      wire.topics.publish('jobs');
    }
    // Another client is served meanwhile, over the same topic.
    const other = watchJobs(connect());
    await other.until((state) => state.rows[0]?.done === 119);
    expect(pushes).toHaveLength(wireLimits.unackedPushes);
    expect(reads).toBe(readsWhenBehind + 1);
    port.send({ t: 'ack', id: 7, seq: wireLimits.unackedPushes - 1 });
    await vi.waitFor(() => expect(pushes).toHaveLength(wireLimits.unackedPushes + 1));
    expect(pushes.at(-1)).toMatchObject({ t: 'reset', rows: [{ id: 'jo_a', done: 119 }] });
    port.close();
  });
});

function isPush(frame: unknown): frame is { t: string; seq: number; rows: unknown } {
  return typeof frame === 'object' && frame !== null && 'seq' in frame;
}
