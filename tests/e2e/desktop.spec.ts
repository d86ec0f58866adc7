import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { _electron, type ElectronApplication, expect, test } from '@playwright/test';

const root = join(import.meta.dirname, '../..');

/** Electron's program where its runtime is, found without requiring the package (which would download it). */
function electronProgram(): string | null {
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  const note = join(folder, 'path.txt');
  if (!existsSync(note)) return null;
  const program = join(folder, 'dist', readFileSync(note, 'utf8').trim());
  return existsSync(program) ? program : null;
}

const program = electronProgram();
const display = process.platform !== 'linux' || process.env['DISPLAY'] !== undefined;
const absent = program === null ? 'no Electron runtime' : display ? null : 'no display';

test.describe('the desktop shell', () => {
  // Reported by the test command as not run, with this reason.
  test.skip(absent !== null, absent ?? '');

  let folder = '';
  let app: ElectronApplication;
  test.beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'quarterdeck-desktop-'));
    app = await _electron.launch({
      ...(program === null ? {} : { executablePath: program }),
      args: [
        join(root, 'dist/desktop/main.js'),
        '--workspace',
        join(folder, 'workspace'),
        `--user-data-dir=${join(folder, 'user')}`,
      ],
    });
  });
  test.afterEach(async () => {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('opens on the sample workspace in a sandboxed page of its own scheme', async () => {
    const page = await app.firstWindow();
    await expect(page.getByRole('heading', { name: 'Bridge' })).toBeVisible();
    expect(page.url()).toMatch(/^quarterdeck-app:\/\/app\//);
    expect(await page.evaluate(() => typeof Reflect.get(globalThis, 'require'))).toBe('undefined');
    expect(await page.evaluate(() => Object.keys(Reflect.get(globalThis, 'quarterdeck')))).toEqual([
      'openPort',
      'pathOf',
    ]);
  });

  test('goes nowhere else, whatever a page tries', async () => {
    const page = await app.firstWindow();
    await expect(page.getByRole('heading', { name: 'Bridge' })).toBeVisible();
    await page.evaluate(() => window.location.assign('https://example.org/'));
    await page.evaluate(() => void window.open('file:///'));
    expect(page.url()).toMatch(/^quarterdeck-app:\/\/app\//);
    expect(app.windows()).toHaveLength(1);
  });

  test('says when the engine is away, and recovers by itself', async () => {
    const page = await app.firstWindow();
    await expect(page.getByRole('heading', { name: 'Bridge' })).toBeVisible();
    const engine = await app.evaluate(
      ({ app: running }) =>
        running
          .getAppMetrics()
          .find((metric) => metric.serviceName?.includes('engine') || metric.name === 'Quarterdeck engine')
          ?.pid,
    );
    if (engine === undefined) throw new Error('no engine process');
    process.kill(engine, 'SIGKILL');
    await expect(page.getByText(/engine (restarting|away)/i)).toBeVisible();
    await expect(page.getByText(/engine (restarting|away)/i)).toBeHidden();
  });
});
