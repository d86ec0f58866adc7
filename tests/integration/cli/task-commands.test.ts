import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { maxWindow } from '../../../main/cli/commands/fleet/task-list.ts';
import { done, withEngine } from '../../../main/cli/context.ts';
import { createOutput } from '../../../main/cli/output.ts';
import { type FleetHome, fleetHome } from '../../support/fleet/fleet-home.ts';

const Submitted = z.object({ taskId: z.string(), created: z.boolean() });
const Failed = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

const add = async (fleet: FleetHome, ...args: readonly string[]) =>
  Submitted.parse(await fleet.json('task', 'add', ...args));

async function refused(
  fleet: FleetHome,
  ...args: readonly string[]
): Promise<readonly [number | null, string]> {
  const { code, out } = await fleet.run(...args, '--json');
  return [code, Failed.parse(JSON.parse(out)).error.code];
}

// Each step is a whole process that opens the workspace and closes it again.
describe('the task commands', { timeout: 120_000 }, () => {
  test('submit with every option, show, list and cancel', async () => {
    const fleet = fleetHome();
    await fleet.serve();
    const plan = join(fleet.home, 'harbour-plan.md');
    copyFileSync(join(import.meta.dirname, '../../fixtures/cli/harbour-plan.md'), plan);
    await fleet.json('tracker', 'import', plan);
    const agent = z
      .object({ agentId: z.string() })
      .parse(await fleet.json('agent', 'add', 'Brass Petrel', '--elsewhere'));
    const first = await add(fleet, 'First of all');
    const { taskId } = await add(
      fleet,
      'Order the crane\n\nThe big one.',
      ...[
        ['--shell', 'echo ordered', '--note', 'By phone', '--context', 'docs/cranes.md'],
        ['--criterion', 'It is ordered', '--check', 'file_exists:order.txt', '--check', 'git_clean'],
        ['--capability', 'phone', '--tier', 'complex', '--lane', 'urgent', '--retries', '1', '--fix', '3'],
        ['--after', first.taskId, '--deadline', '2999-12-24T18:00', '--budget', '2.50 EUR'],
        ['--tokens', '1000', '--minutes', '5', '--agent', 'brass petrel'],
        ['--tracker', 'Harbour renewal', '--item', 'M1', '--status', 'done'],
      ].flat(),
    );
    const task = await fleet.task(taskId);
    expect(task).toMatchObject({
      title: 'Order the crane',
      status: 'queued',
      lane: 'urgent',
      complexity: { tier: 'complex', source: 'chosen' },
      dependsOn: [{ id: first.taskId }],
      item: { trackerName: 'Harbour renewal' },
      spec: {
        work: { kind: 'shell', command: 'echo ordered' },
        notes: 'By phone',
        contextFiles: [{ path: 'docs/cranes.md' }],
        successCriteria: ['It is ordered'],
        verification: [{ type: 'file_exists', path: 'order.txt' }, { type: 'git_clean' }],
        capabilities: ['phone'],
        retries: 1,
        fixAttempts: 3,
        budget: { money: { micros: 2_500_000, currency: 'EUR' }, tokens: 1000, minutes: 5 },
        agentId: agent.agentId,
        link: { statusWhenDone: 'done' },
      },
    });
    const shown = await fleet.run('task', 'show', taskId, '--transcript');
    expect(shown.out).toContain('Order the crane');
    expect(shown.out).toContain('Waits');
    const listed = await fleet.run('task', 'list', '--status', 'queued', '--limit', '1');
    expect(listed.out).toContain('1 more are not shown');

    expect((await fleet.run('task', 'cancel', taskId)).out).toBe('Cancelled: 1.\n');
    expect((await fleet.task(taskId)).status).toBe('cancelled');
    expect(await refused(fleet, 'task', 'retry', first.taskId)).toEqual([5, 'task.not-dead']);
  });

  test('dead letters whose deadline passed come back with another one, however many there are', async () => {
    const fleet = fleetHome();
    await fleet.serve();
    const context = {
      out: createOutput(false, { out: () => {}, err: () => {} }),
      folder: fleet.workspace,
      named: true,
      cwd: fleet.home,
      as: null,
      env: {},
      interactive: false,
    };
    // More than one request takes.
    const count = maxWindow + 1;
    const submitted = await withEngine(context, { create: false }, async (client) => {
      const task = { description: 'Late', capabilities: ['nobody'], deadline: Date.now() + 10_000 };
      for (let left = count; left > 0; left -= 100) {
        const some = Array.from({ length: Math.min(left, 100) }, () => client.call('tasks.submit', { task }));
        expect((await Promise.all(some)).every(({ ok }) => ok)).toBe(true);
      }
      return done;
    });
    expect(submitted).toBe(0);
    const letters = async () => (await fleet.run('hub', 'status')).out;
    await expect.poll(letters, { timeout: 60_000, interval: 500 }).toContain(`${count} dead letters`);
    const passed = await fleet.run('deadletter', 'requeue', '--all');
    expect(passed.code).toBe(3);
    expect(passed.out.split('\n').filter((line) => line.includes('task.deadline-passed'))).toHaveLength(
      count,
    );
    const lifted = await fleet.run('deadletter', 'requeue', '--all', '--deadline', '2999-12-24T18:00');
    expect([lifted.code, lifted.out]).toEqual([0, `Requeued: ${count}.\n`]);
    const [one = { id: '' }] = await fleet.tasks();
    const shown = await fleet.run('task', 'show', one.id);
    expect(shown.out).toMatch(/^Deadline +2999-12-24 18:00:00 /m);
  });

  test('one key gives one task, and refuses another one', async () => {
    const fleet = fleetHome();
    const first = await add(fleet, 'Trim the lamp', '--key', 'nightly-1');
    expect(first.created).toBe(true);
    expect(await add(fleet, 'Trim the lamp', '--key', 'nightly-1')).toEqual({ ...first, created: false });
    expect(await refused(fleet, 'task', 'add', 'Trim the other', '--key', 'nightly-1')).toEqual([
      5,
      'task.key-conflict',
    ]);
    expect(await fleet.tasks()).toHaveLength(1);
  });

  test('names what is wrong with an exit code of its kind, and submits nothing', async () => {
    const fleet = fleetHome();
    await fleet.serve();
    const unknown = 'ta_AAAAAAAAAAAAAAAA';
    expect(await refused(fleet, 'task', 'add', '  ')).toEqual([2, 'value.not-allowed']);
    expect(await refused(fleet, 'task', 'add', 'x', '--fix', '9')).toEqual([2, 'value.not-allowed']);
    expect(await refused(fleet, 'task', 'add', 'x', '--status', 'done')).toEqual([2, 'value.not-allowed']);
    expect(await refused(fleet, 'task', 'add', 'x', '--agent', 'Nobody')).toEqual([4, 'agent.not-found']);
    expect(await refused(fleet, 'task', 'add', 'x', '--repository', 'none')).toEqual([
      4,
      'repository.not-found',
    ]);
    expect(await refused(fleet, 'task', 'add', 'x', '--after', unknown)).toEqual([
      4,
      'task.unknown-dependency',
    ]);
    expect(await refused(fleet, 'task', 'add', 'x', '--deadline', '2020-01-01T00:00')).toEqual([
      2,
      'task.deadline-passed',
    ]);
    expect(await refused(fleet, 'agent', 'run', 'Nobody')).toEqual([4, 'agent.not-found']);
    expect(await refused(fleet, 'task', 'show', unknown)).toEqual([4, 'task.not-found']);
    expect(await refused(fleet, 'deadletter', 'requeue', 'nonsense')).toEqual([4, 'task.not-found']);
    expect(await refused(fleet, 'deadletter', 'requeue')).toEqual([2, 'value.not-allowed']);
    expect(await fleet.tasks()).toEqual([]);
    for (const args of [
      ['task', 'list', '--limit', '0'],
      ['task', 'list', '--status', 'lost'],
      ['metrics', 'show', '--range', '5 minutes'],
    ])
      expect((await fleet.run(...args)).code).toBe(2);
    const none = await fleet.run('deadletter', 'requeue', '--all');
    expect([none.code, none.out]).toEqual([0, 'No dead letters: nothing to do.\n']);
    expect((await fleet.run('deadletter', 'list')).out).toBe('No dead letters.\n');
  });

  test('says that there is no workspace instead of making one to look into', async () => {
    const fleet = fleetHome();
    for (const args of [
      ['hub', 'status'],
      ['agent', 'list'],
      ['metrics', 'show'],
    ])
      expect(await refused(fleet, ...args)).toEqual([4, 'workspace.not-found']);
  });
});
