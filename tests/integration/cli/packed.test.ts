import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { commandEnv, quarterdeck } from '../../support/command.ts';
import { startProgram } from '../../support/programs/child-program.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { ask, enterBy } from '../../support/web/web-visitor.ts';

const root = join(import.meta.dirname, '../../..');
const run = promisify(execFile);

/** Packs this checkout and unpacks it where an installation would put it, with the dependencies it declares. */
async function install(folder: string): Promise<string> {
  await run('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: root });
  const [tarball] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Error('nothing was packed');
  await run('tar', ['xzf', tarball], { cwd: folder });
  const installed = join(folder, 'package');
  for (const name of ['better-sqlite3', '@napi-rs']) {
    const place = join(installed, 'node_modules', name);
    mkdirSync(dirname(place), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), place);
  }
  return installed;
}

// Packed once for all of them.
let installed = '';
let place = '';
beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'qd-packed-'));
  installed = await install(place);
}, 180_000);
afterAll(() => rmSync(place, { recursive: true, force: true, maxRetries: 5 }));

describe('the packed command', { timeout: 180_000 }, () => {
  test('carries no sources and runs every job of an installation: version, check, import, serve', async () => {
    const home = tempFolder();
    expect(existsSync(join(installed, 'main'))).toBe(false);
    expect(existsSync(join(installed, 'node_modules', 'zod'))).toBe(false);
    const program = join(installed, 'quarterdeck.mjs');
    const file = join(home, 'harbour-plan.md');
    copyFileSync(join(root, 'tests/fixtures/cli/harbour-plan.md'), file);

    const version = await quarterdeck(['--version'], { home, program });
    expect(version).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
    const checked = await quarterdeck(['tracker', 'check', file], { home, program });
    expect([checked.code, checked.err]).toEqual([0, '']);
    expect(checked.out).toContain('1 file: 1 passed, 0 failed.');
    const imported = await quarterdeck(['tracker', 'import', file, '--workspace', 'own'], { home, program });
    expect([imported.code, imported.err]).toEqual([0, '']);

    // The sample and the screens come along.
    const server = startProgram(program, ['open', '--no-open'], commandEnv(home));
    const line = await server.line((candidate) => candidate.startsWith('Address'));
    const { port, cookie } = await enterBy(line.replace('Address', '').trim());
    const page = await ask(port, '/', { cookie });
    expect([page.status, page.body]).toEqual([200, expect.stringContaining('id="root"')]);
    const list = await quarterdeck(['tracker', 'list', '--json'], { home, program });
    expect(JSON.parse(list.out)).not.toEqual([]);
    await server.kill('SIGTERM');
    expect(await server.ended).toBe(0);
  });

  test('hosts a hub with the sample fleet, and its line sets an agent up that works', async () => {
    const home = tempFolder();
    const program = join(installed, 'quarterdeck.mjs');
    const workspace = ['--workspace', join(home, 'ws')];
    const json = async (...args: string[]): Promise<unknown> => {
      const { code, out, err } = await quarterdeck([...workspace, ...args, '--json'], { home, program });
      if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${out}${err}`);
      return JSON.parse(out);
    };
    const server = startProgram(program, [...workspace, 'serve'], commandEnv(home));
    await server.line((line) => line.startsWith('Address'));
    expect(await json('hub', 'demo')).toEqual({ summary: expect.stringContaining('3 sidecars') });
    expect(await json('hub', 'demo', '--stop')).toEqual({ summary: expect.stringContaining('is gone') });

    const { installLine } = z
      .object({ installLine: z.string() })
      .parse(await json('agent', 'add', "Anna's Lamp", '--elsewhere', '--executor', 'shell'));
    // The very line, in a shell on another host: one with a home of its own.
    const other = tempFolder();
    const remote = spawn('sh', ['-c', installLine], {
      cwd: other,
      env: { ...commandEnv(other), PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}` },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    let said = '';
    for (const stream of [remote.stdout, remote.stderr]) stream.on('data', (part) => (said += String(part)));
    const ended = once(remote, 'close');
    onTestFinished(async () => {
      if (remote.exitCode === null && remote.pid !== undefined) process.kill(-remote.pid, 'SIGKILL');
      await ended;
    });
    const Agents = z.array(z.object({ name: z.string(), connected: z.boolean() }));
    await vi.waitFor(
      async () => {
        if (remote.exitCode !== null) throw new Error(`the line ended: ${said}`);
        expect(Agents.parse(await json('agent', 'list'))).toEqual([{ name: "Anna's Lamp", connected: true }]);
      },
      { timeout: 60_000, interval: 300 },
    );
    const { taskId } = z
      .object({ taskId: z.string() })
      .parse(
        await json('task', 'add', 'Light it', '--shell', 'echo lit > lamp', '--check', 'file_exists:lamp'),
      );
    await vi.waitFor(
      async () => expect(await json('task', 'show', taskId)).toMatchObject({ status: 'completed' }),
      { timeout: 60_000, interval: 300 },
    );
    expect(existsSync(join(other, '.quarterdeck', 'package', 'quarterdeck.mjs'))).toBe(true);
    if (remote.pid !== undefined) process.kill(-remote.pid, 'SIGTERM');
    await ended;
    await server.kill('SIGTERM');
  });
});
