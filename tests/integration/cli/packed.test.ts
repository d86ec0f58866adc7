import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { startProgram } from '../../support/child-program.ts';
import { commandEnv, quarterdeck } from '../../support/command.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { ask, enterBy } from '../../support/web-visitor.ts';

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

describe('the packed command', { timeout: 180_000 }, () => {
  test('carries no sources and runs every job of an installation: version, check, import, serve', async () => {
    const home = tempFolder();
    const installed = await install(tempFolder());
    expect(existsSync(join(installed, 'main'))).toBe(false);
    expect(existsSync(join(installed, 'node_modules', 'zod'))).toBe(false);
    const program = join(installed, 'quarterdeck.mjs');
    const file = join(home, 'harbour-plan.md');
    copyFileSync(join(root, 'tests/fixtures/cli/harbour-plan.md'), file);

    const version = await quarterdeck(['--version'], { home, program });
    expect(version).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
    const checked = await quarterdeck(['tracker', 'check', file], { home, program });
    expect([checked.code, checked.err]).toEqual([0, '']);
    expect(checked.out).toContain('1 files: 1 passed, 0 failed.');
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
});
