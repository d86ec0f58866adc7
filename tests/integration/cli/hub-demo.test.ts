import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { AgentRow } from '../../../core/domain/fleet/rows/agent-rows.ts';
import type { TaskRow } from '../../../core/domain/fleet/rows/task-rows.ts';
import { AgentId } from '../../../core/kernel/ids.ts';
import { connectTestAgent } from '../../support/fleet/agent-client.ts';
import { type FleetHome, fleetHome, processesOf, sidecarIn } from '../../support/fleet/fleet-home.ts';
import { onLinux } from '../../support/not-run.ts';
import type { ChildProgram } from '../../support/programs/child-program.ts';

const patient = { timeout: 60_000, interval: 300 };
const started = (line: string): boolean => line.includes('8 tasks to do');

/** The sample of a command that hosts the hub itself, and the folder it lives in. */
async function demo(fleet: FleetHome): Promise<{ readonly program: ChildProgram; readonly folder: string }> {
  const program = fleet.start('hub', 'demo');
  await program.line(started);
  const { sample } = await fleet.hub();
  if (sample.folder === null) throw new Error('the sample has no folder');
  return { program, folder: sample.folder };
}

const titled = (tasks: readonly TaskRow[], title: string): TaskRow => {
  const found = tasks.find((task) => task.title.startsWith(title));
  if (found === undefined) throw new Error(`no task ${title}`);
  return found;
};

async function expectNoTrace(fleet: FleetHome, folder: string): Promise<void> {
  expect(existsSync(folder)).toBe(false);
  expect(existsSync(join(fleet.workspace, 'sample-fleet.json'))).toBe(false);
  expect(processesOf(folder)).toEqual([]);
  expect([await fleet.agents(), await fleet.tasks()]).toEqual([[], []]);
}

/** The watch of twenty bells, once an agent is at it, and that agent. */
function theWatch(fleet: FleetHome): Promise<{ readonly watch: TaskRow; readonly agent: AgentRow }> {
  return vi.waitFor(async () => {
    const watch = titled(await fleet.tasks(), 'Keep watch');
    expect(watch.status).toBe('working');
    const agent = (await fleet.agents()).find((one) => one.id === watch.agentId);
    if (agent === undefined) throw new Error('nobody is at the watch');
    return { watch, agent };
  }, patient);
}

// Whole processes, three of them real sidecars with git and shells of their own.
describe('the sample fleet', { timeout: 180_000 }, () => {
  // What it leaves running is looked up in /proc.
  beforeEach(onLinux);

  test('does all its guide says, is measured, and is gone without a trace when the command is told to end', async () => {
    const fleet = fleetHome();
    const { program, folder } = await demo(fleet);
    const ended = await vi.waitFor(async () => {
      const tasks = await fleet.tasks();
      const open = tasks.filter(({ status }) => !['completed', 'dead-letter'].includes(status));
      expect(open.map(({ title }) => title)).toEqual(['Inspect the north pier below the waterline']);
      return tasks;
    }, patient);
    expect(ended).toHaveLength(8);
    expect(titled(ended, 'Inspect').waiting?.text).toContain('diving');
    expect(titled(ended, 'Find a third')).toMatchObject({ status: 'dead-letter', generation: 2 });
    const report = await fleet.task(titled(ended, 'Write the harbour report').id);
    expect(report.attempts).toHaveLength(1);
    expect(report.attempts[0]?.reports.map(({ status }) => status)).toEqual(['fail', 'pass']);
    expect(report.spent.cost[0]?.currency).toBe('USD');

    const metrics = await vi.waitFor(async () => {
      const shown = await fleet.run('metrics', 'show', '--range', '15m', '--json');
      expect(shown.out).toContain('agents.connected');
      return shown;
    }, patient);
    expect(metrics.code).toBe(0);
    expect((await fleet.run('metrics', 'show')).out).toContain('agents.connected');

    const requeued = await fleet.run('deadletter', 'requeue', '--all');
    expect([requeued.code, requeued.out]).toEqual([0, 'Requeued: 1.\n']);
    expect(titled(await fleet.tasks(), 'Find a third').status).not.toBe('dead-letter');

    const second = await fleet.run('hub', 'demo', '--json');
    expect(second.code).toBe(5);
    expect(JSON.parse(second.out)).toMatchObject({ error: { code: 'sample.running' } });

    await program.kill('SIGTERM');
    expect(await program.ended).toBe(0);
    await expectNoTrace(fleet, folder);
    expect((await fleet.run('rebuild', '--verify')).code).toBe(0);
  });

  test('comes and goes twice in a running server, also while its tasks are under way', async () => {
    const fleet = fleetHome();
    await fleet.serve();
    for (let round = 0; round < 2; round += 1) {
      expect((await fleet.run('hub', 'demo')).code).toBe(0);
      const { folder } = (await fleet.hub()).sample;
      expect(await fleet.agents()).toHaveLength(3);
      const stopped = await fleet.run('hub', 'demo', '--stop');
      expect([stopped.code, stopped.err]).toEqual([0, '']);
      await expectNoTrace(fleet, String(folder));
    }
    const none = await fleet.run('hub', 'demo', '--stop');
    expect([none.code, none.out]).toEqual([0, 'There is no sample fleet to remove.\n']);
  });

  test('when its host is killed its sidecars end by themselves, and the next start clears what was left', async () => {
    const fleet = fleetHome();
    const { program, folder } = await demo(fleet);
    await theWatch(fleet);
    expect(processesOf(folder).length).toBeGreaterThanOrEqual(4);
    await program.kill('SIGKILL');
    await vi.waitFor(() => expect(processesOf(folder)).toEqual([]), patient);
    expect(existsSync(folder)).toBe(true);
    expect(await fleet.tasks()).toHaveLength(8);
    await fleet.serve();
    await expectNoTrace(fleet, folder);
  });

  test('what a killed host left is also removed by a command of its own', async () => {
    const fleet = fleetHome();
    const { program, folder } = await demo(fleet);
    await program.kill('SIGKILL');
    const stopped = await fleet.run('hub', 'demo', '--stop');
    expect([stopped.code, stopped.out]).toEqual([0, expect.stringContaining('is gone')]);
    await expectNoTrace(fleet, folder);
  });

  test('a sidecar killed mid-task loses it to another, and its late result is refused by generation', async () => {
    const fleet = fleetHome();
    const { program, folder } = await demo(fleet);
    const { watch, agent } = await theWatch(fleet);
    expect(watch.generation).toBe(1);
    const { url } = await fleet.hub();
    const token = readFileSync(join(folder, agent.id, 'token'), 'utf8').trim();
    const pid = sidecarIn(join(folder, agent.id));
    if (pid === null || url === null) throw new Error('its sidecar does not run');
    process.kill(pid, 'SIGKILL');
    const again = await vi.waitFor(async () => {
      const task = titled(await fleet.tasks(), 'Keep watch');
      expect(task).toMatchObject({ status: 'working', generation: 2 });
      return task;
    }, patient);
    expect(again.agentId).not.toBe(agent.id);
    const late = await connectTestAgent({ url, token, agentId: AgentId.parse(agent.id) });
    expect(await late.complete({ taskId: watch.id, generation: 1 })).toMatchObject({
      t: 'refused',
      code: 'attempt.stale',
      stale: true,
    });
    await late.drop();
    await vi.waitFor(async () => {
      expect(titled(await fleet.tasks(), 'Keep watch').status).toBe('completed');
    }, patient);
    const { attempts } = await fleet.task(watch.id);
    expect(attempts.map(({ generation, outcome, reason }) => [generation, outcome, reason])).toEqual([
      [1, 'ended', 'disconnected'],
      [2, 'completed', null],
    ]);
    await program.kill('SIGINT');
    await expectNoTrace(fleet, folder);
  });
});
