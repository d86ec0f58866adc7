import type { MessagePortMain, UtilityProcess } from 'electron';
import { createRestartPolicy } from './restart-policy.ts';

export interface SupervisorPorts {
  fork(): UtilityProcess;
  now(): number;
  after(milliseconds: number, task: () => void): void;
  note(line: string): void;
  /** The engine died too often; true: try again, false: leave it. */
  askToRestart(): Promise<boolean>;
}

export interface EngineSupervisor {
  start(): void;
  /** Hands one end of a wire to the engine; kept until it listens again when it is just restarting. */
  connect(port: MessagePortMain): void;
  /** Asks the engine to close and resolves when its process is gone. */
  stop(): Promise<void>;
}

/** Bound on wires waiting for an engine that is starting: one a window is usual. */
const maxWaiting = 16;

/** Keeps one engine process alive. Windows see their wire close when it dies and ask for a new one. */
export function superviseEngine(ports: SupervisorPorts): EngineSupervisor {
  const policy = createRestartPolicy();
  let engine: UtilityProcess | null = null;
  let ready = false;
  let stopping = false;
  let waiting: MessagePortMain[] = [];
  let stopped: (() => void) | null = null;

  const start = (): void => {
    ready = false;
    const forked = ports.fork();
    engine = forked;
    forked.once('spawn', () => {
      ready = true;
      for (const port of waiting) forked.postMessage('connect', [port]);
      waiting = [];
    });
    forked.once('exit', (code) => {
      engine = null;
      ready = false;
      if (stopping) {
        stopped?.();
        return;
      }
      ports.note(`engine ended with code ${code}`);
      const pause = policy.afterDeath(ports.now());
      if (pause !== null) {
        ports.after(pause, start);
        return;
      }
      ports.askToRestart().then(
        (again) => {
          if (again) start();
        },
        (error: unknown) => ports.note(`asking failed: ${String(error)}`),
      );
    });
  };

  return {
    start,
    connect(port) {
      if (engine !== null && ready) {
        engine.postMessage('connect', [port]);
        return;
      }
      waiting = [...waiting.slice(1 - maxWaiting), port];
    },
    stop() {
      stopping = true;
      const running = engine;
      if (running === null) return Promise.resolve();
      return new Promise((resolve) => {
        stopped = resolve;
        running.postMessage('close');
      });
    },
  };
}
