import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from '@playwright/test';
import type { DesktopApp } from '../desktop/desktop-app.ts';
import { desktopEnvironment } from '../desktop/desktop-environment.ts';
import {
  boxesOf,
  bridgeOf,
  chooseInBoxes,
  type Desktop,
  isShown,
  processesOf,
  test,
} from '../desktop/desktop-fixture.ts';
import { whyDouble } from '../desktop/start-desktop.ts';

const root = join(import.meta.dirname, '../..');
const engine = 'Quarterdeck engine';

// Titles say what it ran on: the double, or Electron itself where that is here.
const place = whyDouble === null ? 'on Electron' : `on the double of Electron (${whyDouble})`;

test(`the desktop shell runs on Electron's own runtime`, async ({ desktop }) => {
  test.skip(whyDouble !== null, `${whyDouble}: the tests below ran on the double`);
  const app = await desktop.start();
  await bridgeOf(app);
  expect(await app.evaluate(() => process.versions['electron'], null)).toMatch(/^\d+\./);
});

test.describe(`the desktop shell, ${place},`, () => {
  test('opens on the sample workspace in a sandboxed page of its own scheme', async ({ desktop }) => {
    const app = await desktop.start();
    const page = await bridgeOf(app);
    expect(app.addressOf(page)).toBe('quarterdeck-app://app/');
    expect(await page.evaluate(() => typeof Reflect.get(globalThis, 'require'))).toBe('undefined');
    expect(await page.evaluate(() => Object.keys(Reflect.get(globalThis, 'quarterdeck')))).toEqual([
      'openPort',
      'pathOf',
    ]);
    await expect.poll(() => isShown(app)).toBe(true);
  });

  test('goes nowhere else, whatever a page tries, and gives it nothing but a clipboard to write', async ({
    desktop,
  }) => {
    const app = await desktop.start();
    const page = await bridgeOf(app);
    await app.evaluate(({ shell }) => {
      Reflect.set(globalThis, 'opened', []);
      shell.openExternal = (url) => Promise.resolve(void Reflect.get(globalThis, 'opened').push(url));
    }, null);
    await page.evaluate(() => window.location.assign('https://example.org/'));
    await page.evaluate(() => void window.open('file:///'));
    await page.evaluate(() => void window.open('https://example.org/guide'));
    await page.evaluate(() => void window.open('https://me:secret@example.org/'));
    await expect
      .poll(() => app.evaluate(() => Reflect.get(globalThis, 'opened'), null))
      .toEqual(['https://example.org/guide']);
    await expect.poll(async () => (await app.windows()).length).toBe(1);
    expect(app.addressOf(page)).toBe('quarterdeck-app://app/');
    const states = await page.evaluate(async () => {
      const asked = ['geolocation', 'notifications', 'camera'] as const;
      const answers = await Promise.all(asked.map((name) => navigator.permissions.query({ name })));
      return answers.map(({ state }) => state);
    });
    expect(states).toEqual(['denied', 'denied', 'denied']);
    await page.getByRole('heading', { name: 'Bridge' }).click();
    await page.evaluate(() => navigator.clipboard.writeText('a row'));
    await page.getByRole('link', { name: 'Settings' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
    expect(app.addressOf(page)).toBe('quarterdeck-app://app/settings');
  });

  test('says when the engine is away, and recovers by itself', async ({ desktop }) => {
    const app = await desktop.start();
    const page = await bridgeOf(app);
    const [running = Number.NaN] = await processesOf(app, engine);
    // A fast machine has the next engine before a look at the page would notice, so the page keeps what it showed;
    // it listens before the engine goes.
    const shown = await page.evaluateHandle(() => {
      const seen = { restarting: false };
      new MutationObserver(() => {
        if (/engine restarting/i.test(document.body.innerText)) seen.restarting = true;
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
      return seen;
    });
    process.kill(running, 'SIGKILL');
    await expect.poll(() => shown.evaluate((seen) => seen.restarting)).toBe(true);
    await expect(page.getByText(/engine restarting/i)).toHaveCount(0);
    const [next = 0] = await processesOf(app, engine);
    expect(next).not.toBe(running);
    await page.getByRole('link', { name: 'Trackers' }).first().click();
    await expect(page.getByRole('link', { name: 'Beacon Renewal Status' }).first()).toBeVisible();
  });

  test('asks once the engine died too often, and says why it can not start', async ({ desktop }) => {
    writeFileSync(desktop.workspace, 'a file where the workspace should be');
    const app = await desktop.start();
    await chooseInBoxes(app);
    // Six starts, with pauses that double.
    await expect
      .poll(() => boxesOf(app), { timeout: 60_000 })
      .toMatchObject([
        {
          message: 'The engine stopped several times in a minute.',
          detail: expect.stringContaining('The workspace folder cannot be made'),
        },
      ]);
  });

  test('offers a way on when the page crashed, and shows it again', async ({ desktop }) => {
    const app = await desktop.start();
    const page = await bridgeOf(app);
    await page.getByRole('link', { name: 'Settings' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
    await chooseInBoxes(app, 0);
    await app.evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
      null,
    );
    await expect.poll(() => boxesOf(app)).toMatchObject([{ message: 'The window stopped working.' }]);
    await expect.poll(() => headingOf(app)).toBe('Settings');
  });

  test('says when no screen could be loaded, and loads it again', async ({ desktop }) => {
    const app = await desktop.start();
    const page = await bridgeOf(app);
    await page.close({ runBeforeUnload: true });
    await expect.poll(() => isShown(app)).toBe(false);
    await chooseInBoxes(app, 0);
    await app.evaluate(({ protocol, app: running, dialog }) => {
      protocol.unhandle('quarterdeck-app');
      const answer = dialog.showMessageBox;
      dialog.showMessageBox = (...args: never[]) => {
        protocol.handle(
          'quarterdeck-app',
          () => new Response('<h1>Back</h1>', { headers: { 'content-type': 'text/html' } }),
        );
        return Reflect.apply(answer, dialog, args);
      };
      Reflect.get(running, 'emit').call(running, 'activate');
    }, null);
    await expect
      .poll(() => boxesOf(app))
      .toMatchObject([
        { message: 'The screens could not be loaded.', detail: expect.stringContaining('ERR_') },
      ]);
    await expect.poll(() => headingOf(app)).toBe('Back');
    await expect.poll(() => isShown(app)).toBe(true);
  });
});

test.describe(`what the system shows of it, ${place},`, () => {
  test('is a menu that goes to places, and leaves', async ({ desktop }) => {
    const app = await desktop.start();
    const page = await bridgeOf(app);
    const labels = await app.evaluate(
      ({ Menu }) =>
        Menu.getApplicationMenu()?.items.map(({ label, submenu }) => [
          label,
          submenu?.items.map((item) => item.label).filter((text) => /^[A-Z]/.test(text)),
        ]),
      null,
    );
    expect(labels).toEqual(
      expect.arrayContaining([
        ['&File', expect.arrayContaining(['Bridge', 'Trackers', 'Settings'])],
        ['&Help', ['Diagnostics', 'About Quarterdeck']],
      ]),
    );
    await chooseInMenu(app, 'Diagnostics');
    await expect(page.getByRole('heading', { level: 1, name: 'Diagnostics' })).toBeVisible();
    if (process.platform === 'darwin') return;
    await chooseInMenu(app, 'Quit');
    expect(await app.ended).toBe(0);
  });

  test('is a tray that says what needs somebody, and brings back a window that was closed', async ({
    desktop,
  }) => {
    test.skip(whyDouble === null, 'Electron tells nothing of its tray');
    const app = await desktop.start();
    const page = await bridgeOf(app);
    const tray = () =>
      app.evaluate((electron) => {
        const [shown] = Reflect.get(electron, 'seen').trays;
        const labels = shown.menu?.items.map(({ label }: { label: string }) => label);
        return { tooltip: shown.tooltip, labels };
      }, null);
    await expect.poll(tray).toEqual({
      tooltip: expect.stringMatching(/^Quarterdeck, .+: \d+ findings$/),
      labels: ['Open Quarterdeck', expect.stringMatching(/^\d+ findings$/), 'Quit'],
    });
    await page.close({ runBeforeUnload: true });
    await expect.poll(() => isShown(app)).toBe(false);
    await app.evaluate((electron) => Reflect.get(electron, 'seen').trays[0].menu.items[1].click(), null);
    await expect.poll(() => headingOf(app)).toBe('Findings');
    await expect.poll(() => isShown(app)).toBe(true);
  });

  test('is nothing when it starts with the session, until the next start', async ({ desktop }) => {
    const app = await desktop.start('--hidden');
    await bridgeOf(app);
    expect(await isShown(app)).toBe(false);
    await (await desktop.start()).ended;
    await expect.poll(() => isShown(app)).toBe(true);
  });
});

test.describe(`the sample fleet, ${place},`, () => {
  test('runs its sidecars as processes of the app, and none outlives its engine', async ({ desktop }) => {
    const app = await desktop.start();
    await bridgeOf(app);
    await command(desktop, 'hub', 'demo');
    expect(await processesOf(app, 'Quarterdeck sidecar')).toHaveLength(3);
    const [running = 0] = await processesOf(app, engine);
    process.kill(running, 'SIGKILL');
    await expect.poll(() => processesOf(app, 'Quarterdeck sidecar')).toHaveLength(0);
  });
});

test.describe(`a second start, ${place},`, () => {
  test('shows the window that is there, or the screen its link names', async ({ desktop }) => {
    const app = await desktop.start();
    const page = await bridgeOf(app);
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize(), null);
    expect(await (await desktop.start()).ended).toBe(0);
    const shown = () =>
      app.evaluate(({ BrowserWindow }) => {
        const [window] = BrowserWindow.getAllWindows();
        return [window?.isMinimized(), window?.isVisible(), window?.isFocused()];
      }, null);
    await expect.poll(shown).toEqual([false, true, true]);
    expect(await (await desktop.start('quarterdeck://open/findings')).ended).toBe(0);
    await expect(page.getByRole('heading', { level: 1, name: 'Findings' })).toBeVisible();
    expect(await (await desktop.start('quarterdeck://delete/findings')).ended).toBe(0);
    expect(app.addressOf(page)).toBe('quarterdeck-app://app/findings');
  });

  test('in another workspace asks, then leaves this one and opens that one', async ({ desktop }) => {
    const app = await desktop.start();
    await bridgeOf(app);
    await chooseInBoxes(app, 1, 0);
    const other = join(desktop.folder, 'other');
    await (await desktop.start('--workspace', other)).ended;
    await expect.poll(() => boxesOf(app)).toMatchObject([{ message: `Open the workspace ${other}?` }]);
    await (await desktop.start('--workspace', other)).ended;
    expect(await app.ended).toBe(0);
    expect(app.relaunches()).toEqual([{ args: expect.arrayContaining(['--workspace', other]) }]);
  });
});

test.describe(`leaving, ${place},`, () => {
  test('remembers where the window was, and ends with nothing left running', async ({ desktop }) => {
    const app = await desktop.start();
    await bridgeOf(app);
    const [running = 0] = await processesOf(app, engine);
    await app.evaluate(({ app: leaving }) => void setImmediate(() => leaving.quit()), null);
    expect(await app.ended).toBe(0);
    expect(existsSync(join(desktop.folder, 'user', 'window.json'))).toBe(true);
    expect(() => process.kill(running, 0)).toThrow('ESRCH');
    expect(existsSync(join(desktop.workspace, 'host.lock'))).toBe(false);
  });

  test('is called off by a page that keeps what was typed, and not by a place that can not be written down', async ({
    desktop,
  }) => {
    mkdirSync(join(desktop.folder, 'user', 'window.json'), { recursive: true });
    const app = await desktop.start();
    const page = await bridgeOf(app);
    await page.evaluate(() => window.addEventListener('beforeunload', (event) => event.preventDefault()));
    // A page nobody touched is not asked.
    await page.getByRole('heading', { name: 'Bridge' }).click();
    await chooseInBoxes(app, 0, 1);
    const quit = () => app.evaluate(({ app: leaving }) => void setImmediate(() => leaving.quit()), null);
    await quit();
    await expect.poll(() => boxesOf(app)).toMatchObject([{ message: 'Text you typed has not been saved.' }]);
    await page.getByRole('link', { name: 'Trackers' }).first().click();
    await expect(page.getByRole('link', { name: 'Beacon Renewal Status' }).first()).toBeVisible();
    expect(await processesOf(app, engine)).toHaveLength(1);
    await quit();
    expect(await app.ended).toBe(0);
  });

  test('does not wait for ever for an engine that answers nothing', async ({ desktop }) => {
    const app = await desktop.start();
    await bridgeOf(app);
    const [running = 0] = await processesOf(app, engine);
    process.kill(running, 'SIGSTOP');
    await app.evaluate(({ app: leaving }) => void setImmediate(() => leaving.quit()), null);
    expect(await app.ended).toBe(0);
  });
});

/** The heading of the only window, asked by the app itself: after a crash no test's own page object is left. */
function headingOf(app: DesktopApp): Promise<unknown> {
  return app.evaluate(
    ({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]
        ?.webContents.executeJavaScript('document.querySelector("h1")?.textContent')
        .catch(() => null),
    null,
  );
}

function chooseInMenu(app: DesktopApp, label: string): Promise<unknown> {
  return app.evaluate(({ Menu }, wanted) => {
    const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? [];
    // After the answer: the app may end of it.
    setImmediate(() => items.find((item) => item.label === wanted)?.click());
  }, label);
}

/** Runs the command line on this workspace, through the app that has it open. */
async function command({ folder, workspace }: Desktop, ...args: readonly string[]): Promise<void> {
  const run = promisify(execFile);
  await run(process.execPath, [join(root, 'quarterdeck.mjs'), '--workspace', workspace, ...args], {
    env: desktopEnvironment(folder),
  });
}
