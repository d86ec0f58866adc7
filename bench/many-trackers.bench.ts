import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { quarterdeck, startWebShell, workspaceIn } from '../tests/support/web/web-shell.ts';
import { programmeOf } from './documents.ts';
import { type Bench, type BenchRow, sample } from './measure.ts';
import { type Drawn, nodesAfterScrolling, openScreen } from './screens/open-screen.ts';

const trackers = 2_000;
const items = 50;
const runs = 5;
const budgetMs = 150;
const budgetNodes = 3_000;
/** Part of a screen's name: only those that have it are measured. */
const only = process.env['QUARTERDECK_BENCH_SCREENS'] ?? '';

/** What the file of a thousand items calls itself. */
const largest = /^# (.*)$/m.exec(programmeOf(1_000, 1))?.[1] ?? '';

/** Every screen that shows trackers or their items; `:one` is a tracker of a thousand items. */
const screens: readonly (readonly [name: string, route: string])[] = [
  ['Bridge', '/'],
  ['Trackers', '/trackers'],
  ['All work, table', '/work/table'],
  ['All work, due and slipped', '/work/overview'],
  ['All work, board', '/work/board'],
  ['All work, timeline', '/work/timeline'],
  ['All work, charts', '/work/charts'],
  ['Findings', '/findings'],
  ['Readiness', '/readiness'],
  ['Reviews', '/reviews'],
  ['Search', '/search?q=beacon'],
  ['Settings', '/settings'],
  ['Diagnostics', '/diagnostics'],
  ['People and keys', '/people'],
  ['Tasks', '/tasks'],
  ['a large tracker, table', '/trackers/:one/table'],
  ['a large tracker, board', '/trackers/:one/board'],
  ['a large tracker, timeline', '/trackers/:one/timeline'],
  ['a large tracker, charts', '/trackers/:one/charts'],
  ['a large tracker, changes', '/trackers/:one/changes'],
  ['a large tracker, source', '/trackers/:one/source'],
];

const isAsked = (name: string) =>
  only
    .toLowerCase()
    .split(';')
    .some((part) => name.toLowerCase().includes(part.trim()));

function writeFiles(folder: string): void {
  for (let n = 1; n <= trackers; n += 1) {
    const team = join(folder, `team-${n % 40}`);
    mkdirSync(team, { recursive: true });
    writeFileSync(join(team, `lot-${n}.md`), programmeOf(n === 1 ? 1_000 : items, n));
  }
}

async function measured(page: Page, name: string, route: string): Promise<readonly BenchRow[]> {
  const drawn: Drawn[] = [];
  // Left for longer than a view is kept, so that each run reads again.
  for (let run = -1; run < runs; run += 1) {
    await openScreen(page, '/about');
    await page.waitForTimeout(2_200);
    const opened = await openScreen(page, route);
    if (run >= 0) drawn.push(opened);
  }
  const most = await nodesAfterScrolling(page);
  return [
    {
      operation: name,
      unit: 'ms',
      budget: budgetMs,
      samples: drawn.map(({ milliseconds }) => milliseconds),
      baseline: null,
      note: '',
    },
    {
      operation: `${name}: DOM nodes`,
      unit: 'nodes',
      budget: budgetNodes,
      samples: [Math.max(most, ...drawn.map(({ nodes }) => nodes))],
      baseline: null,
      note: '',
    },
  ];
}

/** What an import leaves to be found in the texts is found first: the figures are those of every later day. */
async function findingsSettled(home: string): Promise<void> {
  let before = '';
  for (;;) {
    const now = JSON.stringify(await quarterdeck({ home }, 'finding', 'list'));
    if (now === before) return;
    before = now;
  }
}

export const manyTrackersBench: Bench = {
  name: 'Screens of many trackers',
  dataset: `${trackers} trackers of ${items} items (one of 1,000), seeds 1-${trackers}; Chromium, 1440 x 900`,
  async run() {
    const home = mkdtempSync(join(tmpdir(), 'quarterdeck-bench-'));
    try {
      writeFiles(join(home, 'files'));
      const command = [join(import.meta.dirname, '../quarterdeck.mjs'), '--workspace', workspaceIn(home)];
      const run = (...args: readonly string[]) =>
        execFileSync(process.execPath, [...command, ...args], {
          env: { ...process.env, HOME: home, XDG_DATA_HOME: home },
          stdio: ['ignore', 'pipe', 'ignore'],
          maxBuffer: 64 * 1024 * 1024,
        });
      const started = performance.now();
      run('tracker', 'import', join(home, 'files'));
      const imported = performance.now() - started;
      const shell = await startWebShell({ home, sample: false });
      const browser = await chromium.launch({
        executablePath: process.env['QUARTERDECK_CHROMIUM'] ?? '/usr/bin/chromium',
        args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
      });
      const rows: BenchRow[] = [];
      try {
        const page = await browser.newPage({
          viewport: { width: 1440, height: 900 },
          reducedMotion: 'reduce',
        });
        await page.goto(shell.address);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await findingsSettled(home);
        const one = encodeURIComponent(largest);
        for (const [name, route] of screens.filter(([name]) => isAsked(name)))
          rows.push(...(await measured(page, name, route.replace(':one', one))));
      } finally {
        await browser.close();
        await shell.stop();
      }
      const help = await sample(runs, () => run('--help'));
      const listed = await sample(runs, () => run('tracker', 'list'));
      return [
        ...rows,
        {
          operation: 'tracker list, nothing running',
          unit: 'ms',
          budget: 1_500,
          samples: listed,
          baseline: { name: '--help', samples: help },
          note: `a whole process each; importing the files took ${(imported / 1000).toFixed(0)} s`,
        },
      ];
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  },
};
