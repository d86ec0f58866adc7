import { createHash } from 'node:crypto';
import { afterEach } from 'vitest';
import { defaultRateLimits } from '../../../core/domain/fleet/agents/rate-bucket.ts';
import type { FleetEvent } from '../../../core/domain/fleet/events.ts';
import type { Initiator } from '../../../core/domain/fleet/initiators.ts';
import type { FleetStore } from '../../../core/domain/fleet/ports.ts';
import { FleetSettings, type RateLimits } from '../../../core/domain/fleet/settings.ts';
import { TaskSpec, type TaskSpecInput } from '../../../core/domain/fleet/tasks/task.ts';
import type { Timekeeper } from '../../../core/kernel/clock.ts';
import { AgentId, TaskId, TokenId } from '../../../core/kernel/ids.ts';
import { fail, type Result } from '../../../core/kernel/result.ts';
import { createFleetStore } from '../../../db/usecases/fleet/fleet-store.ts';
import type { WorkspaceDb } from '../../../db/workspace-db.ts';
import { createFleetCore, type FleetCore } from '../../../main/engine/hub/fleet-core.ts';
import type { HubServer, HubServerOptions } from '../../../main/engine/hub/hub-options.ts';
import { createHubServer } from '../../../main/engine/hub/hub-server.ts';
import { createSubmitTask } from '../../../main/engine/hub/tasks/submit-task.ts';
import { createTaskRequests } from '../../../main/engine/hub/tasks/task-requests.ts';
import { createLiveOutput, type LiveOutput } from '../../../main/engine/hub/telemetry/live-output.ts';
import { createTelemetry } from '../../../main/engine/hub/telemetry/telemetry.ts';
import type { Log, LogLine } from '../../../node/log/log.ts';
import { testHub as hubOfTests } from '../../support/fleet/test-hub.ts';
import { testEntropy, testWorkspace } from '../db/open-workspace.ts';

export const person: Initiator = { kind: 'person', id: 'ac_ada', name: 'Ada' };

export interface TestHub {
  readonly core: FleetCore;
  readonly server: HubServer;
  readonly db: WorkspaceDb;
  readonly output: LiveOutput;
  /** Everything committed so far. */
  readonly events: readonly FleetEvent[];
  readonly logged: readonly LogLine[];
  /** From now on the store refuses to write, as a full disk does; or writes again. */
  diskFull(full: boolean): void;
  /** Lets this much time pass for the hub, at once. */
  pass(ms: number): void;
  addAgent(
    name: string,
  ): Promise<{ readonly agentId: AgentId; readonly tokenId: TokenId; readonly token: string }>;
  addToken(scope: 'submit' | 'admin'): Promise<{ readonly tokenId: TokenId; readonly token: string }>;
  submit(spec: TaskSpecInput): Promise<TaskId>;
  committed<Type extends FleetEvent['type']>(type: Type): Extract<FleetEvent, { type: Type }>[];
}

export interface TestHubOptions {
  readonly limits?: RateLimits;
  readonly settings?: Partial<FleetSettings>;
  readonly server?: Partial<Pick<HubServerOptions, 'listen' | 'install' | 'lookups'>>;
}

const open: (() => Promise<void>)[] = [];

// Before the database is closed by its own fixture: hooks run in the reverse order of their registration.
afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()));
});

/** A whole hub on a port of its own over a real workspace database; its time is the real one plus what a test adds. */
export async function testHub(options: TestHubOptions = {}): Promise<TestHub> {
  const { db } = testWorkspace();
  const entropy = testEntropy(7);
  const { timekeeper, pass } = realTimePlus();
  const { log, logged } = memoryLog();
  const output = createLiveOutput(() => undefined);
  const { store, diskFull } = fillableStore(createFleetStore(db, hubOfTests));
  const core = must(
    await createFleetCore({
      store,
      timekeeper,
      log,
      transcriptOf: (taskId, generation) => output.transcriptOf(taskId, generation),
    }),
  );
  const events: FleetEvent[] = [];
  const telemetry = createTelemetry(log);
  core.onEvents((committed) => {
    events.push(...committed);
    telemetry.follow(committed);
    output.follow(committed);
  });
  const server = must(
    await createHubServer({
      fleet: core,
      store,
      lookups: emptyLookups,
      submitTask: createSubmitTask(core, store, entropy),
      requests: createTaskRequests(core, store, timekeeper),
      liveOutput: output,
      telemetry,
      log,
      timekeeper,
      limits: options.limits ?? defaultRateLimits,
      listen: { host: '127.0.0.1', port: 0, certificateFile: null, keyFile: null },
      preferredPort: 30_000 + (process.pid % 1000),
      appVersion: '0.1.0',
      install: async () => null,
      ...options.server,
    }),
  );
  open.push(async () => {
    await server.close();
    await core.close();
  });
  const run = async (command: Parameters<FleetCore['run']>[0]): Promise<void> => {
    must(await core.run(command));
  };
  if (options.settings !== undefined)
    await run({
      type: 'settings.set',
      by: person,
      settings: FleetSettings.parse({ ...core.now.settings, ...options.settings }),
    });

  let count = 0;
  const addToken = async (scope: 'agent' | 'submit' | 'admin', agentId: AgentId | null, name: string) => {
    count += 1;
    const tokenId = TokenId.parse(`tk_${count}`);
    const token = `qd_${createHash('sha256').update(`${name} ${count}`).digest('base64url')}`;
    const sha256 = createHash('sha256').update(token).digest('hex');
    await run({ type: 'token.add', by: person, tokenId, name, scope, agentId, sha256 });
    return { tokenId, token };
  };

  return {
    core,
    server,
    db,
    output,
    events,
    logged,
    diskFull,
    pass,
    async addAgent(name) {
      const agentId = AgentId.parse(`ag_${name.toLowerCase()}`);
      await run({ type: 'agent.add', by: person, agentId, name, actorId: null, sample: false });
      return { agentId, ...(await addToken('agent', agentId, name)) };
    },
    addToken: (scope) => addToken(scope, null, `tool ${scope} ${count}`),
    async submit(spec) {
      count += 1;
      const taskId = TaskId.parse(`ta_${count}`);
      await run({
        type: 'task.submit',
        by: person,
        taskId,
        clientKey: null,
        spec: TaskSpec.parse({ work: { kind: 'shell', command: 'true' }, ...spec }),
        sample: false,
        dependencies: new Map(),
      });
      return taskId;
    },
    committed: (type) =>
      events.filter((event): event is Extract<FleetEvent, { type: typeof type }> => event.type === type),
  };
}

export function must<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

const emptyLookups: HubServerOptions['lookups'] = {
  tasks: async () => ({ tasks: [], next: null }),
  task: async () => null,
  agents: async () => [],
  metrics: async () => ({ at: null, values: {} }),
};

function realTimePlus(): { readonly timekeeper: Timekeeper; readonly pass: (ms: number) => void } {
  let added = 0;
  return {
    timekeeper: {
      moment: () => ({ wall: Date.now() + added, steady: performance.now() + added }),
    },
    pass: (ms) => {
      added += ms;
    },
  };
}

/** A real store whose disk can be filled up. */
function fillableStore(real: FleetStore): {
  readonly store: FleetStore;
  readonly diskFull: (full: boolean) => void;
} {
  let full = false;
  return {
    store: {
      ...real,
      append: async (events, durability, delivered) =>
        full
          ? fail('db.disk-full', 'The disk that holds the workspace is full.', {}, true)
          : real.append(events, durability, delivered),
    },
    diskFull: (now) => {
      full = now;
    },
  };
}

export function memoryLog(): { readonly log: Log; readonly logged: LogLine[] } {
  const logged: LogLine[] = [];
  const at =
    (level: LogLine['level']) =>
    (message: string, facts: LogLine['facts'] = {}): void => {
      logged.push({ at: 0, level, message, facts });
    };
  const log: Log = {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: (message, cause, facts = {}) => at('error')(message, { ...facts, reason: String(cause) }),
    recent: () => logged,
    close: async () => undefined,
  };
  return { log, logged };
}
