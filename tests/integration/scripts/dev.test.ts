import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type Page } from '@playwright/test';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { tempFolder } from '../../support/temp-folder.ts';

const root = join(import.meta.dirname, '../../..');

/** The sources without what was built or fetched; the packages are those of this checkout. */
function copyOfTheCheckout(): string {
  const copy = join(tempFolder(), 'checkout');
  const left = new Set([
    'node_modules',
    'dist',
    'tests',
    'bench',
    'docs',
    'test-results',
    'playwright-report',
  ]);
  for (const name of readdirSync(root)) {
    if (!left.has(name) && !name.startsWith('.'))
      cpSync(join(root, name), join(copy, name), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

function processesIn(folder: string): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => {
      try {
        return pid > 0 && readlinkSync(`/proc/${pid}/cwd`) === folder;
      } catch {
        return false;
      }
    });
}

async function openPage(address: string): Promise<Page> {
  const browser = await chromium.launch({
    executablePath: process.env['QUARTERDECK_CHROMIUM'] ?? '/usr/bin/chromium',
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  onTestFinished(() => browser.close());
  const page = await browser.newPage();
  await page.goto(address);
  return page;
}

const statusOfSocket = (url: string, origin: string): Promise<string> =>
  new Promise((resolve) => {
    const socket = new WebSocket(url, { headers: { origin } });
    socket.on('open', () => resolve('open'));
    socket.on('error', () => resolve('refused'));
  });

test('npm run dev signs a browser in, shows a changed screen at once, starts a changed engine anew and ends whole', {
  timeout: 300_000,
}, async () => {
  const checkout = copyOfTheCheckout();
  const env = {
    ...process.env,
    HOME: checkout,
    XDG_DATA_HOME: checkout,
    XDG_RUNTIME_DIR: '',
    DBUS_SESSION_BUS_ADDRESS: '',
    DISPLAY: '',
  };
  const dev = spawn(process.execPath, ['scripts/dev.ts'], {
    cwd: checkout,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(dev, 'exit');
  onTestFinished(async () => {
    dev.kill('SIGTERM');
    await ended;
  });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  createInterface({ input: dev.stdout }).on('line', (line) => {
    lines.push(line);
    for (const look of waiting) look();
  });
  const line = (fits: RegExp): Promise<string> =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = lines.map((said) => fits.exec(said)?.[1]).find((part) => part !== undefined);
        if (found !== undefined) resolve(found);
      };
      waiting.add(look);
      look();
    });

  const address = await line(/^Address +(http:\S+)/);
  const page = await openPage(address);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) complaints.push(message.text());
  });
  await page.waitForURL((url) => url.search === '');
  const { origin, host } = new URL(address);
  await page.goto(`${origin}/trackers`);
  await page.getByText('Beacon Renewal').first().waitFor({ timeout: 180_000 });

  expect(await statusOfSocket(`ws://${host}/live`, 'http://127.0.0.1:1')).toBe('refused');

  await page.goto(`${origin}/about`);
  await page.getByText('local-first command center').waitFor();
  const screen = join(checkout, 'renderer/features/about/about-screen.tsx');
  const text = readFileSync(screen, 'utf8');
  const began = performance.now();
  writeFileSync(screen, text.replace('local-first command center', 'a changed screen'));
  await page.getByText('a changed screen').waitFor();
  console.log(`a changed screen was visible after ${Math.round(performance.now() - began)} ms`);

  const engine = join(checkout, 'main/engine/engine.ts');
  writeFileSync(engine, `${readFileSync(engine, 'utf8')}// changed\n`);
  await line(/^(The engine restarted)/);
  await page.goto(`${origin}/trackers`);
  await page.getByText('Beacon Renewal').first().waitFor();
  expect(complaints).toEqual([]);

  dev.kill('SIGINT');
  expect(await ended).toEqual([0, null]);
  expect(processesIn(checkout)).toEqual([]);
  expect(existsSync(join(checkout, '.cache/dev-workspace/host.lock'))).toBe(false);
});
