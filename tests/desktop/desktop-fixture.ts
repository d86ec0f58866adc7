import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { z } from 'zod';
import type { DesktopApp } from './desktop-app.ts';
import { startDesktop } from './start-desktop.ts';

export interface Desktop {
  /** Home of the person, with everything that is theirs. */
  readonly folder: string;
  readonly workspace: string;
  /** Starts the app, on this workspace unless told otherwise. It is ended with the test. */
  start(...args: readonly string[]): Promise<DesktopApp>;
}

export const test = base.extend<{ readonly desktop: Desktop }>({
  // oxlint-disable-next-line no-empty-pattern -- the form Playwright asks for
  desktop: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-desktop-'));
    const workspace = join(folder, 'workspace');
    const started: DesktopApp[] = [];
    await use({
      folder,
      workspace,
      async start(...args) {
        const named = args.includes('--workspace') ? args : ['--workspace', workspace, ...args];
        const app = await startDesktop({ folder, args: named });
        started.push(app);
        return app;
      },
    });
    for (const app of started) await app.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  },
});

/** The first window, once it shows the Bridge with what the engine said. */
export async function bridgeOf(app: DesktopApp) {
  const page = await app.firstWindow();
  await expect(page.getByRole('heading', { name: 'Bridge' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Beacon Renewal Status' }).first()).toBeVisible();
  return page;
}

/**
 * Replaces message boxes by what is chosen in them, one after another; the last choice stays, and without any they wait.
 * What they said is kept.
 */
export function chooseInBoxes(app: DesktopApp, ...choices: readonly number[]): Promise<unknown> {
  return app.evaluate(({ dialog }, given) => {
    const left = [...given];
    const said: unknown[] = [];
    Reflect.set(globalThis, 'boxes', said);
    const choose = (...args: unknown[]): number => {
      said.push(args.at(-1));
      return (left.length > 1 ? left.shift() : left[0]) ?? 0;
    };
    dialog.showMessageBox = (...args: unknown[]) => {
      const response = choose(...args);
      if (given.length === 0) return new Promise(() => undefined);
      return Promise.resolve({ response, checkboxChecked: false });
    };
    dialog.showMessageBoxSync = choose;
  }, choices);
}

const Boxes = z.array(z.object({ message: z.string(), detail: z.string() }));

export async function boxesOf(app: DesktopApp): Promise<z.infer<typeof Boxes>> {
  return Boxes.parse(await app.evaluate(() => Reflect.get(globalThis, 'boxes') ?? [], null));
}

/** The process of the engine, or of the sidecars. */
export async function processesOf(app: DesktopApp, name: string): Promise<readonly number[]> {
  const found = await app.evaluate(
    ({ app: running }, service) =>
      running
        .getAppMetrics()
        .filter((metric) => metric.serviceName?.includes(service) || metric.name === service)
        .map(({ pid }) => pid),
    name,
  );
  return z.array(z.number()).parse(found);
}

/** Whether the only window is on screen. */
export async function isShown(app: DesktopApp): Promise<boolean> {
  return z
    .boolean()
    .parse(
      await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() ?? false, null),
    );
}
