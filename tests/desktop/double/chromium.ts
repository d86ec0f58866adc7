import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DevTools, type DevToolsSession } from './devtools.ts';

export interface Chromium {
  readonly endpoint: string;
  readonly browser: DevToolsSession;
  session(id: string): DevToolsSession;
  close(): Promise<void>;
}

/** Starts the system's Chromium without a window of its own. It resolves no name: what is not answered here goes nowhere. */
export async function startChromium(): Promise<Chromium> {
  const profile = mkdtempSync(join(tmpdir(), 'quarterdeck-double-'));
  const child = spawn(
    process.env['QUARTERDECK_CHROMIUM'] ?? '/usr/bin/chromium',
    [
      '--headless=new',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      '--no-startup-window',
      '--no-first-run',
      '--no-default-browser-check',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-dev-shm-usage',
      '--disable-gpu',
      '--force-prefers-reduced-motion',
      // Electron's pages are told when the other end of a port closes; Chromium's are with this.
      '--enable-blink-features=MessagePortCloseEvent',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      // Chromium's own sandbox refuses to run as root.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const ended = new Promise<void>((resolve) => void child.once('close', () => resolve()));
  const endpoint = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = `${said}${text}`.slice(-10_000);
      const found = /DevTools listening on (ws:\/\/\S+)/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('error', reject);
    child.once('close', (code) => reject(new Error(`Chromium ended with ${code ?? 'a signal'}: ${said}`)));
  });
  const devTools = await DevTools.connect(endpoint);
  const browser = devTools.session(null);
  return {
    endpoint,
    browser,
    session: (id) => devTools.session(id),
    async close() {
      browser.tell('Browser.close');
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
