import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { manyTrackers, wholeScreens, writeTrackers } from '../tests/support/web/many-trackers.ts';
import { quarterdeck, startWebShell } from '../tests/support/web/web-shell.ts';
import type { Bench, BenchRow } from './measure.ts';

const runs = 5;
const itemsEach = 50;

/** Goes to a screen as a link does; milliseconds until the frame that shows its rows. */
async function shown(page: Page, route: string, selector: string): Promise<number> {
  return page.evaluate(
    async ([to, wanted]) => {
      const started = performance.now();
      history.pushState(null, '', to);
      dispatchEvent(new PopStateEvent('popstate'));
      const frame = () =>
        new Promise<void>((next) => {
          requestAnimationFrame(() => next());
        });
      do await frame();
      while (document.querySelector(wanted) === null && performance.now() - started < 30_000);
      await frame();
      return performance.now() - started;
    },
    [route, selector] as const,
  );
}

/** A screen without rows, so that none of the screen before is there when the next is waited for. */
const between = ['/about', 'main h2'] as const;

export const shownBench: Bench = {
  name: 'Screens of a large workspace',
  dataset: `${manyTrackers} trackers of ${itemsEach} items, real web shell, Chromium, 1440 x 900; code of the screens loaded before`,
  async run() {
    const home = await mkdtemp(join(tmpdir(), 'quarterdeck-bench-'));
    const shell = await startWebShell({ home, sample: false });
    const browser = await chromium.launch({
      executablePath: process.env['QUARTERDECK_CHROMIUM'] ?? '/usr/bin/chromium',
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    });
    try {
      const folder = join(home, 'plans');
      await writeTrackers(folder, manyTrackers, itemsEach);
      await quarterdeck(home, 'tracker', 'import', folder);
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      await page.goto(shell.address);
      await page.locator('h1').waitFor();
      const rows: BenchRow[] = [];
      for (const { name, route, shows } of wholeScreens) {
        const samples: number[] = [];
        for (let run = -1; run < runs; run += 1) {
          await shown(page, ...between);
          const took = await shown(page, route, shows);
          if (run >= 0) samples.push(took);
        }
        const note = `${await page.locator('*').count()} elements, of 3,000 at most`;
        rows.push({ operation: `show ${name}`, unit: 'ms', budget: 150, samples, baseline: null, note });
      }
      return rows;
    } finally {
      await browser.close();
      await shell.stop();
      await rm(home, { recursive: true, force: true });
    }
  },
};
