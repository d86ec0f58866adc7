import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FleetWorkspace, openFleetWorkspace } from '../../support/fleet/fleet-workspace.ts';
import { tempFolder } from '../../support/temp-folder.ts';

let fleet: FleetWorkspace;

beforeEach(async () => {
  fleet = await openFleetWorkspace(tempFolder());
});

afterEach(() => fleet.close());

const two = (value: number): string => String(value).padStart(2, '0');

/** The day on the wall calendar here, `days` from today. */
function day(days: number): string {
  const at = new Date();
  at.setDate(at.getDate() + days);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

it('costs are added up by agent, task, model, item and day, from what attempts told at their end', async () => {
  const member = await fleet.addAgent('Amber Heron');
  const agent = await member.connect();
  const taskId = await fleet.submit({ description: 'Count the lamps' });
  const { generation } = await agent.takeOffer();
  const spent = { cost: { micros: 2500, currency: 'USD' }, tokensIn: 100, tokensOut: 10 };
  await agent.ask({
    t: 'complete',
    taskId,
    generation,
    result: {
      summary: '',
      model: 'counter-1',
      branch: null,
      commit: null,
      pullRequest: null,
      verified: null,
    },
    spent,
    transcript: { lines: [], cutLines: 0, cutBytes: 0 },
  });
  const range = { from: day(-1), to: day(1) };
  const labels: Record<string, readonly (readonly [string, string | null])[]> = {};
  for (const by of ['agent', 'task', 'model', 'item', 'day'] as const) {
    const { rows, total, unpriced } = await fleet.call('costs.by', { by, ...range });
    labels[by] = rows.map(({ label, route }) => [label, route]);
    expect(total).toEqual([spent.cost]);
    expect(unpriced).toBe(0);
    expect(rows[0]).toMatchObject({ cost: [spent.cost], tokensIn: 100, tokensOut: 10, attempts: 1 });
  }
  expect(labels).toEqual({
    agent: [['Amber Heron', `/fleet/${member.agentId}`]],
    task: [['Count the lamps', `/tasks/${taskId}`]],
    model: [['counter-1', null]],
    item: [['No item', null]],
    day: [[day(0), null]],
  });
  const before = await fleet.call('costs.by', { by: 'day', from: day(-9), to: day(-2) });
  expect(before).toMatchObject({ rows: [], total: [] });
  const status = await fleet.until('hub.status', {}, ({ rows }) => rows[0]?.costToday.length === 1);
  expect(status.rows[0]).toMatchObject({ costToday: [spent.cost], connected: 1, running: 0 });
});

it('metrics say nothing before the first sample, and a period without samples is a gap', async () => {
  const now = await fleet.until('metrics.now', {});
  expect(now.extra.at).toBeNull();
  expect(now.rows.find(({ id }) => id === 'queue.normal')).toEqual({
    id: 'queue.normal',
    title: 'Queued, normal',
    unit: 'tasks',
    of: 'fleet',
    value: null,
  });
  const to = Date.now();
  const { step, points } = await fleet.call('metrics.series', {
    metrics: ['queue.normal', 'tokens'],
    from: to - 600_000,
    to,
  });
  expect(step).toBe(10_000);
  expect(points.length).toBeGreaterThan(50);
  expect(points.every(({ values }) => values.length === 2 && values.every((value) => value === null))).toBe(
    true,
  );
});

it('a period that no calendar has is refused', async () => {
  const asked = { metrics: ['queue.normal'], from: Number.MIN_SAFE_INTEGER, to: Date.now() };
  expect(await fleet.client.call('metrics.series', asked)).toMatchObject({
    ok: false,
    error: { code: 'contract.invalid' },
  });
  const { points } = await fleet.call('metrics.series', { ...asked, from: 0, to: 8.64e15 });
  expect(points.length).toBeGreaterThan(0);
});

it('hosts show the latest report of their agents', async () => {
  const resources = {
    cpuPercent: 12,
    cores: 2,
    ramUsedBytes: 1,
    ramTotalBytes: 2,
    vramUsedBytes: null,
    vramTotalBytes: null,
  };
  const [first, second] = [await fleet.addAgent('Calm Ledger'), await fleet.addAgent('Dawn Ferry')];
  const agent = await first.connect({ facts: { host: 'quay' } });
  await second.connect({ facts: { host: 'quay' } });
  await agent.ask({ t: 'heartbeat', resources });
  const { rows } = await fleet.until('hosts.list', {}, (shown) => shown.rows.length === 1);
  expect(rows[0]).toMatchObject({ id: 'quay', resources, stale: false });
  const board = await fleet.until(
    'agents.list',
    { text: 'calm' },
    (shown) => shown.rows[0]?.resources !== null,
  );
  expect(board.rows).toMatchObject([{ name: 'Calm Ledger', host: 'quay', resources }]);
  expect(board.extra.total).toBe(2);
});

it('an agent’s history is a list of intervals', async () => {
  const member = await fleet.addAgent('Early Plover');
  const agent = await member.connect();
  const taskId = await fleet.submit({ description: 'Trim the wick' });
  await agent.complete(await agent.takeOffer());
  const { rows } = await fleet.until(
    'agents.history',
    { agentId: member.agentId, from: 0, limit: 50 },
    (shown) => shown.rows.length >= 5,
  );
  expect(rows.map(({ state }) => state)).toEqual(['offline', 'idle', 'assigned', 'working', 'idle']);
  expect(rows[3]).toMatchObject({ taskId, taskTitle: 'Trim the wick', to: rows[4]?.from });
  expect(rows[4]?.to).toBeNull();
});
