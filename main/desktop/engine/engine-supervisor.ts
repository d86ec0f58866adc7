import type { MessagePortMain, UtilityProcess } from 'electron';
import type { ToEngine } from './engine-messages.ts';
import { createRestartPolicy } from './restart-policy.ts';

export interface SupervisorPorts {
  fork(): UtilityProcess;
  now(): number;
  after(milliseconds: number, task: () => void): void;
  note(line: string): void;
  /** The engine died too often; true: try again, false: leave it. */
  askToRestart(): Promise<boolean>;
  /** Something the engine says to the shell. */
  heard(message: unknown): void;
  /** The engine's process is gone, and with it whatever it had asked for. */
  gone(): void;
}

export interface EngineSupervisor {
  readonly start: () => void;
  /** Hands one end of a wire to the engine; kept until it listens again when it is just restarting. */
  readonly connect: (port: MessagePortMain) => void;
  readonly tell: (message: ToEngine) => void;
  /** Asks the engine to close; resolves when its process is gone, at latest when its time to close is over. */
  readonly stop: () => Promise<void>;
}

/** Bound on wires waiting for an engine that is starting: one a window is usual. */
const maxWaiting = 16;
/** Running calls may answer for ten seconds, then the database is closed. */
const closeTimeout = 15_000;
const killTimeout = 2_000;

/** Keeps one engine process alive. Windows see their wire close when it dies and ask for a new one. */
export function superviseEngine(ports: SupervisorPorts): EngineSupervisor {
  const policy = createRestartPolicy();
  let engine: UtilityProcess | null = null;
  let ready = false;
  let stopping: Promise<void> | null = null;
  let waiting: MessagePortMain[] = [];
  let stopped = (): void => undefined;

  const start = (): void => {
    if (stopping !== null) return;
    ready = false;
    const forked = ports.fork();
    engine = forked;
    forked.on('message', (message: unknown) => ports.heard(message));
    forked.once('spawn', () => {
      ready = true;
      for (const port of waiting) forked.postMessage('connect', [port]);
      waiting = [];
    });
    forked.once('exit', (code) => {
      engine = null;
      ready = false;
      ports.gone();
      if (stopping !== null) return stopped();
      ports.note(`engine ended with code ${code}`);
      const pause = policy.afterDeath(ports.now());
      if (pause !== null) return ports.after(pause, start);
      ports.askToRestart().then(
        (again) => {
          if (again) start();
        },
        (error: unknown) => ports.note(`asking failed: ${String(error)}`),
      );
    });
  };

  const close = (running: UtilityProcess): Promise<void> =>
    new Promise((resolve) => {
      stopped = resolve;
      // Before its process runs it hears nothing, and nothing was asked of it.
      if (ready) running.postMessage('close');
      else running.kill();
      ports.after(closeTimeout, () => {
        if (engine === null) return;
        // What it acknowledged is on disk; the next start settles what it left half done.
        ports.note('the engine did not close in its time and is ended');
        running.kill();
        ports.after(killTimeout, resolve);
      });
    });

  return {
    start,
    connect(port) {
      if (engine !== null && ready) {
        engine.postMessage('connect', [port]);
        return;
      }
      waiting = [...waiting.slice(1 - maxWaiting), port];
    },
    tell: (message) => engine?.postMessage(message),
    stop() {
      stopping ??= engine === null ? Promise.resolve() : close(engine);
      return stopping;
    },
  };
}
