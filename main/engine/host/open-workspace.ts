import { setTimeout as wait } from 'node:timers/promises';
import {
  type ClientOptions,
  createClient,
  type WireClient,
} from '../../../core/contract/transport/client.ts';
import { type FramePort, reconnectingPort } from '../../../core/contract/transport/frame-port.ts';
import type { Clock, Entropy } from '../../../core/kernel/clock.ts';
import { type Failure, fail, ok, type Result } from '../../../core/kernel/result.ts';
import { unreachable } from '../../../core/kernel/unreachable.ts';
import { errnoOf } from '../../../node/files/file-failure.ts';
import { makeFoldersSync } from '../../../node/files/make-folders.ts';
import { type LockAttempt, livingHolder, takeLock, UnusableLock } from '../../../node/locks/file-lock.ts';
import { folderNumber } from '../../../node/locks/folder-number.ts';
import { thisProcess } from '../../../node/locks/process-identity.ts';
import type { Engine, Shell } from '../engine.ts';
import { type CallGatewayOptions, createCallGateway } from '../wire/call-gateway.ts';
import { portPair } from '../wire/port-pair.ts';
import { createWireServer, type WireServer } from '../wire/wire-server.ts';
import { workspaceIdentity } from '../workspace-identity.ts';
import { bufferPort } from './buffered-port.ts';
import { dialHost, type HostWatch, watchHost } from './dial-host.ts';
import { type LocalServer, listenLocally } from './local-server.ts';
import { relay } from './relay.ts';
import { schedule } from './schedule.ts';
import { socketLocation } from './socket-location.ts';
import { type HostFacts, type HostRecord, type WorkspaceLock, workspaceLock } from './workspace-lock.ts';

/** What a host needs from an engine. */
export interface HostedEngine extends Pick<Engine, 'topics' | 'log' | 'close' | 'openSession'> {
  readonly handlers: CallGatewayOptions['handlers'];
  /** Called when another process has written to the workspace: nothing more is written here. */
  readonly onOvertaken?: (listener: () => void) => void;
}

export interface OpenWorkspaceOptions {
  readonly folder: string;
  readonly shell: Shell;
  readonly appVersion: string;
  readonly clock: Clock;
  readonly entropy: Entropy;
  /** Called when this process holds the lock; again when it takes over from a host that went away. */
  readonly startEngine: () => Promise<Result<HostedEngine>>;
  /** A fresh address for a browser, when this process serves one. */
  readonly openLink?: () => string | null;
  readonly onLocation?: (place: HostLocation) => void;
  /** Check outputs against the contract (tests). */
  readonly verify?: boolean;
}

/** `moving`: the host went away and a new one is being found; `retrying` says why that has not worked yet. */
export type HostLocation =
  | { readonly at: 'here' }
  | { readonly at: 'there'; readonly holder: HostRecord }
  | { readonly at: 'moving'; readonly retrying: Failure | null }
  | { readonly at: 'closed' };

export interface OpenWorkspace {
  readonly identity: string;
  readonly place: HostLocation;
  /** Connects a client to the engine, wherever it runs. */
  accept(port: FramePort): void;
  /** A client of this process itself; it survives a change of host. */
  client(options?: ClientOptions): WireClient;
  close(): Promise<void>;
}

interface Hosting {
  readonly engine: HostedEngine;
  readonly wire: WireServer;
  readonly local: LocalServer;
  readonly lock: WorkspaceLock;
}

/** How long running calls may still answer when the host closes. */
const drainTimeout = 10_000;
/** How long a holder may be alive without listening (starting, or ending) before it is called busy. */
const holderTimeout = 15_000;
const retryPause = 1_000;
const maxBuffered = 64;

/** Takes the workspace's lock and hosts its engine, or attaches to the process that does. Exactly one writer, always. */
export async function openWorkspace(options: OpenWorkspaceOptions): Promise<Result<OpenWorkspace>> {
  try {
    makeFoldersSync(options.folder, 0o700);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return fail('workspace.not-writable', `The workspace folder cannot be made: ${why}.`);
  }
  const identity = workspaceIdentity(options.folder);
  const lockPlace = workspaceLock(options.folder);
  const random = (count: number): string => Buffer.from(options.entropy.bytes(count)).toString('hex');
  let place: HostLocation = { at: 'moving', retrying: null };
  let hosting: Hosting | null = null;
  let held: FramePort[] = [];
  let contact: HostWatch | null = null;
  /** The search for a host that is under way, or the last one. */
  let moved = Promise.resolve();

  const isClosed = (): boolean => place.at === 'closed';
  const setLocation = (next: HostLocation): void => {
    if (isClosed()) return;
    place = next;
    options.onLocation?.(next);
    if (next.at === 'moving') return;
    for (const port of held.splice(0)) accept(port);
  };

  const accept = (port: FramePort): void => {
    switch (place.at) {
      case 'here':
        return hosting === null ? port.close() : hosting.wire.accept(port);
      case 'there':
        return relay(port, dialHost(place.holder));
      case 'moving':
        if (held.length >= maxBuffered) held.shift()?.close();
        held.push(bufferPort(port));
        return;
      case 'closed':
        return port.close();
      default:
        return unreachable(place);
    }
  };

  /** Listens before the engine is up: who attaches meanwhile waits for it instead of being turned away. */
  const host = async (lock: WorkspaceLock): Promise<Result<Hosting>> => {
    const listening = await listenLocally({
      place: lock.record.socket,
      key: lock.record.key,
      accept: (port) => accept(port),
      answer: (ask) => {
        if (isClosed()) return null;
        return { t: 'host', link: ask === 'open-link' ? (options.openLink?.() ?? null) : null };
      },
    });
    if (!listening.ok) {
      lock.release();
      return listening;
    }
    const local = listening.value;
    const stepBack = async (): Promise<void> => {
      await local.close();
      lock.release();
    };
    const engine = await options.startEngine().catch(async (bug: unknown) => {
      await stepBack();
      throw bug;
    });
    if (!engine.ok) {
      await stepBack();
      return engine;
    }
    const { handlers, topics, log } = engine.value;
    const gateway = createCallGateway({
      handlers,
      log,
      entropy: options.entropy,
      verify: options.verify ?? false,
    });
    const wire = createWireServer({
      gateway,
      topics,
      workspace: identity,
      appVersion: options.appVersion,
      openSession: () => engine.value.openSession(),
    });
    return ok({ engine: engine.value, wire, local, lock });
  };

  const unhost = async (ending: Hosting): Promise<void> => {
    await ending.wire.drain(drainTimeout);
    await ending.engine.close();
    await ending.local.close();
    ending.lock.release();
  };

  const settle = async (): Promise<Result<null>> => {
    const deadline = options.clock.now() + holderTimeout;
    for (;;) {
      const socket = socketLocation(options.folder, random(8));
      if (!socket.ok) return socket;
      const request = {
        socket: socket.value,
        key: random(24),
        shell: options.shell,
        appVersion: options.appVersion,
        folder: folderNumber(options.folder),
      };
      const attempt = await takeOrAttach(lockPlace, request, options);
      if (attempt.held) {
        const hosted = await host(attempt.lock);
        if (!hosted.ok) return hosted;
        if (isClosed()) {
          await unhost(hosted.value);
          return ok(null);
        }
        hosting = hosted.value;
        const { lock, engine } = hosted.value;
        setLocation({ at: 'here' });
        lock.onLost(() => {
          // The folder itself is away: whoever holds its files goes on with them.
          if (isThere(options.folder, lock.record)) stepAside(hosted.value);
        });
        engine.onOvertaken?.(() => stepAside(hosted.value));
        return ok(null);
      }
      const { holder } = attempt;
      const refusal = whyNotAttach(holder, options.appVersion, lockPlace.path);
      if (refusal !== null) return refusal;
      contact = await watchHost(holder, () => {
        contact = null;
        if (!isClosed()) moved = move();
      });
      if (contact !== null) {
        setLocation({ at: 'there', holder });
        return ok(null);
      }
      if (isClosed()) return ok(null);
      if (options.clock.now() > deadline) {
        const text = `Another Quarterdeck (process ${holder.pid}) holds this workspace and does not answer. End it, then try again.`;
        return fail('workspace.busy', text, { pid: holder.pid }, true);
      }
      await wait(50);
    }
  };

  /** There is another host, or may be one: whoever has the lock next is the only one again. */
  const stepAside = (ending: Hosting): void => {
    if (hosting !== ending) return;
    hosting = null;
    setLocation({ at: 'moving', retrying: null });
    moved = unhost(ending)
      .catch((bug: unknown) => ending.engine.log.error('The engine did not end as it should.', bug))
      .then(move);
  };

  const move = async (): Promise<void> => {
    setLocation({ at: 'moving', retrying: null });
    while (!isClosed()) {
      const settled = await settle().catch(broken);
      if (settled.ok) return;
      setLocation({ at: 'moving', retrying: settled.error });
      await wait(retryPause);
    }
  };

  const first = await settleSafely(options.folder, settle);
  if (!first.ok) {
    place = { at: 'closed' };
    for (const port of held) port.close();
    return first;
  }
  return ok({
    identity,
    get place() {
      return place;
    },
    accept,
    client(clientOptions = {}) {
      const dial = (): FramePort => {
        const [near, remote] = portPair();
        accept(remote);
        return near;
      };
      return createClient(reconnectingPort(dial, schedule), clientOptions);
    },
    async close() {
      if (isClosed()) return;
      const ending = hosting;
      hosting = null;
      setLocation({ at: 'closed' });
      for (const port of held) port.close();
      held = [];
      await moved;
      contact?.hangUp();
      if (ending !== null) await unhost(ending);
    },
  });
}

async function settleSafely(folder: string, settle: () => Promise<Result<null>>): Promise<Result<null>> {
  try {
    return await settle();
  } catch (error) {
    if (error instanceof UnusableLock) return fail('workspace.in-the-way', error.message, { folder });
    const code = errnoOf(error);
    if (code === null) throw error;
    if (code === 'ENOSPC') {
      const full = `The disk that holds the workspace ${folder} is full, so it can't be opened. Nothing was changed. Free some space, then try again.`;
      return fail('workspace.disk-full', full, { folder }, true);
    }
    const text = `The workspace folder cannot be written (${code}). Choose another with --workspace, or free it.`;
    return fail('workspace.not-writable', text, { reason: code });
  }
}

/** Takeover must keep trying: others in this process depend on the host it finds. */
function broken(bug: unknown): Result<null> {
  const why = bug instanceof Error ? bug.message : String(bug);
  return fail('contract.bug', `The engine could not be started here (${why}). Trying again.`);
}

/** On a disk that takes nothing any more, who holds the lock can still be asked. */
async function takeOrAttach(
  ...wanted: Parameters<typeof takeLock<HostFacts>>
): Promise<LockAttempt<HostFacts>> {
  try {
    return await takeLock(...wanted);
  } catch (error) {
    if (errnoOf(error) === null) throw error;
    const holder = livingHolder(wanted[0]);
    if (holder === null) throw error;
    return { held: false, holder };
  }
}

function isThere(folder: string, record: HostRecord): boolean {
  try {
    return folderNumber(folder) === record.folder;
  } catch {
    return false;
  }
}

function whyNotAttach(holder: HostRecord, appVersion: string, lockPath: string) {
  if (holder.machine !== thisProcess().machine) {
    const text = `This workspace is open on ${holder.machine}. Close it there first; if that machine is gone, delete ${lockPath} and try again.`;
    return fail('workspace.elsewhere', text, { machine: holder.machine }, true);
  }
  if (holder.appVersion !== appVersion) {
    const text = `Quarterdeck ${holder.appVersion} (process ${holder.pid}) has this workspace open; this is ${appVersion}. Close that one first.`;
    return fail('workspace.other-version', text, { pid: holder.pid }, true);
  }
  return null;
}
