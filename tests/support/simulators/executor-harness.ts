import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { Assignment } from '../../../core/contract/hub/assignment.ts';
import { nothingSpent, type Spent } from '../../../core/domain/fleet/money/money.ts';
import type { Target } from '../../../core/domain/fleet/routing.ts';
import type { LaterWait } from '../../../core/domain/fleet/state.ts';
import type { Timekeeper } from '../../../core/kernel/clock.ts';
import { SidecarSettings } from '../../../sidecar/config-schema.ts';
import { chooseExecutor } from '../../../sidecar/executors/choose-executor.ts';
import type { ExecutionOutcome, Executor } from '../../../sidecar/executors/executor.ts';
import type { ExecutorHost } from '../../../sidecar/executors/executor-host.ts';

const timekeeper: Timekeeper = {
  moment: () => ({ wall: Date.parse('2026-11-20T12:00:00Z'), steady: performance.now() }),
};

/** A host with these settings, its key files in `folder`. */
export function executorHost(
  folder: string,
  settings: Partial<z.input<typeof SidecarSettings>>,
  env: Readonly<Record<string, string | undefined>> = process.env,
): ExecutorHost {
  return {
    settings: SidecarSettings.parse({
      agentId: 'ag_harrier',
      name: 'Harrier',
      hubUrl: 'http://127.0.0.1:9',
      ...settings,
    }),
    folder,
    env,
    timekeeper,
    entropy: { bytes: (count) => randomBytes(count) },
  };
}

export function assignmentFor(target: Target, command?: string): Assignment {
  return Assignment.parse({
    taskId: 'ta_1',
    generation: 1,
    acceptWithinMs: 60_000,
    description: 'Greet the harbour',
    work: command === undefined ? { kind: 'prompt' } : { kind: 'shell', command },
    target,
    tier: 'standard',
    contextFiles: [],
    notes: '',
    successCriteria: [],
    verification: [],
    verificationSeconds: 120,
    fixAttempts: 2,
    repository: null,
    budget: null,
    spentBefore: nothingSpent,
    workedBeforeMs: 0,
    deadlineLeftMs: null,
    metadata: {},
  });
}

/** The executor a host has for a target; the test fails when it has none. */
export async function executorFor(target: Target, host: ExecutorHost): Promise<Executor> {
  const chosen = await chooseExecutor({ target }, host);
  if (!chosen.ok) throw new Error(chosen.error.message);
  return chosen.value;
}

export interface RunOptions {
  readonly assignment: Assignment;
  readonly folder: string;
  readonly prompt?: string;
  readonly run?: number;
  readonly failedChecks?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly seconds?: number;
  readonly outputBytes?: number;
  readonly memoryBytes?: number;
}

export interface StartedRun {
  readonly outcome: Promise<ExecutionOutcome>;
  readonly lines: { readonly stream: string; readonly text: string }[];
  readonly waits: (string | null)[];
  /** What the endpoint asked us to try again later with. */
  readonly laters: LaterWait[];
  readonly notes: string[];
  /** What was said last to have been used up; null when nothing was. */
  spent(): Spent | null;
  stop(): void;
  /** Resolves when a line contains the text. */
  shows(text: string): Promise<void>;
}

export function startRun(executor: Executor, options: RunOptions): StartedRun {
  const controller = new AbortController();
  const lines: { stream: string; text: string }[] = [];
  const waits: (string | null)[] = [];
  const laters: LaterWait[] = [];
  const notes: string[] = [];
  const awaited: { text: string; resolve(): void }[] = [];
  let spent: Spent | null = null;
  const outcome = executor.run({
    assignment: options.assignment,
    prompt: options.prompt ?? 'Greet the harbour',
    run: options.run ?? 1,
    failedChecks: options.failedChecks ?? '',
    folder: options.folder,
    environment: options.environment ?? {},
    limits: {
      seconds: options.seconds ?? 60,
      outputBytes: options.outputBytes ?? 64 * 1024 * 1024,
      memoryBytes: options.memoryBytes ?? null,
    },
    signal: controller.signal,
    entropy: { bytes: (count) => randomBytes(count) },
    spent: (total) => {
      spent = total;
    },
    emit(line) {
      lines.push(line);
      for (const wait of awaited) if (line.text.includes(wait.text)) wait.resolve();
    },
    progress: ({ note }) => void notes.push(note),
    blocked: (reason) => void waits.push(reason),
    later: (wait) => void (wait !== null && laters.push(wait)),
  });
  return {
    outcome,
    lines,
    waits,
    laters,
    notes,
    spent: () => spent,
    stop: () => controller.abort(),
    shows: (text) =>
      new Promise((resolve) => {
        if (lines.some((line) => line.text.includes(text))) resolve();
        else awaited.push({ text, resolve });
      }),
  };
}

/** What a run showed on one stream. */
export const shownOn = (run: StartedRun, stream: string): string[] =>
  run.lines.filter((line) => line.stream === stream).map((line) => line.text);
