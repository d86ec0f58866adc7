import { describe, expect, it } from 'vitest';
import { whyWaiting } from '../../../core/domain/fleet/schedule/why-waiting.ts';
import { testHub } from './hub-fixture.ts';
import { noLines, nothing, plainFacts, TestAgent } from './test-agent.ts';

describe('an attempt over a real connection', () => {
  it('is offered, accepted, reported and settled once it is stored', async () => {
    const hub = await testHub();
    const rowan = await TestAgent.connect(hub.server.url, await hub.addAgent('Rowan'));
    const taskId = await hub.submit({ description: 'Say hello', metadata: { ticket: '7' } });
    const assignment = await rowan.takesTask();
    expect(assignment).toMatchObject({
      taskId,
      generation: 1,
      description: 'Say hello',
      target: { kind: 'shell' },
      metadata: { ticket: '7' },
      repository: null,
    });
    expect(await rowan.answerTo(rowan.complete(assignment))).toMatchObject({ t: 'settled' });
    expect(hub.committed('task.completed')).toHaveLength(1);
    expect(hub.core.now.tasks.has(taskId)).toBe(false);
  });

  it('is told to stop when somebody cancels it, and anything said later is stale', async () => {
    const hub = await testHub();
    const rowan = await TestAgent.connect(hub.server.url, await hub.addAgent('Rowan'));
    const taskId = await hub.submit({ description: 'Endless' });
    const assignment = await rowan.takesTask();
    const by = { kind: 'person' as const, id: 'ac_1', name: 'Ada' };
    await hub.core.run({ type: 'task.cancel', by, taskId, status: 'working' });
    expect(await rowan.next('stop')).toMatchObject({ taskId, generation: 1, reason: 'cancelled' });
    expect(await rowan.answerTo(rowan.complete(assignment))).toMatchObject({
      t: 'refused',
      code: 'attempt.stale',
      stale: true,
      taskId,
    });
    expect(hub.committed('task.completed')).toEqual([]);
    expect(hub.server.clients().get(hub.core.now.tokens.keys().next().value ?? never())?.violations).toBe(0);
  });

  it('goes on when its agent comes back with it, and is dropped when another one has it', async () => {
    const hub = await testHub({ settings: { returnSeconds: 600 } });
    const agent = await hub.addAgent('Rowan');
    const first = await TestAgent.connect(hub.server.url, agent);
    await hub.submit({ description: 'Long' });
    const { taskId, generation } = await first.takesTask();
    first.socket.terminate();
    await first.closed;
    const again = await TestAgent.open(hub.server.url, agent);
    again.hello({
      holding: [
        { taskId, generation },
        { taskId, generation: 9 },
      ],
    });
    expect(await again.next('welcome')).toMatchObject({
      name: 'Rowan',
      verdicts: [
        { taskId, generation, verdict: 'continue' },
        { taskId, generation: 9, verdict: 'drop' },
      ],
    });
    expect(await again.answerTo(again.complete({ taskId, generation }))).toMatchObject({ t: 'settled' });
  });

  it('is finished by another agent after its own vanished, and the late result is refused by generation', async () => {
    const hub = await testHub({ settings: { returnSeconds: 0 } });
    const lost = await hub.addAgent('Rowan');
    const first = await TestAgent.connect(hub.server.url, lost);
    await hub.submit({ description: 'Long' });
    const old = await first.takesTask();
    first.socket.terminate();
    const alder = await TestAgent.connect(hub.server.url, await hub.addAgent('Alder'));
    const anew = await alder.takesTask();
    expect(anew).toMatchObject({ taskId: old.taskId, generation: 2 });
    const back = await TestAgent.connect(hub.server.url, lost, [old]);
    expect(await back.answerTo(back.complete(old))).toMatchObject({
      t: 'refused',
      code: 'attempt.stale',
      stale: true,
    });
    expect(await alder.answerTo(alder.complete(anew))).toMatchObject({ t: 'settled' });
    expect(hub.committed('task.completed')).toMatchObject([{ agentId: alder.agentId, generation: 2 }]);
  });

  it('settles an end told twice, without a second effect', async () => {
    const hub = await testHub();
    const rowan = await TestAgent.connect(hub.server.url, await hub.addAgent('Rowan'));
    await hub.submit({ description: 'Once' });
    const assignment = await rowan.takesTask();
    const answers = [rowan.complete(assignment), rowan.complete(assignment)].map((n) => rowan.answerTo(n));
    expect((await Promise.all(answers)).map(({ t }) => t)).toEqual(['settled', 'settled']);
    expect(hub.committed('task.completed')).toHaveLength(1);
  });

  it('keeps what it printed, also when it ends without telling it', async () => {
    const hub = await testHub({ settings: { returnSeconds: 0 } });
    const rowan = await TestAgent.connect(hub.server.url, await hub.addAgent('Rowan'));
    await hub.submit({ description: 'Prints' });
    const { taskId, generation } = await rowan.takesTask();
    const lines = [{ at: 1, stream: 'stdout' as const, text: 'half way' }];
    const output = await rowan.ask({ t: 'output', taskId, generation, lines, cutLines: 3, cutBytes: 30 });
    expect(output.t).toBe('settled');
    expect(hub.output.read(taskId, generation)?.lines).toMatchObject([{ id: '0', text: 'half way' }]);
    rowan.socket.terminate();
    await expect
      .poll(() => hub.committed('task.transcript'))
      .toMatchObject([{ generation, lines, cutLines: 3 }]);
    expect(hub.output.read(taskId, generation)).toBeNull();
  });

  it('does not count as stuck while it prints, however little it tells of its progress', async () => {
    const hub = await testHub({ settings: { stuckMinutes: 2 } });
    const rowan = await TestAgent.connect(hub.server.url, await hub.addAgent('Rowan'));
    await hub.submit({ description: 'Prints dots' });
    const { taskId, generation } = await rowan.takesTask();
    await rowan.ask({ t: 'progress', taskId, generation, percent: null, note: 'testing', spent: nothing });
    const dots = { lines: [{ at: 1, stream: 'stdout' as const, text: '.' }], cutLines: 0, cutBytes: 0 };
    for (let minute = 0; minute < 4; minute += 1) {
      hub.pass(61_000);
      await rowan.ask({ t: 'output', taskId, generation, ...dots });
      await hub.core.idle();
    }
    expect(hub.committed('attempt.ended')).toEqual([]);
    hub.pass(130_000);
    expect(await rowan.next('stop')).toMatchObject({ taskId, reason: 'stuck' });
  });

  it.each(['output', 'progress', 'unblocked'] as const)(
    'counts as alive by every frame about it (%s), also where nothing is new and a minute is the bound',
    async (t) => {
      const hub = await testHub({ settings: { stuckMinutes: 1 } });
      const rowan = await TestAgent.connect(hub.server.url, await hub.addAgent('Rowan'));
      await hub.submit({ description: 'Runs long checks' });
      const { taskId, generation } = await rowan.takesTask();
      const about = { taskId, generation };
      const frames = {
        output: { t: 'output', ...about, ...noLines },
        progress: { t: 'progress', ...about, percent: null, note: 'Verifying', spent: nothing },
        unblocked: { t: 'unblocked', ...about },
      } as const;
      for (let half = 0; half < 5; half += 1) {
        expect(await rowan.ask(frames[t])).toMatchObject({ t: 'settled' });
        hub.pass(45_000);
        await hub.core.idle();
      }
      expect(hub.committed('attempt.ended')).toEqual([]);
      expect(await rowan.answerTo(rowan.complete(about))).toMatchObject({ t: 'settled' });
    },
  );

  it('waits as long as its endpoint asks: no other task goes there, no retry is used, and the hub does not call it stuck', async () => {
    const hub = await testHub({ settings: { stuckMinutes: 1, fallbackSeconds: 0 } });
    const [rowan, alder] = [await hub.addAgent('Rowan'), await hub.addAgent('Alder')];
    const first = await TestAgent.open(hub.server.url, rowan);
    const second = await TestAgent.open(hub.server.url, alder);
    for (const agent of [first, second])
      agent.hello({ facts: { ...plainFacts, executors: [{ kind: 'messages-api', models: ['big'] }] } });
    await first.next('welcome');
    const prompt = { work: { kind: 'prompt' }, tier: 'complex', retries: 0 } as const;
    await hub.submit({ description: 'Think', agentId: rowan.agentId, ...prompt });
    const { taskId, generation } = await first.takesTask();
    const later = { t: 'later', taskId, generation, model: 'big', reason: 'Slow down.' } as const;
    expect(await first.ask({ ...later, waitMs: 3_600_000 })).toMatchObject({ t: 'settled' });
    const waiting = await hub.submit({ description: 'Think too', ...prompt });
    const why = (): string[] => {
      const task = hub.core.now.tasks.get(waiting);
      if (task === undefined) return [];
      const at = { wall: 0, steady: performance.now() };
      return whyWaiting(hub.core.now, task, at).map(({ text }) => text);
    };
    expect(why()).toEqual(['The Messages API asked us to try again later; it gets tasks again in 60 min.']);
    hub.pass(3_590_000);
    await hub.core.idle();
    expect(await first.ask({ t: 'unblocked', taskId, generation })).toMatchObject({ t: 'settled' });
    expect(hub.committed('attempt.ended')).toEqual([]);
    hub.pass(10_000);
    expect(await second.takesTask()).toMatchObject({ taskId: waiting, generation: 1 });
    expect(await first.answerTo(first.complete({ taskId, generation }))).toMatchObject({ t: 'settled' });
    expect(hub.committed('task.completed')).toMatchObject([{ taskId, generation: 1 }]);
    expect(hub.committed('task.completed')[0]?.workedMs).toBeLessThan(10_000);
  });

  it('tells nothing of an endpoint by a word of an attempt that is not its own any more', async () => {
    const hub = await testHub();
    const rowan = await TestAgent.connect(hub.server.url, await hub.addAgent('Rowan'));
    await hub.submit({ description: 'Once' });
    const assignment = await rowan.takesTask();
    await rowan.answerTo(rowan.complete(assignment));
    const { taskId, generation } = assignment;
    const said = { t: 'later', taskId, generation, model: null, waitMs: 60_000, reason: '' } as const;
    expect(await rowan.ask(said)).toMatchObject({ t: 'refused', stale: true });
    expect(hub.core.now.pauses.size).toBe(0);
  });

  it('forwards the last progress before its end, and no more than it must before', async () => {
    const hub = await testHub();
    const rowan = await TestAgent.connect(hub.server.url, await hub.addAgent('Rowan'));
    await hub.submit({ description: 'Steps' });
    const { taskId, generation } = await rowan.takesTask();
    for (const percent of [10, 20, 30, 90])
      await rowan.ask({ t: 'progress', taskId, generation, percent, note: 'on it', spent: nothing });
    await rowan.ask({
      t: 'fail',
      taskId,
      generation,
      reason: 'failed',
      error: 'no',
      retryable: false,
      spent: nothing,
      transcript: noLines,
    });
    expect(hub.committed('task.progressed').map(({ percent }) => percent)).toEqual([10, 90]);
    expect(hub.committed('attempt.ended')).toMatchObject([{ reason: 'failed', next: 'dead-letter' }]);
  });
});

function never(): never {
  throw new Error('There is a token.');
}
