import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { seeded } from '../../../bench/random.ts';
import { checkLogs } from './check-logs.ts';
import { type SoakAgent, startSoakAgent } from './soak-agent.ts';

const Ready = z.object({ ready: z.literal(true), url: z.string() });
const Keys = z.object({
  submitter: z.string(),
  agents: z.array(z.object({ agentId: z.string(), token: z.string() })),
});
const Submitted = z.object({ taskId: z.string() });
const Listed = z.object({ tasks: z.array(z.unknown()) });

const kinds = ['good', 'good', 'good', 'flaky', 'hopeless', 'greedy'] as const;

export interface FleetTorture {
  /** Lets the hub live and work for so long, kills it, and starts it again. */
  kill(afterMilliseconds: number): Promise<void>;
  /** Waits until nothing is open, ends the hub in good order and judges the logs. */
  judge(): Promise<ReturnType<typeof checkLogs>>;
  end(): void;
}

/** A hub under load that lives through many kills: agents and submitter stay and come back to it each time. */
export async function startFleetTorture(seed: number, agentCount = 12): Promise<FleetTorture> {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-fleet-torture-'));
  const ledger = join(folder, 'ledger.jsonl');
  const file = openSync(ledger, 'a');
  const say = (line: object): void => void writeSync(file, `${JSON.stringify(line)}\n`);
  const random = seeded(seed);
  let agents: readonly SoakAgent[] = [];
  let hub = await startHub(folder, agentCount);
  const keys = Keys.parse(JSON.parse(readFileSync(join(folder, 'keys.json'), 'utf8')));
  agents = keys.agents.map((key) => startSoakAgent(key, say, random));
  for (const agent of agents) agent.dial(hub.url);

  const enough = new AbortController();
  const ask = async (path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(`${hub.url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${keys.submitter}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(10_000),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${answer.status} ${text}`);
    return JSON.parse(text);
  };
  /** Submits under one key until the hub says that it has it, over any number of kills. */
  const submit = async (n: number): Promise<void> => {
    const kind = kinds[n % kinds.length] ?? 'good';
    const task = {
      description: `Soak task ${n}`,
      work: { kind: 'shell', command: 'true' },
      retries: kind === 'hopeless' ? 1 : 5,
      budget: kind === 'greedy' ? { money: null, tokens: 1000, minutes: null } : null,
      metadata: { kind },
    };
    for (;;) {
      try {
        const { taskId } = Submitted.parse(await ask('/api/tasks', { clientKey: `soak-${n}`, task }));
        return say({ submitted: taskId, key: `soak-${n}`, kind });
      } catch (error) {
        // Away: killed this moment. A refusal in words would come again and again, and is a problem.
        if (error instanceof Error && /^4\d\d /.test(error.message))
          return say({ agent: 'submitter', problem: error.message });
        await pause(40);
      }
    }
  };
  const submitter = (async () => {
    for (let n = 0; !enough.signal.aborted; n += 1) {
      await submit(n);
      await pause(random.below(25));
    }
  })();

  return {
    async kill(afterMilliseconds) {
      await pause(afterMilliseconds);
      const gone = new Promise((resolve) => hub.child.once('close', resolve));
      hub.child.kill('SIGKILL');
      await gone;
      hub = await startHub(folder, agentCount);
      for (const agent of agents) agent.dial(hub.url);
    },
    async judge() {
      enough.abort();
      await submitter;
      const deadline = performance.now() + 120_000;
      for (let open = 1; open > 0 && performance.now() < deadline; await pause(100)) {
        open = 0;
        for (const status of ['queued', 'assigned', 'working'])
          open += Listed.parse(await ask(`/api/tasks?status=${status}`)).tasks.length;
      }
      for (const agent of agents) agent.end();
      const gone = new Promise((resolve) => hub.child.once('close', resolve));
      hub.child.kill('SIGTERM');
      await gone;
      return checkLogs(join(folder, 'workspace', 'quarterdeck.db'), ledger);
    },
    end() {
      for (const agent of agents) agent.end();
      hub.child.kill('SIGKILL');
      closeSync(file);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

async function startHub(
  folder: string,
  agentCount: number,
): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'victim.ts'), folder, String(agentCount)],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let complaint = '';
  child.stderr.on('data', (part) => (complaint += String(part)));
  const lines = createInterface({ input: child.stdout });
  const url = await new Promise<string>((resolve, reject) => {
    lines.once('line', (line) => resolve(Ready.parse(JSON.parse(line)).url));
    child.once('close', () => reject(new Error(`the hub ended by itself: ${complaint.trim()}`)));
  });
  return { child, url };
}
