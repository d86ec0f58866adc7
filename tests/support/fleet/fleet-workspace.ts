import { randomBytes } from 'node:crypto';
import type { CallName, ExtraOf, InputOf, OutputOf, RowOf, ViewName } from '../../../core/contract/index.ts';
import { createClient, type WireClient } from '../../../core/contract/transport/client.ts';
import type { TaskSpecInput } from '../../../core/domain/fleet/tasks/task.ts';
import type { AgentId, TaskId } from '../../../core/kernel/ids.ts';
import type { Engine } from '../../../main/engine/engine.ts';
import { createCallGateway } from '../../../main/engine/wire/call-gateway.ts';
import { portPair } from '../../../main/engine/wire/port-pair.ts';
import { createWireServer } from '../../../main/engine/wire/wire-server.ts';
import { spawnedCommand } from '../../../main/shells/spawned-command.ts';
import { openTestEngine } from '../../torture/engine.ts';
import { connectTestAgent, type TestAgent, type TestAgentOptions } from './agent-client.ts';

interface Shown<Name extends ViewName> {
  readonly rows: readonly RowOf<Name>[];
  readonly extra: ExtraOf<Name>;
}
type TaskNow = RowOf<'tasks.one'>;

export interface TestMember {
  readonly agentId: AgentId;
  readonly token: string;
  connect(options?: Pick<TestAgentOptions, 'facts' | 'holding'>): Promise<TestAgent>;
}

export interface FleetWorkspace {
  /** Of the running engine; answers are checked against the contract. */
  readonly client: WireClient;
  readonly url: string;
  call<Name extends CallName>(name: Name, input: InputOf<Name>): Promise<OutputOf<Name>>;
  /** The view once it shows what is waited for. */
  until<Name extends ViewName>(
    name: Name,
    input: InputOf<Name>,
    shows?: (shown: Shown<Name>) => boolean,
  ): Promise<Shown<Name>>;
  taskUntil(taskId: TaskId, shows?: (task: TaskNow) => boolean): Promise<TaskNow>;
  submit(task?: Partial<TaskSpecInput>): Promise<TaskId>;
  /** A new agent that is not connected yet. */
  addAgent(name: string): Promise<TestMember>;
  /** Lets time pass at once, on both clocks; the hub notices within a quarter of a second. */
  advance(milliseconds: number): void;
  /** Closes the engine and opens it again on the same workspace and port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Proves that a replay of the logs gives the same tables, and closes. */
  close(): Promise<void>;
}

const timeoutMs = 15_000;

/** A real engine on a real workspace whose hub listens, with pauses short enough to wait for. */
export async function openFleetWorkspace(
  folder: string,
  sidecarCommand: readonly string[] = [],
): Promise<FleetWorkspace> {
  let ahead = 0;
  const now = () => Date.now() + ahead;
  const open = () =>
    openTestEngine(folder, {
      randomBytes: (count) => new Uint8Array(randomBytes(count)),
      now,
      steady: () => performance.now() + ahead,
      hub: { listen: true, startCommand: spawnedCommand(sidecarCommand) },
    });
  let engine = await open();
  let client = clientOf(engine);

  const call: FleetWorkspace['call'] = async (name, input) => {
    const answer = await client.call(name, input);
    if (!answer.ok) throw new Error(`${name}: ${answer.error.code}: ${answer.error.message}`);
    return answer.value;
  };
  const until: FleetWorkspace['until'] = (name, input, shows = () => true) =>
    new Promise((resolve, reject) => {
      let last: unknown = null;
      const finish = (settle: () => void): void => {
        clearTimeout(timer);
        setImmediate(() => stop());
        settle();
      };
      const timer = setTimeout(
        () => finish(() => reject(new Error(`${name} never showed it; last: ${JSON.stringify(last)}`))),
        timeoutMs,
      );
      const stop = client.watch(name, input, ({ phase, rows, extra, failure }) => {
        last = { phase, rows, extra, failure };
        if (phase === 'live' && extra !== null && shows({ rows, extra }))
          finish(() => resolve({ rows, extra }));
      });
    });
  const urlNow = async (): Promise<string> => {
    const { rows } = await until('hub.status', {});
    const url = rows[0]?.url ?? null;
    if (url === null) throw new Error(`the hub does not listen: ${rows[0]?.note}`);
    return url;
  };
  let url = await urlNow();
  const stop = async (): Promise<void> => {
    client.close();
    await engine.close();
  };
  const start = async (): Promise<void> => {
    engine = await open();
    client = clientOf(engine);
  };
  await call('hub.setFleet', { returnSeconds: 0, restartReturnSeconds: 2, retrySeconds: 0 });

  return {
    get client() {
      return client;
    },
    get url() {
      return url;
    },
    call,
    until,
    async taskUntil(taskId, shows = () => true) {
      const { rows } = await until(
        'tasks.one',
        { taskId },
        ({ rows: [task] }) => task !== undefined && shows(task),
      );
      const [task] = rows;
      if (task === undefined) throw new Error(`no task ${taskId}`);
      return task;
    },
    async submit(task = {}) {
      const work = { kind: 'shell', command: 'true' } as const;
      return (await call('tasks.submit', { task: { description: 'A task', work, ...task } })).taskId;
    },
    async addAgent(name) {
      const { agentId, token } = await call('agents.add', { name });
      return { agentId, token, connect: (options) => connectTestAgent({ url, token, agentId, ...options }) };
    },
    advance(milliseconds) {
      ahead += milliseconds;
    },
    async restart() {
      await stop();
      await start();
      url = await urlNow();
    },
    stop,
    start,
    async close() {
      const replayed = await call('workspace.rebuild', { verify: true });
      await stop();
      if (!replayed.same) throw new Error(`a replay differs: ${replayed.firstDifference}`);
    },
  };
}

/** Speaks to an engine in this process over the contract, both ways checked. */
export function clientOf(engine: Engine): WireClient {
  const { handlers, topics, log } = engine;
  const entropy = { bytes: (count: number) => new Uint8Array(randomBytes(count)) };
  const server = createWireServer({
    gateway: createCallGateway({ handlers, log, entropy, verify: true }),
    topics,
    workspace: 'test',
    appVersion: '0.0.0-test',
    openSession: () => engine.openSession(),
  });
  const [near, far] = portPair();
  server.accept(far);
  return createClient(near, { verify: true });
}
