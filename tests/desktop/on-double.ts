import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { z } from 'zod';
import type { DesktopApp, DesktopStart } from './desktop-app.ts';
import { desktopEnvironment } from './desktop-environment.ts';
import { fromChromium } from './double/chromium-address.ts';

const root = join(import.meta.dirname, '../..');
const program = join(import.meta.dirname, 'double', 'double-program.ts');

const FromDouble = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('answer'),
    id: z.number(),
    value: z.unknown().optional(),
    error: z.string().optional(),
  }),
  z.object({ kind: z.literal('relaunch'), options: z.unknown().optional() }),
]);

/** How long an app may take to end by itself before it is ended: longer than it gives its engine. */
const endTimeout = 30_000;

/** The desktop shell in a process of its own, on the double. */
export interface DoubleApp extends DesktopApp {
  /** What it said on its standard output. */
  output(): string;
}

export async function startOnDouble({ folder, args, main }: DesktopStart): Promise<DoubleApp> {
  const child = fork(
    main ?? join(root, 'dist/desktop/main.js'),
    [`--user-data-dir=${join(folder, 'user')}`, ...args],
    {
      execArgv: ['--import', program],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: desktopEnvironment(folder),
      // A group of its own, so that nothing it started outlives the test.
      detached: true,
    },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => (said += text));
  const relaunches: unknown[] = [];
  const evaluate = answers(child, relaunches);
  const ended = once(child, 'exit').then(([code]) => {
    endGroup(child);
    return z.number().nullable().parse(code);
  });
  let browser: Promise<Browser> | null = null;
  const connect = (): Promise<Browser> => {
    browser ??= evaluate('async ({ seen }) => (await seen.chromium()).endpoint', null).then((endpoint) =>
      chromium.connectOverCDP(z.string().parse(endpoint)),
    );
    return browser;
  };
  return {
    process: child,
    ended,
    relaunches: () => relaunches,
    output: () => said,
    async firstWindow() {
      const context = (await connect()).contexts()[0];
      if (context === undefined) throw new Error('no browser context');
      const page = context.pages()[0] ?? (await context.waitForEvent('page'));
      // Dialogs of the page are the app's to answer.
      page.on('dialog', () => undefined);
      return page;
    },
    windows: async () => (await connect()).contexts().flatMap((context) => context.pages()),
    addressOf: (page: Page) => fromChromium(page.url()),
    evaluate: (work, given) => evaluate(String(work), given),
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), endTimeout);
      await ended;
      clearTimeout(force);
    },
  };
}

function answers(child: ChildProcess, relaunches: unknown[]) {
  const waiting = new Map<number, { done: (value: unknown) => void; failed: (error: Error) => void }>();
  let last = 0;
  child.on('message', (raw) => {
    const said = FromDouble.parse(raw);
    if (said.kind === 'relaunch') {
      relaunches.push(said.options);
      return;
    }
    const asked = waiting.get(said.id);
    waiting.delete(said.id);
    if (said.error === undefined) asked?.done(said.value);
    else asked?.failed(new Error(said.error));
  });
  child.once('exit', () => {
    for (const { failed } of waiting.values()) failed(new Error('the app has ended'));
  });
  return (source: string, given: unknown): Promise<unknown> => {
    last += 1;
    const id = last;
    return new Promise((done, failed) => {
      waiting.set(id, { done, failed });
      child.send({ id, source, given: given ?? null }, (error) => {
        if (error !== null) failed(error);
      });
    });
  };
}

function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody is left in it.
  }
}
