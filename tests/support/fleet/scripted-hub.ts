import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import {
  AgentFrame,
  type AgentFrameOf,
  type HubFrame,
  hubProtocol,
} from '../../../core/contract/hub/agent-frames.ts';
import type { Assignment } from '../../../core/contract/hub/assignment.ts';
import { nothingSpent } from '../../../core/domain/fleet/money/money.ts';
import { AgentId, TaskId } from '../../../core/kernel/ids.ts';

export const hubToken = `qd_${'T0ken-'.repeat(7)}x`;
export const testAgent = AgentId.parse('ag_tester');

type Task = {
  readonly wish: Partial<Assignment>;
  readonly taskId: TaskId;
  generation: number;
  status: 'queued' | 'assigned' | 'working' | 'completed' | 'given-up';
  /** Ends the hub has taken in, replays left out. */
  readonly ends: string[];
};

export interface HubRules {
  readonly heartbeatMs?: number;
  /** Asked for every frame after hello; null leaves the answer to the hub's own rules. */
  readonly answer?: (frame: AgentFrame, socket: WebSocket) => HubFrame | 'silence' | null;
  /** Asked before the handshake: an HTTP status refuses it. */
  readonly refuse?: () => { readonly status: number; readonly headers?: string } | null;
  /** Failed attempts are given out again, with the next generation. */
  readonly retries?: number;
}

export interface ScriptedHub {
  readonly url: string;
  readonly frames: readonly AgentFrame[];
  readonly broken: readonly string[];
  readonly tasks: ReadonlyMap<TaskId, Task>;
  readonly connections: number;
  submit(name: string, wish: Partial<Assignment>): TaskId;
  send(frame: HubFrame): void;
  /** Cuts the line without a word. */
  cut(): void;
  /** Takes the task away: its attempt is stale from now on. */
  reclaim(taskId: TaskId): void;
  /** Gives out again what was given up, as a person does. */
  requeue(taskId: TaskId): void;
  frame<Type extends AgentFrame['t']>(
    type: Type,
    fits?: (frame: AgentFrameOf<Type>) => boolean,
  ): Promise<AgentFrameOf<Type>>;
  until(done: () => boolean): Promise<void>;
  close(): Promise<void>;
}

/** A hub of a few rules that speaks the agents' protocol over a real socket and notes whatever is said. */
export async function startScriptedHub(rules: HubRules = {}): Promise<ScriptedHub> {
  const server = new WebSocketServer({
    host: '127.0.0.1',
    port: 0,
    path: '/agents',
    verifyClient: (info, done) => {
      const refusal = rules.refuse?.() ?? null;
      if (refusal !== null) {
        done(
          false,
          refusal.status,
          undefined,
          refusal.headers === undefined ? {} : { 'Retry-After': refusal.headers },
        );
      } else if (info.req.headers.authorization !== `Bearer ${hubToken}`) done(false, 401);
      else done(true);
    },
  });
  await once(server, 'listening');
  const { port } = z.object({ port: z.number() }).parse(server.address());
  const frames: AgentFrame[] = [];
  const broken: string[] = [];
  const tasks = new Map<TaskId, Task>();
  const watchers = new Set<() => void>();
  let socket: WebSocket | null = null;
  let ready = false;
  let connections = 0;

  const tell = (frame: HubFrame): void => socket?.send(JSON.stringify(frame));
  const holder = (): Task | undefined =>
    [...tasks.values()].find((task) => task.status === 'assigned' || task.status === 'working');
  const giveOut = (): void => {
    if (!ready || holder() !== undefined) return;
    const next = [...tasks.values()].find((task) => task.status === 'queued');
    if (next === undefined) return;
    next.status = 'assigned';
    next.generation += 1;
    tell({ t: 'assign', assignment: assignmentOf(next) });
  };
  const ofAttempt = (frame: AgentFrame): HubFrame => {
    if (!('taskId' in frame)) return { t: 'settled', n: frame.n };
    const task = tasks.get(frame.taskId);
    const ended = frame.t === 'complete' || frame.t === 'fail';
    const end = `${frame.generation}:${frame.t}`;
    if (task?.generation !== frame.generation || (task.status !== 'assigned' && task.status !== 'working')) {
      // A replay of what ended it is confirmed again.
      if (ended && task?.ends.at(-1) === end) return { t: 'settled', n: frame.n };
      const code = 'attempt.stale';
      return { t: 'refused', n: frame.n, code, message: 'not yours', taskId: frame.taskId, stale: true };
    }
    if (frame.t === 'accept') task.status = 'working';
    if (frame.t === 'decline') task.status = 'queued';
    if (ended) {
      task.ends.push(end);
      const again = frame.t === 'fail' && frame.retryable && task.generation <= (rules.retries ?? 0);
      if (frame.t === 'complete') task.status = 'completed';
      else task.status = again ? 'queued' : 'given-up';
    }
    return { t: 'settled', n: frame.n };
  };
  const hello = (frame: AgentFrameOf<'hello'>): void => {
    ready = true;
    const verdicts = frame.holding.map((held) => {
      const task = tasks.get(held.taskId);
      const open = task?.status === 'assigned' || task?.status === 'working';
      const same = open && task.generation === held.generation;
      return { ...held, verdict: same ? ('continue' as const) : ('drop' as const) };
    });
    for (const task of tasks.values()) {
      const open = task.status === 'assigned' || task.status === 'working';
      // Its agent does not know of it: somebody else's turn, here the same one's.
      if (open && !frame.holding.some((held) => held.taskId === task.taskId)) task.status = 'queued';
    }
    const heartbeatMs = rules.heartbeatMs ?? 1000;
    tell({ t: 'welcome', protocol: hubProtocol, name: 'Scripted', heartbeatMs, verdicts });
  };

  server.on('connection', (client) => {
    connections += 1;
    socket = client;
    ready = false;
    let n = 0;
    client.on('message', (data: Buffer) => {
      const read = AgentFrame.safeParse(JSON.parse(data.toString('utf8')));
      if (!read.success) {
        broken.push(read.error.message);
        return;
      }
      n += 1;
      if (read.data.n !== n) broken.push(`frame ${read.data.n} instead of ${n}`);
      frames.push(read.data);
      if (read.data.t === 'hello') hello(read.data);
      else {
        const answer = rules.answer?.(read.data, client) ?? ofAttempt(read.data);
        if (answer !== 'silence' && client.readyState === client.OPEN) client.send(JSON.stringify(answer));
      }
      giveOut();
      for (const recheck of watchers) recheck();
    });
    client.on('close', () => {
      if (socket === client) ready = false;
      for (const recheck of watchers) recheck();
    });
  });

  const until = (done: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const recheck = (): void => {
        if (!done()) return;
        watchers.delete(recheck);
        resolve();
      };
      watchers.add(recheck);
      recheck();
    });
  const hub: ScriptedHub = {
    url: `http://127.0.0.1:${port}`,
    frames,
    broken,
    tasks,
    get connections() {
      return connections;
    },
    submit(name, wish) {
      const taskId = TaskId.parse(`ta_${name}`);
      tasks.set(taskId, { wish, taskId, generation: 0, status: 'queued', ends: [] });
      giveOut();
      return taskId;
    },
    send: tell,
    cut: () => socket?.terminate(),
    reclaim(taskId) {
      const task = tasks.get(taskId);
      if (task !== undefined) task.status = 'given-up';
    },
    requeue(taskId) {
      const task = tasks.get(taskId);
      if (task !== undefined) task.status = 'queued';
      giveOut();
    },
    async frame(type, fits) {
      const isIt = (frame: AgentFrame): frame is AgentFrameOf<typeof type> => frame.t === type;
      const find = () => frames.filter(isIt).find((frame) => fits?.(frame) ?? true);
      await until(() => find() !== undefined);
      const found = find();
      if (found === undefined) throw new Error(`no frame ${type}`);
      return found;
    },
    until,
    async close() {
      for (const client of server.clients) client.terminate();
      server.close();
      await once(server, 'close').catch(() => null);
    },
  };
  onTestFinished(() => hub.close());
  return hub;
}

function assignmentOf(task: Task): Assignment {
  return {
    description: 'Do a small thing',
    work: { kind: 'shell', command: 'true' },
    target: { kind: 'shell' },
    tier: 'trivial',
    acceptWithinMs: 60_000,
    contextFiles: [],
    notes: '',
    successCriteria: [],
    verification: [],
    verificationSeconds: 30,
    fixAttempts: 0,
    repository: null,
    budget: null,
    unknownCost: 'stop',
    spentBefore: nothingSpent,
    workedBeforeMs: 0,
    deadlineLeftMs: null,
    metadata: {},
    ...task.wish,
    taskId: task.taskId,
    generation: task.generation,
  };
}

/** Writes the folder of an agent that talks to this address. */
export function writeAgent(
  folder: string,
  hubUrl: string,
  more: Readonly<Record<string, unknown>> = {},
): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'token'), `${hubToken}\n`, { mode: 0o600 });
  const settings = { agentId: testAgent, name: 'Tester', hubUrl, ...more };
  writeFileSync(join(folder, 'agent.json'), JSON.stringify(settings));
}
