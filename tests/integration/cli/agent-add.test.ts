import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { commandEnv } from '../../support/command.ts';
import { type FleetHome, fleetHome, sidecarIn } from '../../support/fleet/fleet-home.ts';
import { startProgram } from '../../support/programs/child-program.ts';

const Added = z.object({ agentId: z.string(), name: z.string(), folder: z.string(), service: z.boolean() });
const Failed = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

const failureOf = ({ out }: { readonly out: string }) => Failed.parse(JSON.parse(out)).error;
const add = async (fleet: FleetHome, ...args: readonly string[]) =>
  Added.parse(await fleet.json('agent', 'add', ...args, '--executor', 'shell'));

/** How far the hub has come, by its own HTTP answer to a token. */
async function answerTo(url: string, token: string): Promise<number> {
  const { status } = await fetch(`${url}/api/tasks`, { headers: { authorization: `Bearer ${token}` } });
  return status;
}

describe('setting an agent up', { timeout: 120_000 }, () => {
  test('proves itself with a test task, refuses a second time, and is undone without a trace', async () => {
    const fleet = fleetHome();
    await fleet.serve();
    const added = await add(fleet, 'Brass Petrel', '--capability', 'docker');
    expect(added).toMatchObject({
      name: 'Brass Petrel',
      folder: join(fleet.workspace, 'agents', 'brass-petrel'),
      service: false,
    });
    const [test] = await fleet.tasks();
    expect(test).toMatchObject({ status: 'completed', agentName: 'Brass Petrel', verified: true });
    const token = readFileSync(join(added.folder, 'token'), 'utf8').trim();
    expect(statSync(join(added.folder, 'token')).mode & 0o777).toBe(0o600);
    expect(statSync(join(added.folder, 'agent.json')).mode & 0o777).toBe(0o600);

    const again = await fleet.run('agent', 'add', 'brass petrel', '--json');
    expect(again.code).toBe(5);
    expect(failureOf(again)).toMatchObject({ code: 'agent.name-taken' });
    expect(failureOf(again).message).toContain(`agent run --folder ${added.folder}`);

    const sidecar = startProgram(
      'quarterdeck.mjs',
      ['agent', 'run', '--folder', added.folder],
      commandEnv(fleet.home),
    );
    await vi.waitFor(async () => expect((await fleet.agents())[0]?.connected).toBe(true), {
      timeout: 30_000,
      interval: 200,
    });
    const second = await fleet.run('agent', 'run', 'Brass Petrel');
    expect([second.code, second.err]).toEqual([5, expect.stringContaining('agent.running')]);
    const { url } = await fleet.hub();
    if (url === null) throw new Error('the hub does not listen');
    expect(await answerTo(url, token)).not.toBe(401);

    const removed = await fleet.run('agent', 'remove', 'BRASS PETREL');
    expect([removed.code, removed.err]).toEqual([0, '']);
    expect(removed.out).toContain('token revoked');
    expect(existsSync(added.folder)).toBe(false);
    await sidecar.ended;
    expect(await fleet.agents()).toEqual([]);
    expect(await answerTo(url, token)).toBe(401);
    const gone = await fleet.run('agent', 'remove', 'Brass Petrel');
    expect([gone.code, gone.err]).toEqual([4, expect.stringContaining('agent.not-found')]);
  });

  test('killed while it was at it, the same command goes on, with a new token and under the same name', async () => {
    const fleet = fleetHome();
    await fleet.serve();
    // No name: the second call has to find out by itself what the first was about.
    const first = fleet.start('agent', 'add', '--executor', 'shell');
    const [agent] = await vi.waitFor(
      async () => {
        const agents = await fleet.agents();
        expect(agents).toHaveLength(1);
        return agents;
      },
      { timeout: 30_000, interval: 20 },
    );
    await first.kill('SIGKILL');
    if (agent === undefined) throw new Error('no agent was added');
    const folder = join(fleet.workspace, 'agents', agent.name.toLowerCase().replaceAll(/\W+/g, '-'));
    // As if the kill had come right after the hub's answer: nothing of it was written down.
    for (const file of ['token', 'agent.json']) rmSync(join(folder, file), { force: true });
    writeFileSync(
      join(folder, 'onboarding.json'),
      JSON.stringify({ agentId: agent.id, name: agent.name, done: ['registered'] }),
    );
    await vi.waitFor(() => expect(sidecarIn(folder)).toBe(null), { timeout: 20_000 });
    const added = await add(fleet);
    expect(added).toMatchObject({ agentId: agent.id, name: agent.name, folder });
    expect(await fleet.agents()).toHaveLength(1);
    expect(existsSync(join(folder, 'token'))).toBe(true);
  });

  test('registered, but the answer never arrived: the name is recognised as its own', async () => {
    const fleet = fleetHome();
    await fleet.serve();
    const { code } = await fleet.run('agent', 'add', 'Slow Heron', '--elsewhere');
    expect(code).toBe(0);
    const other = await fleet.run('agent', 'add', 'Slow Heron', '--json');
    expect([other.code, failureOf(other).code]).toEqual([5, 'agent.name-taken']);
    const folder = join(fleet.workspace, 'agents', 'slow-heron');
    expect(existsSync(folder)).toBe(false);
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, 'onboarding.json'),
      JSON.stringify({ agentId: null, name: 'Slow Heron', done: [] }),
    );
    expect(await add(fleet, 'Slow Heron')).toMatchObject({ name: 'Slow Heron', folder });
    expect(await fleet.agents()).toHaveLength(1);
  });

  test('without systemd it says so, keeps what is done, and goes on without it', async () => {
    const fleet = fleetHome();
    await fleet.serve();
    const failed = await fleet.run('agent', 'add', 'Tidy Wren', '--executor', 'shell', '--service');
    expect(failed.code).toBe(6);
    expect(failed.err).toContain('service.failed');
    expect(failed.err).toContain('quarterdeck agent run --folder');
    expect(existsSync(join(fleet.home, 'config', 'systemd', 'user'))).toBe(true);
    expect(await add(fleet, 'Tidy Wren')).toMatchObject({ name: 'Tidy Wren', service: false });
    expect(await fleet.agents()).toHaveLength(1);
  });

  test('a folder whose agent the hub has forgotten is removed by the same command', async () => {
    const fleet = fleetHome();
    const { folder } = await add(fleet, 'Grey Lantern');
    const kept = await fleet.run('agent', 'remove', 'Grey Lantern', '--keep-folder');
    expect([kept.code, kept.out]).toEqual([0, expect.stringContaining(`${folder} stays`)]);
    const rest = await fleet.run('agent', 'remove', 'Grey Lantern');
    expect([rest.code, rest.out]).toEqual([0, expect.stringContaining('is removed')]);
    expect(existsSync(folder)).toBe(false);
  });

  test('takes no folder with somebody’s files, and removes none that came into its own', async () => {
    const fleet = fleetHome();
    const project = join(fleet.home, 'project');
    mkdirSync(project);
    writeFileSync(join(project, 'notes.md'), 'mine');
    const args = ['--executor', 'shell', '--folder', project];
    const refused = await fleet.run('agent', 'add', 'Still Gull', ...args, '--json');
    expect([refused.code, failureOf(refused).code]).toEqual([5, 'agent.folder-in-use']);
    expect(readdirSync(project)).toEqual(['notes.md']);
    expect(await fleet.agents()).toHaveLength(0);

    const { folder } = await add(fleet, 'Still Gull');
    writeFileSync(join(folder, 'notes.md'), 'mine');
    const clone = join(folder, 'repositories', 're_1.git');
    const git = (...more: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@b', `--git-dir=${clone}`, ...more]);
    mkdirSync(clone, { recursive: true });
    git('init', '--quiet', '--bare');
    const tree = git('mktree').toString().trim();
    const commit = git('commit-tree', tree, '-m', 'Unpushed').toString().trim();
    git('update-ref', 'refs/heads/quarterdeck/ta_1', commit);
    const removed = await fleet.run('agent', 'remove', 'Still Gull');
    expect([removed.code, removed.out]).toEqual([
      0,
      expect.stringContaining(
        'work that was handed to nobody (in repositories), and what no agent put there (notes.md)',
      ),
    ]);
    expect(readdirSync(folder).toSorted()).toEqual(['notes.md', 'repositories']);
    expect(git('rev-parse', 'refs/heads/quarterdeck/ta_1').toString().trim()).toBe(commit);
  });

  test.each([
    ['an executor nobody knows', ['Red Buoy', '--executor', 'messages-api'], 2],
    ['what belongs to this machine for another one', ['Red Buoy', '--elsewhere', '--service'], 2],
    ['a capability that is no name', ['Red Buoy', '--capability', 'Not A Name'], 2],
  ])('refuses %s and sets nothing up', async (_, args, code) => {
    const fleet = fleetHome();
    const refused = await fleet.run('agent', 'add', ...args, '--json');
    expect(refused.code).toBe(code);
    expect(failureOf(refused).message).not.toBe('');
    expect(existsSync(join(fleet.workspace, 'agents', 'red-buoy'))).toBe(false);
  });
});
