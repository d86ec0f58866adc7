import { cpus, freemem, totalmem } from 'node:os';
import type { Resources } from '../../core/domain/fleet/agents/agent.ts';
import type { Timekeeper } from '../../core/kernel/clock.ts';
import { childEnvironment } from '../../node/processes/child-environment.ts';
import { runProcess } from '../../node/processes/run-process.ts';

/** How often a report with new numbers is made; heartbeats in between carry none. */
const REPORT_MS = 30_000;
const VRAM_SECONDS = 3;
/** A host without a graphics card is asked again only so often. */
const VRAM_ABSENT_MS = 10 * 60_000;
const MIB = 1024 * 1024;

type Vram = Pick<Resources, 'vramUsedBytes' | 'vramTotalBytes'>;
const noVram: Vram = { vramUsedBytes: null, vramTotalBytes: null };

export interface ResourceMeter {
  /** For hello: always the numbers of now. */
  now(): Promise<Resources>;
  /** For heartbeats: null until half a minute has passed since the last report. */
  due(): Promise<Resources | null>;
}

export interface MeterDeps {
  readonly timekeeper: Timekeeper;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly folder: string;
}

/** Measures this host. CPU is the share that was busy since the report before. */
export function createResourceMeter(deps: MeterDeps): ResourceMeter {
  const steady = (): number => deps.timekeeper.moment().steady;
  let before = cpuTimes();
  let reportedAt: number | null = null;
  let vram = noVram;
  let vramNotBefore = 0;

  const measureVram = async (): Promise<Vram> => {
    if (steady() < vramNotBefore) return vram;
    vram = await queryGraphicsCard(deps);
    vramNotBefore = steady() + (vram.vramTotalBytes === null ? VRAM_ABSENT_MS : REPORT_MS);
    return vram;
  };
  const now = async (): Promise<Resources> => {
    const after = cpuTimes();
    const total = after.total - before.total;
    const busy = total <= 0 ? 0 : 1 - (after.idle - before.idle) / total;
    before = after;
    reportedAt = steady();
    const ramTotalBytes = totalmem();
    return {
      cpuPercent: Math.round(Math.min(1, Math.max(0, busy)) * 1000) / 10,
      cores: Math.max(1, cpus().length),
      ramTotalBytes,
      ramUsedBytes: Math.max(0, ramTotalBytes - freemem()),
      ...(await measureVram()),
    };
  };
  return {
    now,
    due: async () => (reportedAt !== null && steady() - reportedAt < REPORT_MS ? null : now()),
  };
}

function cpuTimes(): { readonly idle: number; readonly total: number } {
  let idle = 0;
  let total = 0;
  for (const { times } of cpus()) {
    idle += times.idle;
    total += times.user + times.nice + times.sys + times.idle + times.irq;
  }
  return { idle, total };
}

async function queryGraphicsCard(deps: MeterDeps): Promise<Vram> {
  let text = '';
  const end = await runProcess({
    command: 'nvidia-smi',
    args: ['--query-gpu=memory.used,memory.total', '--format=csv,noheader,nounits'],
    folder: deps.folder,
    env: childEnvironment(deps.environment, []),
    seconds: VRAM_SECONDS,
    outputBytes: 16 * 1024,
    graceMs: 500,
    signal: new AbortController().signal,
    onText: (stream, part) => {
      if (stream === 'stdout') text += part;
    },
  });
  return end.how === 'exited' && end.code === 0 ? readVram(text) : noVram;
}

/** Sums the cards of a host; `used, total` in MiB, one card a line. */
export function readVram(text: string): Vram {
  let used = 0;
  let total = 0;
  for (const line of text.trim().split('\n')) {
    const match = /^\s*(\d+)\s*,\s*(\d+)\s*$/.exec(line);
    if (match === null) return noVram;
    used += Number(match[1]);
    total += Number(match[2]);
  }
  return { vramUsedBytes: used * MIB, vramTotalBytes: total * MIB };
}
