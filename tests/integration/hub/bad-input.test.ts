import { describe, expect, it } from 'vitest';
import { hubLimits, hubProtocol } from '../../../core/contract/hub/agent-frames.ts';
import { TaskId } from '../../../core/kernel/ids.ts';
import { type TestHub, testHub } from './hub-fixture.ts';
import { noLines, nothing, plainResult, TestAgent } from './test-agent.ts';

const generous = { light: 1_000_000, normal: 1_000_000, heavy: 1_000_000 };
const beat = (n: number): string => JSON.stringify({ t: 'heartbeat', n, resources: null });

async function oneAgent(options: Parameters<typeof testHub>[0] = {}) {
  const hub = await testHub(options);
  const known = await hub.addAgent('Rowan');
  const agent = await TestAgent.connect(hub.server.url, known);
  return { hub, known, agent };
}

/** Runs it and says which events it led to. */
async function changes(hub: TestHub, what: () => Promise<unknown>): Promise<readonly string[]> {
  await hub.core.idle();
  const before = hub.events.length;
  await what();
  await hub.core.idle();
  return hub.events.slice(before).map(({ type }) => type);
}

describe('a frame that is wrong', () => {
  it.each([
    ['not JSON', '{"t":', 'frame.malformed'],
    ['of no kind', '{"t":"fly","n":2}', 'frame.malformed'],
    ['replayed', beat(1), 'frame.replayed'],
    ['out of order', beat(7), 'frame.out-of-order'],
    ['binary', Buffer.from(beat(2)), 'frame.binary'],
    [
      'a second hello',
      JSON.stringify({
        t: 'hello',
        n: 2,
        protocol: hubProtocol,
        agentId: 'ag_rowan',
        facts: { host: 'h', platform: '', version: '', capabilities: [], executors: [] },
        holding: [],
        resources: null,
      }),
      'frame.unexpected',
    ],
  ])(
    '(%s) is refused by name, changes nothing, counts, and leaves the connection usable',
    async (_, frame, code) => {
      const { hub, known, agent } = await oneAgent();
      const happened = await changes(hub, async () => {
        agent.socket.send(frame);
        expect(await agent.next('refused')).toMatchObject({ code, stale: false });
      });
      expect(happened).toEqual([]);
      expect(hub.server.clients().get(known.tokenId)).toMatchObject({ violations: 1, lastViolation: code });
      agent.n = code === 'frame.unexpected' || frame === '{"t":"fly","n":2}' ? 2 : 1;
      expect(await agent.answerTo(agent.heartbeat())).toMatchObject({ t: 'settled' });
    },
  );

  it('(somewhat too large) is refused in words, and ends the connection', async () => {
    const { hub, agent } = await oneAgent();
    agent.socket.send(`{"t":"heartbeat","n":2,"pad":"${'x'.repeat(hubLimits.frameBytes)}"}`);
    expect(await agent.next('refused')).toMatchObject({ code: 'frame.too-large' });
    expect(await agent.closed).toBe(1009);
    await expect.poll(() => hub.committed('agent.disconnected')).toHaveLength(1);
  });

  it('(gigantic) is cut off while it arrives', async () => {
    const { hub, known, agent } = await oneAgent();
    agent.socket.send('x'.repeat(4 * hubLimits.frameBytes));
    expect(await agent.closed).toBe(1009);
    expect(hub.server.clients().get(known.tokenId)?.lastViolation).toBe('frame.too-large');
  });

  it('before hello is refused, and hello may still follow', async () => {
    const hub = await testHub();
    const agent = await TestAgent.open(hub.server.url, await hub.addAgent('Rowan'));
    expect(await agent.ask({ t: 'heartbeat', resources: null })).toMatchObject({ code: 'agent.hello-first' });
    agent.hello();
    expect(await agent.next('welcome')).toMatchObject({ name: 'Rowan' });
  });

  it('with another version of the protocol is answered in words and ends the connection', async () => {
    const hub = await testHub();
    const agent = await TestAgent.open(hub.server.url, await hub.addAgent('Rowan'));
    agent.socket.send(JSON.stringify({ t: 'hello', n: 1, protocol: 99 }));
    expect(await agent.next('bye')).toMatchObject({ code: 'protocol.version' });
    await agent.closed;
    expect(hub.committed('agent.connected')).toEqual([]);
  });
});

describe('a frame about an attempt that is not its sender’s', () => {
  it('is refused as of the wrong agent, an unknown attempt or an unknown task, each a violation', async () => {
    const { hub, agent: rowan } = await oneAgent();
    await hub.submit({ description: 'Mine' });
    const { taskId } = await rowan.takesTask();
    const known = await hub.addAgent('Alder');
    const alder = await TestAgent.connect(hub.server.url, known);
    const happened = await changes(hub, async () => {
      for (const [attempt, code] of [
        [{ taskId, generation: 1 }, 'attempt.wrong-agent'],
        [{ taskId, generation: 5 }, 'attempt.unknown'],
        [{ taskId: TaskId.parse('ta_nowhere'), generation: 1 }, 'task.not-found'],
      ] as const)
        expect(await alder.answerTo(alder.complete(attempt))).toMatchObject({
          t: 'refused',
          code,
          stale: true,
        });
    });
    expect(happened).toEqual([]);
    expect(hub.server.clients().get(known.tokenId)?.violations).toBe(3);
    expect(await rowan.answerTo(rowan.complete({ taskId, generation: 1 }))).toMatchObject({ t: 'settled' });
  });

  it('of an earlier generation is stale, and no violation', async () => {
    const { hub, known, agent } = await oneAgent({ settings: { retrySeconds: 0, fallbackSeconds: 0 } });
    await hub.submit({ description: 'Twice' });
    const first = await agent.takesTask();
    await agent.ask({
      t: 'fail',
      taskId: first.taskId,
      generation: 1,
      reason: 'failed',
      error: 'x',
      retryable: true,
      spent: nothing,
      transcript: noLines,
    });
    const second = await agent.takesTask();
    expect(second.generation).toBe(2);
    const late = await agent.ask({
      t: 'progress',
      taskId: first.taskId,
      generation: 1,
      percent: 50,
      note: '',
      spent: nothing,
    });
    expect(late).toMatchObject({ t: 'refused', code: 'attempt.stale', stale: true });
    expect(hub.server.clients().get(known.tokenId)?.violations).toBe(0);
  });
});

describe('a client that keeps getting it wrong', () => {
  it('is cut off at the tenth violation, stays away for longer each time, and comes back after it', async () => {
    const { hub, known, agent } = await oneAgent();
    for (const pause of [30_000, 60_000]) {
      const wrong = pause === 30_000 ? agent : await TestAgent.connect(hub.server.url, known);
      for (let count = 0; count < hubLimits.violations; count += 1) wrong.socket.send('no');
      expect(await wrong.next('bye')).toMatchObject({ code: 'agent.violations', retryAfterMs: pause });
      expect(await wrong.closed).toBe(1008);
      await expect.poll(() => hub.committed('agent.disconnected').at(-1)?.reason).toBe('violations');
      const turnedAway = new TestAgent(hub.server.url, known);
      const answer = await new Promise<{ status: number | undefined; after: string | undefined }>((resolve) =>
        turnedAway.socket.on('unexpected-response', (_request, response) =>
          resolve({ status: response.statusCode, after: response.headers['retry-after'] }),
        ),
      );
      expect(answer.status).toBe(429);
      expect(Number(answer.after)).toBeGreaterThan(pause / 1000 - 10);
      hub.pass(pause);
    }
    const back = await TestAgent.connect(hub.server.url, known);
    expect(await back.answerTo(back.heartbeat())).toMatchObject({ t: 'settled' });
  });

  it('that floods is told to wait, then cut off; nobody else is held up meanwhile', async () => {
    const hub = await testHub({ limits: { light: 60, normal: 600, heavy: 60 } });
    const flooding = await TestAgent.connect(hub.server.url, await hub.addAgent('Rowan'));
    const calm = await TestAgent.connect(hub.server.url, await hub.addAgent('Alder'));
    const frames = 5_000;
    for (let count = 0; count < frames; count += 1) flooding.heartbeat();
    // Everything of the flood was sent before this; it is answered long before the flood is through.
    expect(await calm.answerTo(calm.heartbeat())).toMatchObject({ t: 'settled' });
    expect(flooding.frames.length).toBeLessThan(frames / 2);
    expect(await flooding.next('bye')).toMatchObject({ code: 'agent.violations' });
    const limited = flooding.frames.filter(({ t }) => t === 'rate-limited');
    expect(limited[0]).toMatchObject({ tier: 'light', retryAfterMs: 1000 });
    // Ten violations of twenty frames each: no more of the flood is read.
    expect(limited).toHaveLength(200);
  });

  it('never loses a result to a limit', async () => {
    const { agent, hub } = await oneAgent({ limits: { light: 1, normal: 1, heavy: 60 } });
    await hub.submit({ description: 'Worth it' });
    const attempt = await agent.takesTask();
    const { taskId, generation } = attempt;
    expect(await agent.ask({ t: 'blocked', taskId, generation, reason: 'x' })).toMatchObject({
      t: 'rate-limited',
      tier: 'normal',
    });
    expect(await agent.answerTo(agent.complete(attempt))).toMatchObject({ t: 'settled' });
  });
});

describe('one token', () => {
  it('is not for another agent', async () => {
    const hub = await testHub();
    const alder = await hub.addAgent('Alder');
    const agent = await TestAgent.open(hub.server.url, await hub.addAgent('Rowan'));
    agent.hello({ agentId: alder.agentId });
    expect(await agent.next('refused')).toMatchObject({ code: 'agent.token-mismatch' });
    await agent.closed;
    expect(hub.committed('agent.connected')).toEqual([]);
  });

  it('serves one sidecar: a second is turned away while the first is alive, and takes over once it is silent', async () => {
    const { hub, known, agent: first } = await oneAgent();
    const second = await TestAgent.open(hub.server.url, known);
    second.hello();
    expect(await second.next('bye')).toMatchObject({ code: 'agent.already-connected', retryAfterMs: 20_000 });
    expect(await first.answerTo(first.heartbeat())).toMatchObject({ t: 'settled' });
    hub.pass(20_001);
    await TestAgent.connect(hub.server.url, known);
    expect(await first.next('bye')).toMatchObject({ code: 'agent.replaced' });
    expect(hub.committed('agent.disconnected').map(({ reason }) => reason)).toEqual(['replaced']);
    expect(hub.core.now.agents.get(known.agentId)?.connected).toBe(true);
  });

  it('ends its connection when it is revoked', async () => {
    const { hub, known, agent } = await oneAgent();
    const by = { kind: 'person' as const, id: 'ac_1', name: 'Ada' };
    await hub.core.run({ type: 'token.revoke', by, tokenId: known.tokenId });
    expect(await agent.next('bye')).toMatchObject({ code: 'agent.revoked' });
    const again = new TestAgent(hub.server.url, known);
    await again.closed;
    expect(again.frames).toEqual([]);
  });
});

describe('an agent that doesn’t keep up', () => {
  it('is cut off when it does not read, with the reason on record', async () => {
    const { hub, agent } = await oneAgent({ limits: generous, settings: { retrySeconds: 0 } });
    await hub.submit({ description: 'Twice' });
    const { taskId } = await agent.takesTask();
    const end = { taskId, generation: 1, spent: nothing, transcript: noLines } as const;
    await agent.ask({ t: 'fail', ...end, reason: 'failed', error: 'x', retryable: true });
    await agent.takesTask();
    agent.socket.pause();
    // Each of these is answered by some hundred bytes, as the attempt is over, and nobody reads the answers.
    const flood = (): void => {
      if (hub.committed('agent.disconnected').length > 0) return;
      for (let count = 0; count < 20; count += 1)
        agent.send({ t: 'output', taskId, generation: 1, lines: [], cutLines: 0, cutBytes: 0 });
      setImmediate(flood);
    };
    flood();
    await expect
      .poll(() => hub.committed('agent.disconnected').map(({ reason }) => reason), { timeout: 120_000 })
      .toEqual(['slow']);
    agent.socket.resume();
    expect(hub.logged.some(({ message }) => message === 'agent.slow')).toBe(true);
  }, 130_000);

  it('is not cut off for the silence of a hub that itself stood still, and its task goes on', async () => {
    const { hub, agent } = await oneAgent({
      settings: { heartbeatSeconds: 6, silentSeconds: 12, returnSeconds: 1 },
    });
    await hub.submit({ description: 'Goes on' });
    const attempt = await agent.takesTask();
    // What the agent said meanwhile waits in its socket when the hub goes on, and its timers come first.
    hub.pass(22_000);
    const said = agent.heartbeat();
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 600);
    expect(await agent.answerTo(said)).toMatchObject({ t: 'settled' });
    expect(await agent.answerTo(agent.complete(attempt))).toMatchObject({ t: 'settled' });
    expect(hub.committed('agent.disconnected')).toEqual([]);
    expect(hub.committed('task.completed')).toMatchObject([{ generation: 1 }]);
  });

  it('is cut off when it falls silent, and when it never says hello', async () => {
    const { hub, known } = await oneAgent({ settings: { heartbeatSeconds: 6, silentSeconds: 12 } });
    const mute = await TestAgent.open(hub.server.url, await hub.addAgent('Alder'));
    const { silentSeconds } = hub.core.now.settings;
    // In steps: a hub that itself stood still must not take it for silence.
    for (let passed = 0; passed <= silentSeconds * 1000; passed += 4_000) {
      hub.pass(4_000);
      await new Promise((resolve) => setTimeout(resolve, 510));
      if (hub.committed('agent.disconnected').length > 0) break;
    }
    expect(hub.committed('agent.disconnected')).toMatchObject([{ agentId: known.agentId, reason: 'silent' }]);
    expect(mute.frames).toMatchObject([{ t: 'bye', code: 'agent.no-hello' }]);
  });
});

describe('a disk that is full', () => {
  it('refuses by name without a violation, changes nothing, and takes the same frame later', async () => {
    const { hub, known, agent } = await oneAgent();
    await hub.submit({ description: 'Done, but nowhere to write it' });
    const attempt = await agent.takesTask();
    hub.diskFull(true);
    const refused = await agent.answerTo(agent.complete(attempt));
    expect(refused).toMatchObject({ t: 'refused', code: 'db.disk-full', stale: false });
    expect(hub.core.now.tasks.get(attempt.taskId)?.status).toBe('working');
    expect(hub.server.clients().get(known.tokenId)?.violations).toBe(0);
    expect(await agent.answerTo(agent.heartbeat())).toMatchObject({ t: 'settled' });
    hub.diskFull(false);
    const { taskId, generation } = attempt;
    const again = await agent.ask({
      t: 'complete',
      taskId,
      generation,
      result: plainResult,
      spent: nothing,
      transcript: noLines,
    });
    expect(again).toMatchObject({ t: 'settled' });
    expect(hub.committed('task.completed')).toHaveLength(1);
  });

  it('does not keep a departed agent connected: its going is told once there is room again', async () => {
    const { hub, known, agent } = await oneAgent();
    hub.diskFull(true);
    agent.socket.terminate();
    await expect.poll(() => hub.server.connectedAgents()).toBe(0);
    await hub.core.idle();
    hub.diskFull(false);
    await expect
      .poll(() => hub.core.now.agents.get(known.agentId)?.connected, { timeout: 10_000 })
      .toBe(false);
  });
});
