import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { installParts } from '../tests/setup/install.mjs';
import { startWebShell } from '../tests/support/web/web-shell.ts';

/**
 * `npm run screenshots [folder]`: the guide's pictures, taken from the real app on the sample programme, light and dark.
 * The narrow ones are for looking at the layout and go to the same folder.
 */
const folder = process.argv[2] ?? join(import.meta.dirname, '../docs/guide/images');
const sizes = { wide: { width: 1440, height: 900 }, narrow: { width: 1024, height: 700 } } as const;

interface Shot {
  readonly name: string;
  readonly narrow: boolean;
  readonly go: (page: Page, tracker: string) => Promise<void>;
}

const at = (route: string) => async (page: Page) => {
  await page.goto(new URL(route, page.url()).href);
};
const tab = (name: string) => async (page: Page, tracker: string) => {
  await page.goto(new URL(`${tracker}/${name}`, page.url()).href);
};

const firstAgent = async (page: Page) => {
  await page.goto(new URL('/fleet', page.url()).href);
  await page.getByRole('option').first().click();
  await page.getByRole('figure', { name: 'States over time' }).waitFor();
};

/** The task of the sample whose first verification fails. */
const mendedTask = async (page: Page) => {
  await page.goto(new URL('/tasks', page.url()).href);
  await page.getByText('Write the harbour report').first().dblclick();
  await page.getByText(/Run 2 passed/).waitFor();
};

const shots: readonly Shot[] = [
  { name: 'bridge', narrow: true, go: at('/') },
  { name: 'trackers', narrow: false, go: at('/trackers') },
  { name: 'tracker-table', narrow: true, go: tab('table') },
  { name: 'tracker-board', narrow: false, go: tab('board') },
  { name: 'tracker-timeline', narrow: true, go: tab('timeline') },
  { name: 'tracker-charts', narrow: false, go: tab('charts') },
  { name: 'tracker-source', narrow: false, go: tab('source') },
  { name: 'findings', narrow: false, go: at('/findings') },
  { name: 'fleet', narrow: true, go: at('/fleet') },
  { name: 'agent', narrow: true, go: firstAgent },
  { name: 'queue', narrow: false, go: at('/queue') },
  { name: 'task', narrow: true, go: mendedTask },
  { name: 'composer', narrow: true, go: at('/tasks/new') },
  { name: 'dead-letters', narrow: false, go: at('/dead-letters') },
  { name: 'costs', narrow: false, go: at('/costs') },
  { name: 'metrics', narrow: false, go: at('/metrics') },
  { name: 'endpoints', narrow: false, go: at('/endpoints') },
  { name: 'repositories', narrow: false, go: at('/repositories') },
  { name: 'hub', narrow: true, go: at('/hub') },
  {
    name: 'palette',
    narrow: false,
    async go(page) {
      await page.goto(new URL('/', page.url()).href);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').waitFor();
    },
  },
];

const missing = installParts(['chromium', 'git']);
if (missing.length > 0) {
  for (const line of missing) console.error(line);
  process.exit(6);
}
execFileSync(process.execPath, [join(import.meta.dirname, 'build.mjs'), 'renderer'], { stdio: 'inherit' });
mkdirSync(folder, { recursive: true });
const home = mkdtempSync(join(tmpdir(), 'quarterdeck-shots-'));
const shell = await startWebShell({ home, sample: true });
const browser = await chromium.launch({
  executablePath: process.env['QUARTERDECK_CHROMIUM'] ?? '/usr/bin/chromium',
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  const context = await browser.newContext({ viewport: sizes.wide, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(shell.address);
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await page.goto(new URL('/trackers', page.url()).href);
  const link = page.getByRole('link', { name: /Beacon Renewal Status/ }).first();
  const tracker = (await link.getAttribute('href')) ?? '/trackers';
  await page.goto(new URL('/fleet', page.url()).href);
  await page.getByRole('button', { name: 'Start the sample fleet' }).click();
  await page
    .getByRole('option', { name: /, working, / })
    .first()
    .waitFor();
  for (const { name, narrow, go } of shots) {
    for (const scheme of ['light', 'dark'] as const) {
      for (const [size, viewport] of Object.entries(sizes)) {
        if (size === 'narrow' && !narrow) continue;
        await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
        await go(page, tracker);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.waitForLoadState('networkidle');
        await page.waitForFunction(
          () => document.querySelector('[aria-busy="true"], [class*="skeleton"]') === null,
        );
        const file = size === 'wide' ? `${name}-${scheme}.png` : `${name}-${scheme}-narrow.png`;
        await page.screenshot({ path: join(folder, file) });
        console.log(file);
      }
    }
  }
} finally {
  await browser.close();
  await shell.stop();
  rmSync(home, { recursive: true, force: true });
}
