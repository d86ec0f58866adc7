import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import type { Clock, Entropy, Timekeeper } from '../core/kernel/clock.ts';
import type { Failure } from '../core/kernel/result.ts';
import { createGit, signedBy } from '../node/git/git.ts';
import { type LockHolder, takeLock } from '../node/locks/file-lock.ts';
import { createLog } from '../node/log/create-log.ts';
import type { Log, LogMirror } from '../node/log/log.ts';
import { endMarkedProcesses } from '../node/processes/marked-processes.ts';
import { type AttemptCoordinator, createAttemptCoordinator } from './attempts/attempt-coordinator.ts';
import { type JournalDeps, openAttemptJournal } from './attempts/attempt-journal.ts';
import { keyText } from './attempts/attempt-record.ts';
import type { AttemptCrashPoint } from './attempts/coordinator-deps.ts';
import { wakePausesMs } from './attempts/wake.ts';
import { type ConfigCode, readConfig, type SidecarConfig } from './config.ts';
import type { SidecarSettings } from './config-schema.ts';
import { reconnectTimes } from './connection/backoff.ts';
import { type Connection, createConnection } from './connection/connection.ts';
import { agentsAddress, travelsInClear } from './connection/hub-address.ts';
import { chooseExecutor } from './executors/choose-executor.ts';
import { secretVariables } from './executors/models/api-key.ts';
import { executorOffers } from './executors/offers.ts';
import { createDiskReserve, type DiskReserve, isDiskFull } from './host/disk-reserve.ts';
import { createResourceMeter } from './host/resources.ts';
import { sidecarFacts, sidecarLock } from './host/sidecar-lock.ts';
import { withinWorkspaces } from './workspaces/workspace-paths.ts';
import { createWorkspaces, type Workspaces } from './workspaces/workspaces.ts';

/** Why the sidecar ended. */
export type ExitReason =
  | { readonly kind: 'stopped' }
  /** Nothing was started: the configuration or the token is not usable. */
  | { readonly kind: 'config'; readonly failure: Failure<ConfigCode> }
  /** Nothing was started: the folder has a sidecar already. */
  | { readonly kind: 'running-already'; readonly holder: LockHolder }
  /** Nothing was started: there is no room to write what it does. */
  | { readonly kind: 'disk-full'; readonly folder: string };

/** Numbers a test may shorten. */
export interface SidecarTimes {
  readonly firstMs: number;
  readonly capMs: number;
  /** How long the hub may take to answer a frame. */
  readonly answerMs: number;
  readonly wakePausesMs: readonly number[];
}

export const sidecarTimes: SidecarTimes = { ...reconnectTimes, answerMs: 30_000, wakePausesMs };

export interface SidecarDeps {
  /** The agent's folder, with `agent.json`. */
  readonly folder: string;
  readonly version: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly timekeeper: Timekeeper;
  readonly entropy: Entropy;
  /** Ends it: executors are stopped, the connection is closed. */
  readonly signal: AbortSignal;
  /** Shown to whoever started it; the log file is written anyway. */
  readonly log: LogMirror;
  readonly times?: SidecarTimes;
  /** Points at which a test may kill the process. */
  readonly moment?: (at: Parameters<JournalDeps['moment']>[0] | AttemptCrashPoint) => void;
}

/** Marks every process of this sidecar's attempts, so that those it lost are found again. */
const MARK = 'QUARTERDECK_SIDECAR';
const STRAY_GRACE_MS = 2_000;

/** Nobody is there to type: what would open an editor takes the text as it stands, what would ask fails. */
const unattended = {
  EDITOR: 'true',
  VISUAL: 'true',
  GIT_EDITOR: 'true',
  GIT_SEQUENCE_EDITOR: 'true',
  GIT_TERMINAL_PROMPT: '0',
};

/** Runs one agent until the signal: connects, takes tasks, works, reports. It never throws for what can be expected. */
export async function runSidecar(given: SidecarDeps): Promise<ExitReason> {
  const folder = resolve(given.folder);
  const config = readConfig(folder);
  if (!config.ok) return { kind: 'config', failure: config.error };
  const reserve = createDiskReserve(folder, given.entropy);
  const lock = () => takeLock(sidecarLock(folder), sidecarFacts(folder), given);
  const attempt = await lock().catch((error: unknown) => {
    if (!isDiskFull(error)) throw error;
    return reserve.release() ? lock().catch(onlyFullDisks) : null;
  });
  if (attempt === null) return { kind: 'disk-full', folder };
  if (!attempt.held) return { kind: 'running-already', holder: attempt.holder };
  const log = createLog({
    folder: join(folder, 'logs'),
    name: 'sidecar',
    level: 'info',
    clock: given.clock,
    mirror: given.log,
  });
  try {
    await run({ ...given, folder }, config.value, { log, reserve });
    log.info('The sidecar stopped.');
    return { kind: 'stopped' };
  } finally {
    await log.close();
    attempt.lock.release();
  }
}

/** Any other failure is a bug, or of the kind nobody can foresee. */
function onlyFullDisks(error: unknown): null {
  if (isDiskFull(error)) return null;
  throw error;
}

async function run(
  given: SidecarDeps,
  config: SidecarConfig,
  { log, reserve }: { readonly log: Log; readonly reserve: DiskReserve },
): Promise<void> {
  const { folder, signal, timekeeper, clock, entropy, environment } = given;
  const { settings } = config;
  const times = given.times ?? sidecarTimes;
  const moment = given.moment ?? (() => {});
  const mark = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  const host = { settings, folder, env: environment, timekeeper, entropy };
  log.info('The sidecar starts.', { agent: settings.name, hub: settings.hubUrl, folder });

  const fillReserve = (): void => {
    if (reserve.fill()) return;
    log.warn('The disk of this host is almost full: there is no room to take into reserve.', { folder });
  };
  const address = agentsAddress(settings.hubUrl);
  if (travelsInClear(address))
    log.warn(
      'The token and all work travel unencrypted to this hub. Use an https address, or a tunnel that ends on this host.',
      { hub: settings.hubUrl },
    );

  const journal = openAttemptJournal({ folder: join(folder, 'attempts'), log, moment });
  const endStrays = async (): Promise<void> => {
    const ended = await endMarkedProcesses(`${MARK}=${mark}`, STRAY_GRACE_MS);
    if (ended > 0) log.warn('Processes that an attempt had left behind were ended.', { count: ended });
  };
  await endStrays();
  const workspaces = openWorkspaces(given, config, secretVariables(host));
  for (const path of workspaces.sweep(new Set(journal.records.keys()), clock.now().toString(36))) {
    log.warn('A folder of an attempt nobody knows was set aside.', { path });
  }

  const meter = createResourceMeter({ timekeeper, environment, folder });
  const connection: Connection = createConnection({
    url: address,
    token: config.token,
    timekeeper,
    entropy,
    log,
    signal,
    times,
    async hello() {
      const { offers, missing } = await executorOffers(host);
      for (const text of missing) log.warn(text);
      const capabilities = [...settings.capabilities];
      const facts = {
        host: hostname().slice(0, 200) || 'unknown',
        platform: `${process.platform}-${process.arch}`,
        version: given.version,
        capabilities,
        executors: [...offers],
      };
      return {
        agentId: settings.agentId,
        facts,
        holding: coordinator.holding(),
        resources: await meter.now(),
      };
    },
    resources: () => meter.due(),
    onWelcome: (welcome) => coordinator.welcomed(welcome),
    onFrame: (frame) =>
      frame.t === 'assign' ? coordinator.assigned(frame.assignment) : coordinator.stopped(frame),
  });
  const coordinator: AttemptCoordinator = createAttemptCoordinator({
    runner: {
      settings,
      folder,
      workspaces,
      environment,
      secretVariables: secretVariables(host),
      timekeeper,
      entropy,
      wakePausesMs: times.wakePausesMs,
    },
    journal,
    log,
    clock,
    signal,
    extra: (key) => ({
      [MARK]: mark,
      QUARTERDECK_AGENT: settings.agentId,
      QUARTERDECK_TASK: key.taskId,
      QUARTERDECK_GENERATION: String(key.generation),
      QUARTERDECK_ATTEMPT: keyText(key),
      // What the task commits carries the agent's name, as what the sidecar commits.
      ...signedBy(authorOf(settings)),
      ...unattended,
      ...withinWorkspaces(folder, environment),
    }),
    chooseExecutor: (assignment) => chooseExecutor(assignment, host),
    send: connection.send,
    unsent: connection.waiting,
    tidy: endStrays,
    releaseReserve: reserve.release,
    fillReserve,
    clearWorkspace: workspaces.clear,
    moment,
  });
  fillReserve();
  await connection.run();
  await coordinator.idle();
}

function openWorkspaces(
  given: SidecarDeps,
  { settings }: SidecarConfig,
  secretVariables: readonly string[],
): Workspaces {
  const git = createGit({
    environment: { ...given.environment, ...withinWorkspaces(given.folder, given.environment) },
    author: authorOf(settings),
    secretVariables,
    hooks: settings.workspaces.hooks,
  });
  return createWorkspaces({
    folder: given.folder,
    git,
    options: settings.workspaces,
    environment: given.environment,
  });
}

const authorOf = ({ name, agentId }: SidecarSettings) => ({ name, mail: `${agentId}@agents.invalid` });
