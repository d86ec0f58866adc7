import { spawn } from 'node:child_process';
import { type EventEmitter, once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { WireClient } from '../../../core/contract/transport/client.ts';
import { enterBy, liveClient } from '../../support/web/web-visitor.ts';
import { createKnown, type Known } from './valid-input.ts';

const root = join(import.meta.dirname, '../../..');
const Line = z.union([
  z.object({ ready: z.literal(true) }),
  z.object({ link: z.string() }),
  z.object({ stalled: z.number() }),
]);
const Logged = z.looseObject({ level: z.string() });

/** A question hangs that is not answered while the engine answers so many others, a tenth of a second apart. */
const OTHERS = 10;
const APART_MS = 100;
/** What does not answer anybody for so long is gone. */
const GONE_MS = 30_000;

/** An engine in a process of its own, with everything that knocks at its doors. */
export interface DoorsWorld {
  readonly known: Known;
  readonly database: string;
  /** A person's screen, which does everything right. */
  readonly screen: WireClient;
  readonly web: { readonly port: number; readonly cookie: string };
  hubUrl(): string;
  /** A link that lets in once. */
  link(): Promise<string>;
  readonly complain: (problem: string) => void;
  /** Counts what an answer was, so that it can be seen how deep the messages came. */
  readonly count: (answer: string) => void;
  readonly answers: ReadonlyMap<string, number>;
  readonly problems: readonly string[];
  /** Waits for what was asked; null where it hangs, which is a problem unless it may take `others` longer. */
  readonly answered: <Value>(asked: Promise<Value>, what: string, patience?: number) => Promise<Value | null>;
  /** Everything set back that may have been set: where the hub listens, how it behaves, what everybody may do. */
  settle(): Promise<void>;
  /** Errors in the engine's log since the last time. */
  readLog(): readonly string[];
  /** Ends the engine in good order. */
  end(): Promise<void>;
}

export async function startDoorsWorld(): Promise<DoorsWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-doors-'));
  const files = join(folder, 'plans');
  mkdirSync(files);
  const names = readdirSync(join(root, 'assets/sample')).filter((name) => /\.(?:md|yaml)$/u.test(name));
  for (const name of names) copyFileSync(join(root, 'assets/sample', name), join(files, name));
  const paths = [
    ...names.map((name) => join(files, name)),
    join(files, 'new.md'),
    join(folder, 'copy'),
    files,
  ];
  const known = createKnown(folder, paths);
  const problems: string[] = [];
  let ending = false;
  // What is heard of an engine that is being ended says nothing of it.
  const complain = (problem: string): void =>
    void (!ending && problems.length < 50 && problems.push(problem));
  const child = spawn(process.execPath, [join(import.meta.dirname, 'doors-host.ts'), folder], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', HOME: folder, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const answers = new Map<string, number>();
  const links: ((link: string) => void)[] = [];
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (part: string) => (said += part));
  const gone = once(child, 'exit').then(() => {
    if (!ending) complain(`the engine ended by itself: ${said.slice(-2000)}`);
  });
  const ready = new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (text) => {
      const line = Line.parse(JSON.parse(text));
      if ('link' in line) links.shift()?.(line.link);
      else if ('stalled' in line) complain(`one thing kept the engine busy for ${line.stalled} ms`);
      else resolve();
    });
    child.once('exit', () => reject(new Error(`the engine did not start: ${said}`)));
  });
  const link = (): Promise<string> =>
    new Promise((resolve) => {
      links.push(resolve);
      child.stdin.write('link\n');
    });
  const clear = (): void => {
    if (child.exitCode === null) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };

  try {
    await ready;
    const web = await enterBy(await link());
    const screen = liveClient(web);
    let hubUrl = '';
    const alive = async (): Promise<void> => {
      const answers = await Promise.all([
        screen.call('layout.get', { key: 'alive' }),
        // By a thread of its own.
        screen.call('search.find', { text: 'alive', limit: 1 }),
      ]);
      for (const answer of answers)
        if (!answer.ok && answer.error.code !== 'db.readers-busy')
          complain(`the engine answered ${answer.error.code} to a plain question`);
    };
    const world: DoorsWorld = {
      known,
      database: join(folder, 'workspace', 'quarterdeck.db'),
      screen,
      web,
      hubUrl: () => hubUrl,
      link,
      complain,
      count: (answer) => void answers.set(answer, (answers.get(answer) ?? 0) + 1),
      answers,
      problems,
      async answered(asked, what, patience = 1) {
        const answer = asked.then((value) => ({ value }));
        for (let others = 0; others < OTHERS * patience; others += 1) {
          const first = await Promise.race([answer, after(APART_MS)]);
          if (first !== null) return first.value;
          if ((await Promise.race([answer, alive(), gone, after(GONE_MS)])) === null)
            throw new Error('The engine answers nothing at all.');
          if (ending || child.exitCode !== null || child.signalCode !== null) return null;
        }
        const late = await Promise.race([answer, after(0)]);
        if (late === null) complain(`no answer within a second to ${what}`);
        return late?.value ?? null;
      },
      async settle() {
        must(await screen.call('hub.setFleet', calm));
        must(await screen.call('hub.setLimits', { client: '*', limits: free }));
        const url = await Promise.race([urlOf(screen), after(GONE_MS / 10)]);
        hubUrl = url ?? must(await screen.call('hub.setListen', here)).url ?? '';
      },
      readLog: logReader(join(folder, 'workspace', 'logs')),
      async end() {
        ending = true;
        screen.close();
        child.kill('SIGTERM');
        const stopped = await Promise.race([gone.then(() => true), after(GONE_MS)]);
        if (stopped === null) problems.push('the engine does not end when it is asked to');
        else if (child.exitCode !== 0)
          problems.push(`the engine ended with ${child.exitCode ?? child.signalCode}: ${said.slice(-1000)}`);
        clear();
      },
    };
    must(
      await screen.call('trackers.import', {
        paths: names.map((name) => join(files, name)),
        profile: null,
        mapping: null,
      }),
    );
    await world.settle();
    return world;
  } catch (error) {
    clear();
    throw error;
  }
}

/** No pauses between tries, and none of the times after which a task is taken away. */
const calm = {
  acceptSeconds: 60,
  heartbeatSeconds: 5,
  silentSeconds: 45,
  returnSeconds: 1,
  stuckMinutes: 10,
  fallbackSeconds: 0,
  retrySeconds: 0,
  maxReclaims: 3,
} as const;
const here = { enabled: true, host: '127.0.0.1', port: 0, certificateFile: null, keyFile: null };
const free = { light: 1_000_000, normal: 1_000_000, heavy: 1_000_000 };

export function must<Value>(
  answer:
    | { readonly ok: true; readonly value: Value }
    | { readonly ok: false; readonly error: { readonly code: string; readonly message: string } },
): Value {
  if (!answer.ok) throw new Error(`${answer.error.code}: ${answer.error.message}`);
  return answer.value;
}

function urlOf(screen: WireClient): Promise<string> {
  return new Promise((resolve) => {
    const stop = screen.watch('hub.status', {}, ({ rows }) => {
      const url = rows[0]?.state === 'running' ? rows[0].url : null;
      if (url === null) return;
      resolve(url);
      setImmediate(() => stop());
    });
  });
}

/** Null after so long. */
export function after(milliseconds: number): Promise<null> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, null).unref());
}

function logReader(folder: string): () => readonly string[] {
  const seen = new Set<string>();
  return () =>
    readdirSync(folder)
      .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
      .filter((line) => {
        if (line === '' || seen.has(line)) return false;
        seen.add(line);
        return Logged.parse(JSON.parse(line)).level === 'error';
      });
}

/** Resolves at the first of these events; an error is followed by a close. */
export function firstOf(source: EventEmitter, ...events: readonly string[]): Promise<void> {
  return new Promise((resolve) => {
    for (const event of events) source.once(event, () => resolve());
  });
}
