import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { wireLimits } from '../../../core/contract/transport/wire.ts';
import { transportKinds } from '../../support/web/transports.ts';
import { jobId, WireFixture } from '../../support/web/wire-fixture.ts';

describe.each(transportKinds)('calls over $name', (kind) => {
  let wire: WireFixture;

  beforeEach(async () => {
    wire = await new WireFixture().start(kind);
  });

  afterEach(() => wire.stop());

  test('a call is answered with its value', async () => {
    const answer = await wire.connect().call('search.find', { text: 'gate', limit: 5 });
    expect(answer).toEqual({ ok: true, value: { hits: [], total: 4, milliseconds: 1 } });
  });

  test('many calls at once each get their own answer', async () => {
    const client = wire.connect();
    const texts = Array.from({ length: 100 }, (_, index) => 'x'.repeat(index + 1));
    const answers = await Promise.all(texts.map((text) => client.call('search.find', { text, limit: 5 })));
    expect(answers.map((answer) => (answer.ok ? answer.value.total : -1))).toEqual(
      texts.map((text) => text.length),
    );
  });

  test('a large answer arrives whole', async () => {
    const answer = await wire.connect().call('layout.get', { key: 'k' });
    expect(answer).toEqual({ ok: true, value: { value: 'ü'.repeat(400_000) } });
  });

  test('a refusal arrives as a value with its code', async () => {
    const answer = await wire.connect().call('jobs.cancel', { jobId: jobId('gone') });
    expect(answer).toMatchObject({ ok: false, error: { code: 'job.not-found', retryable: false } });
  });

  test('bad input is refused by the gateway with the path of the problem, and no handler runs', async () => {
    const answer = await wire.connect().call('search.find', { text: 'gate', limit: 5000 });
    expect(answer).toMatchObject({
      ok: false,
      error: { code: 'contract.invalid', facts: { path: 'limit' } },
    });
    expect(wire.seen).toEqual([]);
  });

  test('a name without handler is unknown', async () => {
    const answer = await wire.connect().call('workspace.diagnostics', {});
    expect(answer).toMatchObject({ ok: false, error: { code: 'contract.unknown' } });
  });

  test('a handler that throws gives a bug id, logged with its cause; nothing of the inside leaves', async () => {
    const answer = await wire.connect().call('search.find', { text: 'throw', limit: 5 });
    expect(answer).toMatchObject({ ok: false, error: { code: 'contract.bug' } });
    expect(JSON.stringify(answer)).not.toContain('secret inside');
    const id = answer.ok ? null : answer.error.facts['id'];
    expect(wire.wire.log.errors).toMatchObject([{ facts: { bug: id, entry: 'search.find' } }]);
    expect(String(wire.wire.log.errors[0]?.cause)).toContain('secret inside');
  });

  test('an undeclared failure code is a bug where outputs are verified', async () => {
    const answer = await wire.connect().call('layout.set', { key: 'k', value: 1 });
    expect(answer).toMatchObject({ ok: false, error: { code: 'contract.bug' } });
  });

  test('a given-up call aborts its handler and answers at once', async () => {
    const client = wire.connect();
    const control = new AbortController();
    const answer = client.call('search.find', { text: 'wait', limit: 5 }, { signal: control.signal });
    await vi.waitFor(() => expect(wire.release).toHaveLength(1));
    control.abort();
    expect(await answer).toMatchObject({ ok: false, error: { code: 'contract.cancelled' } });
    await vi.waitFor(() => expect(wire.seen[0]?.context.signal.aborted).toBe(true));
    for (const go of wire.release) go();
    expect(await client.call('search.find', { text: 'next', limit: 5 })).toMatchObject({ ok: true });
    expect(wire.wire.log.errors).toEqual([]);
  });

  test('a command goes on when its client is gone; only asking for it gives it up', async () => {
    const client = wire.connect();
    const gone = client.call('jobs.cancel', { jobId: jobId('wait') });
    await vi.waitFor(() => expect(wire.release).toHaveLength(1));
    client.close();
    expect(await gone).toMatchObject({ ok: false, error: { code: 'contract.closed' } });
    await vi.waitFor(() => expect(wire.wire.server.clients()).toBe(0));
    expect(wire.seen[0]?.context.signal.aborted).toBe(false);
  });

  test('closing the client answers what is open and aborts it in the engine', async () => {
    const client = wire.connect();
    const answer = client.call('search.find', { text: 'wait', limit: 5 });
    await vi.waitFor(() => expect(wire.release).toHaveLength(1));
    client.close();
    expect(await answer).toMatchObject({ ok: false, error: { code: 'contract.closed' } });
    await vi.waitFor(() => expect(wire.seen[0]?.context.signal.aborted).toBe(true));
    await vi.waitFor(() => expect(wire.wire.server.clients()).toBe(0));
    expect(await client.call('search.find', { text: 'late', limit: 5 })).toMatchObject({ ok: false });
  });

  test('more calls than the bound are refused as busy, not queued', async () => {
    const client = wire.connect();
    const waiting = Array.from({ length: wireLimits.calls + 1 }, () =>
      client.call('search.find', { text: 'wait', limit: 5 }),
    );
    expect(await waiting.at(-1)).toMatchObject({
      ok: false,
      error: { code: 'contract.busy', retryable: true },
    });
    for (const go of wire.release) go();
    expect(await waiting[0]).toMatchObject({ ok: true });
  });
});
