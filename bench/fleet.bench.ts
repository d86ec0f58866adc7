import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { WireClient } from '../core/contract/transport/client.ts';
import type { Result } from '../core/kernel/result.ts';
import { appVersion } from '../main/shells/installation.ts';
import { startWebShell, workspaceIn } from '../tests/support/web/web-shell.ts';
import { attach } from './fleet/attached-client.ts';
import { freePort, watchHeap } from './fleet/live-heap.ts';
import { watchBoard } from './fleet/watched-board.ts';
import { type Bench, type BenchRow, p95OfParts } from './measure.ts';

const agentCount = 2000;
const perSecond = 100;
const seconds = Number(process.env['QUARTERDECK_BENCH_SECONDS'] ?? 120);
const enrolAtOnce = 32;

const Measured = z.object({
  assignedAfter: z.array(z.number()),
  completed: z.number(),
  refused: z.number(),
  cpuMs: z.number(),
});

function expectOk<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

async function enrol(client: WireClient, file: string): Promise<void> {
  const limits = { light: 1_000_000, normal: 1_000_000, heavy: 1_000_000 };
  expectOk(await client.call('hub.setLimits', { client: '*', limits }));
  const agents: { agentId: string; token: string }[] = [];
  let url = '';
  while (agents.length < agentCount) {
    const some = Math.min(enrolAtOnce, agentCount - agents.length);
    const added = await Promise.all(
      Array.from({ length: some }, (_unused, n) =>
        client.call('agents.add', { name: `Bench ${agents.length + n + 1}`, capabilities: [] }),
      ),
    );
    for (const one of added) {
      const { agentId, token, hubUrl } = expectOk(one);
      url = hubUrl;
      agents.push({ agentId, token });
    }
  }
  writeFileSync(file, JSON.stringify({ url, agents }));
}

/** Submits at a steady pace; a late tick is made up for, so that the pace holds over the whole time. */
async function submitAll(client: WireClient, total: number): Promise<void> {
  const started = performance.now();
  const pending: Promise<unknown>[] = [];
  for (let n = 0; n < total; ) {
    const due = Math.min(total, Math.floor(((performance.now() - started) / 1000) * perSecond) + 1);
    for (; n < due; n += 1) {
      const at = Date.now();
      const task = {
        description: `Count the crates @${at}@ ${n}`,
        work: { kind: 'shell', command: 'true' },
        metadata: { at: String(at) },
      } as const;
      pending.push(client.call('tasks.submit', { task }).then(expectOk));
    }
    await wait(5);
  }
  await Promise.all(pending);
}

/** Resident memory of a process in MB. */
function residentMb(pid: number): number {
  const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kb) / 1024;
}

/** The process that hosts the engine: the entry may have started the pinned Node as a child of its own. */
function cpuSeconds(pid: number): number {
  const [, rest = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  const [user = 0, system = 0] = rest.split(' ').slice(11, 13).map(Number);
  return (user + system) / 100;
}

export const fleetBench: Bench = {
  name: 'Fleet',
  dataset: `${agentCount} agents over real WebSockets, ${perSecond} tasks a second for ${seconds} s, each 8-12 s of work; the board open in Chromium; seed 1`,
  async run() {
    const home = mkdtempSync(join(tmpdir(), 'quarterdeck-bench-'));
    const inspected = await freePort();
    process.env['NODE_OPTIONS'] = `--inspect=127.0.0.1:${inspected}`;
    const shell = await startWebShell({ home, sample: false });
    delete process.env['NODE_OPTIONS'];
    const heap = await watchHeap(inspected);
    const pid = shell.process.pid ?? 0;
    const attached = await attach(workspaceIn(home), appVersion);
    const keys = join(home, 'keys.json');
    await enrol(attached.client, keys);
    const agents = spawn(process.execPath, [join(import.meta.dirname, 'fleet/agents-program.ts'), keys], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      await once(agents.stdout, 'data');
      const board = await watchBoard(shell.address);
      try {
        await board.start();
        const [cpu, started] = [cpuSeconds(pid), performance.now()];
        // Under way for a while before the first measurement: what a busy fleet needs is in place by then.
        await submitAll(attached.client, perSecond * Math.round(seconds / 3));
        const early = await heap.read();
        await submitAll(attached.client, perSecond * (seconds - Math.round(seconds / 3)));
        const late = await heap.read();
        const memory = { early, late, resident: residentMb(pid) };
        const share = (cpuSeconds(pid) - cpu) / ((performance.now() - started) / 1000);
        // The last ones are still working: what they do belongs to the measurement.
        await wait(13_000);
        const seen = await board.read();
        const printed = once(agents.stdout, 'data');
        agents.kill('SIGTERM');
        const measured = Measured.parse(JSON.parse(String((await printed)[0])));
        const wanted = perSecond * seconds;
        if (measured.completed !== wanted)
          throw new Error(
            `${measured.completed} of ${wanted} tasks were completed, ${measured.refused} refused`,
          );
        return figures(measured, seen, memory, share);
      } finally {
        await board.close();
      }
    } finally {
      agents.kill('SIGKILL');
      heap.close();
      await attached.close();
      await shell.stop();
      rmSync(home, { recursive: true, force: true });
    }
  },
};

function figures(
  measured: z.infer<typeof Measured>,
  seen: { readonly frames: readonly number[]; readonly shownAfter: readonly number[] },
  memory: { readonly early: number; readonly late: number; readonly resident: number },
  share: number,
): readonly BenchRow[] {
  const nothing = { baseline: null };
  return [
    {
      operation: 'submitted to assigned, p95',
      unit: 'ms',
      budget: 50,
      samples: p95OfParts(measured.assignedAfter),
      ...nothing,
      note: `from the call of the submitter to the frame at the agent; ${measured.assignedAfter.length} tasks, all completed; the engine used ${(share * 100).toFixed(0)} % of a core, the agents ${(measured.cpuMs / 1000).toFixed(0)} s of processor time`,
    },
    {
      operation: 'submitted to screen, p95',
      unit: 'ms',
      budget: 100,
      samples: p95OfParts(seen.shownAfter),
      ...nothing,
      note: `until the frame that shows the task at its agent; ${seen.shownAfter.length} of the tasks were in view`,
    },
    {
      operation: 'frame of the board, p95',
      unit: 'ms',
      budget: 20,
      samples: p95OfParts(seen.frames),
      ...nothing,
      note: `${seen.frames.length} frames; 16.7 ms is a screen's own pace`,
    },
    {
      operation: 'memory gained after a third',
      unit: 'MB',
      budget: 5,
      samples: [memory.late - memory.early],
      ...nothing,
      note: `live heap after a collection: ${memory.early.toFixed(1)} MB at a third of the run, ${memory.late.toFixed(1)} MB at its end; ${memory.resident.toFixed(0)} MB resident with what waits to be collected`,
    },
  ];
}
