import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';
import { installedApp } from './installed-app.ts';
import { makeSampleHome, type SampleHome } from './sample-home.ts';
import { quarterdeck, startWebShell, type WebShell, workspaceIn } from './web-shell.ts';

export { expect } from '@playwright/test';

export interface App {
  /** Folder of this test's own workspace. */
  readonly workspace: string;
  readonly shell: WebShell;
  /** Runs the command line on this workspace, through the running host; the parsed JSON it prints. */
  command(...args: readonly string[]): Promise<unknown>;
  /** Pulls the plug and starts again on the same workspace. */
  restart(): Promise<void>;
  /** Goes to a screen by its address, as a bookmark would. */
  open(route: string): Promise<void>;
}

interface Options {
  /** Start with the sample programme (default), or with nothing at all. */
  readonly sample: boolean;
  /** The welcome was dismissed before the test begins, with the sample loaded (default); else it is a first start. */
  readonly welcomed: boolean;
}

interface Fixtures {
  readonly app: App;
}

interface WorkerFixtures {
  readonly sampleHome: () => Promise<SampleHome>;
}

/** Messages a test provokes on purpose when it takes the engine or the network away. */
const expectedNoise = /WebSocket connection to|ERR_CONNECTION_|ERR_EMPTY_RESPONSE|ERR_FAILED/;

/** Every complaint of the page (errors, refused policies) fails the test that caused it. */
function collectComplaints(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() !== 'error' || expectedNoise.test(message.text())) return;
    complaints.push(message.text());
  });
  return complaints;
}

/** Playwright's `test` with a real app on a workspace of its own. Ask for `app` and the page is inside. */
export const test = base.extend<Options & Fixtures, WorkerFixtures>({
  sample: [true, { option: true }],
  welcomed: [true, { option: true }],
  sampleHome: [
    // oxlint-disable-next-line no-empty-pattern -- the form Playwright asks for
    async ({}, use) => {
      let made: Promise<SampleHome> | undefined;
      await use(() => (made ??= makeSampleHome()));
      await (await made)?.remove();
    },
    { scope: 'worker' },
  ],
  app: async ({ page, sample, welcomed, sampleHome }, use) => {
    const home =
      sample && welcomed
        ? await (await sampleHome()).restore()
        : await mkdtemp(join(tmpdir(), 'quarterdeck-e2e-'));
    let shell = await startWebShell({ home, sample, app: installedApp });
    const complaints = collectComplaints(page);
    await page.goto(shell.address);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    // Connected: what the engine knows is shown.
    if (sample && welcomed) await expect(page.getByText(/^Loading/)).toHaveCount(0);
    const origin = new URL(shell.address).origin;
    await use({
      workspace: workspaceIn(home),
      command: (...args) => quarterdeck({ home, app: installedApp }, ...args),
      get shell() {
        return shell;
      },
      restart: async () => {
        await shell.kill();
        shell = await startWebShell({ home, sample, app: installedApp });
      },
      open: async (route) => {
        await page.goto(origin + route);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      },
    });
    await page.close();
    await shell.stop();
    await rm(home, { recursive: true, force: true });
    expect(complaints).toEqual([]);
  },
});

/** Presses a chord's keys at once: each must follow within a second, which a busy machine may need for one answer. */
export async function pressChord(page: Page, ...keys: readonly string[]): Promise<void> {
  await Promise.all(keys.map((key) => page.keyboard.press(key)));
}

/** Opens the palette and types into it, once it takes what is typed. */
export async function findInPalette(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(page.getByPlaceholder('Find or do anything')).toBeFocused();
  await page.keyboard.type(words);
}

/** No violation of axe's rules on what is shown now, or within a selector; names each with the elements it found. */
export async function expectAccessible(page: Page, within = 'html'): Promise<void> {
  // In the page itself, and violations only: the other way opens a second page for what was found to be in order.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations } = await axe.include(within).analyze();
  const found = violations.map(
    (violation) =>
      `${violation.id}: ${violation.help}\n${violation.nodes.map((node) => `  ${node.html}`).join('\n')}`,
  );
  expect(found).toEqual([]);
}
