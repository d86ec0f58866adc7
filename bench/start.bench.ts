import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import Database from 'better-sqlite3';
import { startWebShell, workspaceIn } from '../tests/support/web/web-shell.ts';
import { openTestEngine } from '../tests/torture/engine.ts';
import { smallTracker } from './documents.ts';
import { type Bench, sample } from './measure.ts';

const events = 1_000_000;
const trackers = 50;

/** The same person opens it in this process and through the command. */
const open = (home: string) =>
  openTestEngine(workspaceIn(home), {
    randomBytes: (length) => randomBytes(length),
    now: () => Date.now(),
    userFolder: join(home, '.config/quarterdeck'),
  });

/** A workspace with fifty trackers and a million events of a kind that only a hub reports. */
async function fill(home: string): Promise<string> {
  const workspace = workspaceIn(home);
  const engine = await open(home);
  for (let n = 1; n <= trackers; n += 1) writeFileSync(join(home, `tracker-${n}.md`), smallTracker(n));
  const answer = await engine.handlers.calls['trackers.import'](
    { paths: [join(home, '*.md')], profile: null, mapping: null },
    { actor: null, signal: new AbortController().signal },
  );
  if (!answer.ok) throw new Error(answer.error.message);
  await engine.idle();
  await engine.close();

  const db = new Database(join(workspace, 'quarterdeck.db'));
  const { seq } = db.prepare<[], { seq: number }>('SELECT seq FROM clock_state').get() ?? { seq: 0 };
  const insert = db.prepare(
    "INSERT INTO event (seq, id, source, source_id, kind, at, payload) VALUES (?, ?, 'bench', ?, 'agent.heartbeat', ?, ?)",
  );
  db.transaction(() => {
    for (let n = 1; n <= events; n += 1) {
      insert.run(
        seq + n,
        `ev_bench-${n}`,
        String(n),
        1_771_000_000_000 + n,
        `{"v":1,"agent":"a${n % 12}","queue":${n % 31}}`,
      );
    }
    db.prepare('UPDATE clock_state SET seq = ?').run(seq + events);
  })();
  db.close();
  return workspace;
}

/** The app as it is installed from its package: what was built, without the sources. */
function installed(home: string): string {
  const [checkout, app] = [join(import.meta.dirname, '..'), join(home, 'app')];
  mkdirSync(app);
  copyFileSync(join(checkout, 'quarterdeck.mjs'), join(app, 'quarterdeck.mjs'));
  for (const part of ['dist', 'assets', 'node_modules', 'package.json'])
    symlinkSync(join(checkout, part), join(app, part));
  return app;
}

/** Milliseconds from the start of a process until its page shows `ready`. */
async function untilShown(
  page: Page,
  begin: () => Promise<{ address: string; end(): Promise<unknown> }>,
  ready: string,
) {
  const started = performance.now();
  const process = await begin();
  await page.goto(process.address);
  await page.getByText(ready).first().waitFor();
  const took = performance.now() - started;
  await page.goto('about:blank');
  await process.end();
  return took;
}

async function barePage(script: string): Promise<{ address: string; end(): Promise<unknown> }> {
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [chunk] = await once(child.stdout, 'data');
  return {
    address: String(chunk).trim(),
    end() {
      child.kill();
      return once(child, 'exit');
    },
  };
}

export const startBench: Bench = {
  name: 'Start',
  dataset: `${events.toLocaleString('en')} events, ${trackers} trackers`,
  async run() {
    const home = mkdtempSync(join(tmpdir(), 'quarterdeck-bench-'));
    const browser = await chromium.launch({
      executablePath: process.env['QUARTERDECK_CHROMIUM'] ?? '/usr/bin/chromium',
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    });
    try {
      const workspace = await fill(home);
      const ready: number[] = [];
      for (let run = 0; run < 8; run += 1) {
        const started = performance.now();
        const engine = await open(home);
        ready.push(performance.now() - started);
        await engine.close();
      }
      const floor = await sample(7, () => {
        const db = new Database(join(workspace, 'quarterdeck.db'));
        db.prepare('SELECT count(*) FROM tracker').get();
        db.close();
      });

      const script = join(home, 'bare.mjs');
      writeFileSync(
        script,
        "import { createServer } from 'node:http';\nconst s = createServer((_q, a) => a.end('<h1>bare</h1>'));\ns.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${s.address().port}/`));\n",
      );
      const page = await browser.newPage();
      const app = installed(home);
      const usable: number[] = [];
      const bare: number[] = [];
      for (let run = 0; run < 6; run += 1) {
        usable.push(
          await untilShown(
            page,
            async () => {
              const shell = await startWebShell({ home, sample: false, app });
              return { address: shell.address, end: () => shell.stop() };
            },
            'Tracker 1',
          ),
        );
        bare.push(await untilShown(page, () => barePage(script), 'bare'));
      }
      return [
        {
          operation: 'engine ready',
          unit: 'ms',
          budget: 100,
          samples: ready.slice(1),
          baseline: { name: 'bare open of the file', samples: floor },
          note: '',
        },
        {
          operation: 'screen usable, from process start',
          unit: 'ms',
          budget: 700,
          samples: usable.slice(1),
          baseline: { name: 'Node serving one empty page', samples: bare.slice(1) },
          note: 'the web shell as it is installed; the browser is open already',
        },
      ];
    } finally {
      await browser.close();
      rmSync(home, { recursive: true, force: true });
    }
  },
};
