import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { desktopEnvironment } from '../desktop/desktop-environment.ts';
import { bridgeOf, processesOf } from '../desktop/desktop-fixture.ts';
import { startOnDouble } from '../desktop/on-double.ts';
import { reachOf } from '../desktop/package-reach.ts';
import { fusesOf, openPackage, runPackaging, standInDistribution } from '../desktop/packaged-app.ts';

const most = 30_000_000;
/** Read by folder or by the system, and the terms others gave us their work under. */
const data = /^(?:assets\/|package\.json$)|\/LICENSE[^/]*$|\.node$/;

let folder = '';
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quarterdeck-packaged-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

test('the packaged app holds all it loads and nothing else, and its programs run', async () => {
  // It packages, starts a browser, an engine and three sidecars, on a machine with other work to do.
  test.setTimeout(300_000);
  test.skip(process.platform !== 'linux', 'the stand-in for Electron is one for Linux');
  const distribution = standInDistribution(join(folder, 'electron'));
  const output = join(folder, 'out');
  const packaging = await runPackaging(output, [`-c.electronDist=${distribution}`]);
  expect(packaging, packaging.err).toMatchObject({ code: 0 });
  const place = join(output, 'linux-unpacked');

  const app = openPackage(join(place, 'resources'), join(folder, 'app'));
  expect(reachOf(app, data)).toEqual({ missing: [], superfluous: [] });
  const threads = app.files.filter((path) => path.startsWith('dist/threads/'));
  const without = { ...app, files: app.files.filter((path) => !threads.includes(path)) };
  expect(reachOf(without, data).missing.length, 'a file that is missing is noticed').toBeGreaterThan(0);
  expect(app.files.filter((path) => path.endsWith('.node'))).toHaveLength(2);
  console.log(`The packaged app has ${app.files.length} files of ${(app.bytes / 1e6).toFixed(1)} MB.`);
  expect(app.bytes).toBeLessThan(most);
  expect(fusesOf(join(place, 'quarterdeck'))).toEqual({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  });

  const home = join(folder, 'home');
  const workspace = join(home, 'workspace');
  const program = (...args: readonly string[]) =>
    promisify(execFile)(process.execPath, [join(app.folder, 'dist/cli/command-process.js'), ...args], {
      env: desktopEnvironment(home),
    });
  expect((await program('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\s*$/);

  const running = await startOnDouble({
    folder: home,
    args: ['--workspace', workspace],
    main: join(app.folder, 'dist/desktop/main.js'),
  });
  try {
    await bridgeOf(running);
    await program('--workspace', workspace, 'hub', 'demo');
    expect(await processesOf(running, 'Quarterdeck sidecar')).toHaveLength(3);
    await program('--workspace', workspace, 'hub', 'demo', '--stop');
    expect(await processesOf(running, 'Quarterdeck sidecar')).toHaveLength(0);
  } finally {
    await running.close();
  }
});

test('packaging says in one line that the runtime can not be fetched', async () => {
  const { code, err } = await runPackaging(join(folder, 'out'), [], {
    ELECTRON_MIRROR: 'http://127.0.0.1:9/',
    electron_config_cache: join(folder, 'cache'),
  });
  expect(code).toBe(6);
  expect(err).toMatch(
    /^Packaging lacks Electron's runtime or a packaging tool .*: run it once with network, they are kept\.\n$/,
  );
});
