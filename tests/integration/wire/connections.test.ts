import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createClient } from '../../../core/contract/transport/client.ts';
import type { PortListener } from '../../../core/contract/transport/frame-port.ts';
import { wireVersion } from '../../../core/contract/transport/wire.ts';
import { transportKinds } from '../../support/web/transports.ts';
import { job, jobId, WireFixture } from '../../support/web/wire-fixture.ts';

describe.each(transportKinds)('connections over $name', (kind) => {
  let wire: WireFixture;

  beforeEach(async () => {
    wire = await new WireFixture().start(kind);
  });

  afterEach(() => wire.stop());

  test('after a break the views are lost, keep their rows, and come back by themselves', async () => {
    const client = wire.connect({ reconnect: true });
    const { states, until } = wire.watchJobs(client);
    const first = await until((state) => state.phase === 'live');
    wire.cut();
    const lost = await until((state) => state.phase === 'lost');
    expect(lost.rows).toBe(first.rows);
    expect(client.connection.phase).toBe('lost');
    wire.jobs = [job('a'), job('z')];
    const again = await until((state) => state.phase === 'live' && state.rows.length === 2);
    expect(again.rows[0]).toBe(first.rows[0]);
    expect(states.map((state) => state.phase)).toEqual(['live', 'lost', 'live']);
    expect(client.connection).toMatchObject({ phase: 'open', workspace: 'ws-test' });
  });

  test('a break fails running commands as unknown and asks running queries again', async () => {
    const client = wire.connect({ reconnect: true });
    const command = client.call('jobs.cancel', { jobId: jobId('wait') });
    const query = client.call('search.find', { text: 'wait', limit: 5 });
    await vi.waitFor(() => expect(wire.release).toHaveLength(2));
    wire.cut();
    expect(await command).toMatchObject({ ok: false, error: { code: 'contract.lost' } });
    expect(await client.call('jobs.cancel', { jobId: jobId('a') })).toMatchObject({
      ok: false,
      error: { code: 'contract.absent', retryable: true },
    });
    await vi.waitFor(() => expect(wire.release).toHaveLength(3));
    for (const go of wire.release) go();
    expect(await query).toMatchObject({ ok: true });
    expect(wire.seen.filter(({ input }) => JSON.stringify(input).includes('jo_'))).toHaveLength(1);
  });

  test('an engine that ends in good order answers what it started; what it never started is asked again', async () => {
    const client = wire.connect({ reconnect: true });
    const started = client.call('jobs.cancel', { jobId: jobId('wait') });
    await vi.waitFor(() => expect(wire.release).toHaveLength(1));
    const draining = wire.wire.server.drain(5000);
    const late = client.call('jobs.cancel', { jobId: jobId('late') });
    const next = wire.build();
    const old = wire.wire;
    wire.wire = next;
    wire.release[0]?.();
    await draining;
    expect(await started).toMatchObject({ ok: true });
    expect(await late).toMatchObject({ ok: true });
    expect(old.server.clients()).toBe(0);
    expect(wire.seen.filter(({ input }) => JSON.stringify(input).includes('late'))).toHaveLength(1);
  });

  test('another workspace behind the same address is refused, and views say so', async () => {
    const client = wire.connect({ reconnect: true });
    const { until } = wire.watchJobs(client);
    await until((state) => state.phase === 'live');
    wire.wire = wire.build('ws-other');
    wire.cut();
    const state = await until((candidate) => candidate.phase === 'failed');
    expect(state.failure?.code).toBe('contract.other-workspace');
    expect(client.connection.phase).toBe('refused');
    expect(await client.call('search.find', { text: 'gate', limit: 5 })).toMatchObject({
      ok: false,
      error: { code: 'contract.other-workspace' },
    });
  });

  test('an actor nobody knows is refused at the greeting', async () => {
    const client = wire.connect({ as: 'nobody' });
    expect(await client.call('search.find', { text: 'gate', limit: 5 })).toMatchObject({
      ok: false,
      error: { code: 'actor.not-found' },
    });
  });

  test('whoever does not say hello first is turned away', async () => {
    const frames: unknown[] = [];
    const port = wire.dial();
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
    expect(wire.seen).toEqual([]);
  });

  test('a client of another wire version is told to reload', async () => {
    const frames: unknown[] = [];
    const port = wire.dial();
    await new Promise<void>((resolve) => {
      port.listen({
        opened: () => void port.send({ t: 'hello', version: 999, workspace: null, as: null }),
        frame: (frame) => frames.push(frame),
        lost: () => resolve(),
      });
    });
    expect(frames).toMatchObject([{ t: 'refused', error: { code: 'contract.version' } }]);
  });
});

test('a view opened while a connection is back and its engine still silent is shown like those before it', () => {
  const sent: unknown[] = [];
  const listeners: PortListener[] = [];
  const client = createClient({
    send: (frame) => {
      sent.push(frame);
      return 'sent';
    },
    buffered: () => 0,
    listen: (listener) => void listeners.push(listener),
    close: () => {},
  });
  const asked = () => sent.splice(0).filter((frame) => JSON.stringify(frame).includes('"watch"'));
  const [listener] = listeners;
  if (listener === undefined) throw new Error('the client does not listen');
  client.watch('jobs.list', {}, () => {});
  expect(asked()).toEqual([]);
  listener.opened();
  listener.frame({ t: 'welcome', version: wireVersion, workspace: 'ws', appVersion: '1' });
  expect(asked()).toMatchObject([{ name: 'jobs.list' }]);
  listener.lost(false);
  client.watch('hub.status', {}, () => {});
  listener.opened();
  // The engine is being found, or starts: it has said nothing yet.
  client.watch('trackers.list', {}, () => {});
  expect(asked()).toMatchObject([{ name: 'jobs.list' }, { name: 'hub.status' }, { name: 'trackers.list' }]);
});
