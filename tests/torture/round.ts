import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { seeded } from '../../bench/random.ts';
import type { TrackerId } from '../../core/kernel/ids.ts';
import { openTestEngine } from './engine.ts';
import { apply, changeAt, extraItems, extraTracker, firstLedger, type Ledger, render } from './ledger.ts';

const Line = z.union([
  z.object({ ready: z.literal(true) }),
  z.object({ try: z.number() }),
  z.object({ ack: z.number() }),
  z.object({ tryImport: z.string() }),
  z.object({ ackImport: z.string() }),
]);

/** When the process dies: after so many milliseconds of work, or inside at a named point. */
export type Death =
  | { readonly afterMilliseconds: number }
  | { readonly point: string; readonly pass: number }
  /** In the nth writing in place, when so many bytes of it are written. */
  | { readonly inPlace: number; readonly bytes: number };

export interface Torture {
  /** Kills one process and judges what it left. Returns what was wrong; empty when all held. */
  kill(death: Death): Promise<readonly string[]>;
  /** `rebuild --verify` over everything that happened so far. */
  verify(): Promise<readonly string[]>;
  readonly acknowledged: number;
  end(): void;
}

/**
 * One workspace and one tracker that live through many kills. What is checked after each: the file equals the model
 * with every acknowledged change and at most the one in flight; the engine's text equals the file; acknowledged
 * imports are there, whole; nothing half-written lies around. `linked`: the file has a second name, so that it is
 * written into.
 */
export function startTorture(seed: number, { linked = false } = {}): Torture {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-torture-'));
  const file = join(folder, 'torture.md');
  writeFileSync(file, render(firstLedger));
  const second = join(folder, 'second.md');
  if (linked) linkSync(file, second);
  const random = seeded(seed);
  let ledger: Ledger = firstLedger;
  let next = 0;
  let imports: readonly string[] = [];
  let extras = 0;

  const judge = async (inFlight: boolean, importing: string | null): Promise<string[]> => {
    const problems: string[] = [];
    const engine = await openTestEngine(join(folder, 'workspace'), {
      randomBytes: (count) => randomBytes(count),
      now: () => Date.now(),
    });
    try {
      const text = readFileSync(file, 'utf8');
      if (inFlight) {
        const change = changeAt(random, next);
        next += 1;
        const after = apply(ledger, change);
        if (text === render(after)) ledger = after;
      }
      if (text !== render(ledger))
        problems.push(`the file is not what was acknowledged (seed ${seed}, change ${next})`);
      if (linked && readFileSync(second, 'utf8') !== text) problems.push('its second name says another text');
      const leftovers = readdirSync(folder).filter(
        (name) => !/^(torture\.md|second\.md|extra-\d+\.md|workspace|user)$/.test(name),
      );
      if (leftovers.length > 0) problems.push(`left lying around: ${leftovers.join(', ')}`);

      const { rows } = await engine.handlers.views['trackers.list'].read({});
      const byPath = new Map(rows.map((row) => [row.path, row]));
      const main = byPath.get(file);
      if (main === undefined) {
        if (next > 0) problems.push('the tracker is gone from the workspace');
      } else {
        if (main.fileState !== 'in-step')
          problems.push(`the tracker is ${main.fileState}: ${main.fileNote ?? ''}`);
        const known = await sourceOf(engine, main.id);
        if (known !== text) problems.push('the engine holds another text than the file');
      }
      if (importing !== null && byPath.has(join(folder, importing))) imports = [...imports, importing];
      for (const name of imports) {
        const row = byPath.get(join(folder, name));
        if (row === undefined) problems.push(`${name} was acknowledged and is gone`);
        else if (row.total !== extraItems)
          problems.push(`${name} has ${row.total} items instead of ${extraItems}`);
      }
    } finally {
      await engine.close();
    }
    return problems;
  };

  return {
    get acknowledged() {
      return next;
    },
    async kill(death) {
      for (const last = extras + 60; extras < last; extras += 1) {
        const path = join(folder, `extra-${extras + 1}.md`);
        if (!existsSync(path)) writeFileSync(path, extraTracker(extras + 1));
      }
      const point =
        'point' in death
          ? `${death.point}:${death.pass}`
          : 'inPlace' in death
            ? `in-place:${death.inPlace}:${death.bytes}`
            : '-';
      const child = spawn(
        process.execPath,
        [join(import.meta.dirname, 'victim.ts'), folder, String(seed), String(next), point],
        { stdio: ['ignore', 'pipe', 'pipe'] },
      );
      let tried: number | null = null;
      let importing: string | null = null;
      let complaint = '';
      child.stderr.on('data', (part) => (complaint += String(part)));
      let timer: NodeJS.Timeout | undefined;
      const lines = createInterface({ input: child.stdout });
      lines.on('line', (text) => {
        const line = Line.parse(JSON.parse(text));
        if ('ready' in line) {
          if ('afterMilliseconds' in death)
            timer = setTimeout(() => child.kill('SIGKILL'), death.afterMilliseconds);
        } else if ('try' in line) tried = line.try;
        else if ('ack' in line) {
          ledger = apply(ledger, changeAt(random, next));
          next = line.ack + 1;
          tried = null;
        } else if ('tryImport' in line) importing = line.tryImport;
        else {
          imports = [...imports, line.ackImport];
          importing = null;
        }
      });
      const linesRead = new Promise((resolve) => lines.once('close', resolve));
      const signal = await new Promise((resolve) => child.once('close', (_code, name) => resolve(name)));
      await linesRead;
      clearTimeout(timer);
      if (signal !== 'SIGKILL') return [`the process ended by itself: ${complaint.trim()}`];
      return judge(tried !== null, importing);
    },
    async verify() {
      const engine = await openTestEngine(join(folder, 'workspace'), {
        randomBytes: (count) => randomBytes(count),
        now: () => Date.now(),
      });
      try {
        const answer = await engine.handlers.calls['workspace.rebuild'](
          { verify: true },
          { actor: null, signal: new AbortController().signal },
        );
        if (!answer.ok) return [answer.error.message];
        return answer.value.same ? [] : [`replay differs: ${answer.value.firstDifference ?? ''}`];
      } finally {
        await engine.close();
      }
    },
    end: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function sourceOf(
  engine: Awaited<ReturnType<typeof openTestEngine>>,
  trackerId: TrackerId,
): Promise<string | null> {
  const answer = await engine.handlers.calls['trackers.source'](
    { trackerId, revision: null },
    { actor: null, signal: new AbortController().signal },
  );
  return answer.ok ? answer.value.text : null;
}
