import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FleetWorkspace, openFleetWorkspace } from '../../support/fleet/fleet-workspace.ts';
import { tempFolder } from '../../support/temp-folder.ts';

let fleet: FleetWorkspace;

beforeEach(async () => {
  fleet = await openFleetWorkspace(tempFolder());
});

afterEach(() => fleet.close());

it('a task goes from the queue to an agent, is verified, and is kept with what it cost', async () => {
  const member = await fleet.addAgent('Amber Heron');
  const agent = await member.connect();
  const taskId = await fleet.submit({
    description: 'Count the lamps\n\nAll of them.',
    verification: [{ type: 'file_exists', path: 'lamps.txt' }],
  });
  const { generation, description, target } = await agent.takeOffer();
  expect({ generation, description, target }).toMatchObject({
    generation: 1,
    description: 'Count the lamps\n\nAll of them.',
    target: { kind: 'shell' },
  });
  const spent = { cost: { micros: 1500, currency: 'USD' }, tokensIn: 20, tokensOut: 5 };
  await agent.ask({ t: 'progress', taskId, generation, percent: 40, note: 'halfway', spent });
  const working = await fleet.taskUntil(taskId, ({ percent }) => percent === 40);
  expect(working).toMatchObject({ status: 'working', note: 'halfway', agentName: 'Amber Heron', tokens: 25 });
  const board = await fleet.until('agents.list', {}, ({ rows }) => rows[0]?.task?.percent === 40);
  expect(board.rows[0]).toMatchObject({ state: 'working', stale: false, costToday: [spent.cost] });
  expect(board.extra.counts).toMatchObject({ working: 1, idle: 0 });

  const step = { type: 'file_exists', path: 'lamps.txt' } as const;
  const report = {
    run: 1,
    status: 'pass',
    startedAt: 1,
    durationMs: 3,
    checks: [{ step, status: 'pass', durationMs: 3, tail: '' }],
  } as const;
  await agent.ask({ t: 'verified', taskId, generation, report: { ...report, checks: [...report.checks] } });
  const line = { at: 1, stream: 'stdout', text: 'forty lamps' } as const;
  const ended = await agent.ask({
    t: 'complete',
    taskId,
    generation,
    result: {
      summary: 'Forty.',
      model: 'counter',
      branch: null,
      commit: null,
      pullRequest: null,
      verified: true,
    },
    spent,
    transcript: { lines: [line], cutLines: 2, cutBytes: 20 },
  });
  expect(ended.t).toBe('settled');
  const done = await fleet.taskUntil(taskId, ({ status }) => status === 'completed');
  expect(done).toMatchObject({
    verified: true,
    cost: [spent.cost],
    tokens: 25,
    endReason: null,
    waiting: null,
  });
  expect(done.attempts).toHaveLength(1);
  expect(done.attempts[0]).toMatchObject({
    outcome: 'completed',
    agentName: 'Amber Heron',
    reports: [report],
    transcript: { lines: [line], cutLines: 2, cutBytes: 20 },
  });
  const after = await fleet.until('agents.list', {}, ({ rows }) => rows[0]?.state === 'idle');
  expect(after.rows[0]).toMatchObject({
    completedToday: 1,
    failedToday: 0,
    costToday: [spent.cost],
    task: null,
  });
  const output = await fleet.until('agents.output', { taskId, generation });
  expect(output.extra).toEqual({ live: false, cutLines: 2, cutBytes: 20 });
  const listed = await fleet.until('tasks.list', { filter: {}, window: { start: 0, limit: 10 } });
  expect(listed).toMatchObject({
    rows: [{ id: taskId, status: 'completed' }],
    extra: { total: 1, start: 0 },
  });
});

it('output of a running attempt is shown while it comes', async () => {
  const agent = await (await fleet.addAgent('Calm Ledger')).connect();
  const taskId = await fleet.submit();
  const { generation } = await agent.takeOffer();
  const lines = [
    { at: 1, stream: 'stdout', text: 'one' } as const,
    { at: 2, stream: 'stderr', text: 'two' } as const,
  ];
  await agent.ask({ t: 'output', taskId, generation, lines, cutLines: 0, cutBytes: 0 });
  const shown = await fleet.until('agents.output', { taskId, generation }, ({ rows }) => rows.length === 2);
  expect(shown.extra.live).toBe(true);
  expect(shown.rows.map(({ text, stream }) => [stream, text])).toEqual([
    ['stdout', 'one'],
    ['stderr', 'two'],
  ]);
});

it('a queued task says why it waits, and stops saying so once it is taken', async () => {
  const taskId = await fleet.submit({ capabilities: ['docker'] });
  const alone = await fleet.taskUntil(taskId, ({ waiting }) => waiting !== null);
  expect(alone.waiting?.code).toBe('no-agent');
  const plain = await fleet.addAgent('Dawn Ferry');
  await plain.connect();
  const unable = await fleet.taskUntil(taskId, ({ waiting }) => waiting?.code === 'capability');
  expect(unable.waiting?.text).toContain('docker');
  const able = await fleet.addAgent('Deep Lantern');
  const agent = await able.connect({ facts: { capabilities: ['docker'] } });
  await agent.takeOffer();
  const taken = await fleet.taskUntil(taskId, ({ status }) => status === 'working');
  expect(taken).toMatchObject({ agentId: able.agentId, waiting: null, waitReasons: [] });
});

it('a task that depends on another is offered once that is completed', async () => {
  const agent = await (await fleet.addAgent('Even Keel')).connect();
  const first = await fleet.submit();
  const second = await fleet.submit({ dependsOn: [first], lane: 'urgent' });
  const offer = await agent.takeOffer();
  expect(offer.taskId).toBe(first);
  expect((await fleet.taskUntil(second, ({ waiting }) => waiting !== null)).waiting?.code).toBe('dependency');
  await agent.complete(offer);
  expect((await agent.takeOffer()).taskId).toBe(second);
});

it('the same client key gives the same task again, and another content under it is refused', async () => {
  const task = { description: 'Once', work: { kind: 'shell', command: 'true' } } as const;
  const first = await fleet.call('tasks.submit', { task, clientKey: 'key-1' });
  const again = await fleet.call('tasks.submit', { task, clientKey: 'key-1' });
  expect(first.created).toBe(true);
  expect(again).toEqual({ taskId: first.taskId, created: false });
  const both = await Promise.all(
    [1, 2, 3].map(() => fleet.call('tasks.submit', { task, clientKey: 'key-2' })),
  );
  expect(new Set(both.map(({ taskId }) => taskId)).size).toBe(1);
  const other = await fleet.client.call('tasks.submit', {
    task: { ...task, description: 'Twice' },
    clientKey: 'key-1',
  });
  expect(other).toMatchObject({ ok: false, error: { code: 'task.key-conflict' } });
  const queue = await fleet.until('tasks.queue', {});
  expect(queue.rows).toHaveLength(2);
});

it('what it names must exist', async () => {
  const task = { description: 'x', work: { kind: 'prompt' } } as const;
  const code = async (more: object) => {
    const answer = await fleet.client.call('tasks.submit', { task: { ...task, ...more } });
    return answer.ok ? 'ok' : answer.error.code;
  };
  expect(await code({ dependsOn: ['ta_nowhere'] })).toBe('task.unknown-dependency');
  expect(await code({ agentId: 'ag_nobody' })).toBe('task.unknown-agent');
  expect(await code({ repositoryId: 're_nowhere' })).toBe('task.unknown-repository');
  expect(await code({ deadline: 1000 })).toBe('task.deadline-passed');
  const link = { trackerId: 'tr_x', itemId: 'it_x', statusWhenDone: 'done' };
  expect(await code({ link })).toBe('task.unknown-item');
  expect((await fleet.until('tasks.queue', {})).rows).toEqual([]);
});
