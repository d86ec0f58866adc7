import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import {
  type ExitReason,
  runSidecar,
  type SidecarDeps,
  sidecarTimes,
} from '../../../sidecar/sidecar-program.ts';

export interface RunningSidecar {
  readonly log: readonly string[];
  stop(): Promise<ExitReason>;
  readonly ended: Promise<ExitReason>;
}

/** Pauses a test can wait for. */
export const quick: NonNullable<SidecarDeps['times']> = {
  ...sidecarTimes,
  firstMs: 5,
  capMs: 20,
  wakePausesMs: [10, 10, 10],
};

/** The sidecar in this process, on the machine's clock; stopped when the test is over. */
export function runTestSidecar(folder: string, more: Partial<SidecarDeps> = {}): RunningSidecar {
  const stop = new AbortController();
  const log: string[] = [];
  const ended = runSidecar({
    folder,
    version: '0.0.0',
    environment: process.env,
    clock: { now: () => Date.now() },
    timekeeper: { moment: () => ({ wall: Date.now(), steady: performance.now() }) },
    entropy: { bytes: (count) => new Uint8Array(randomBytes(count)) },
    signal: stop.signal,
    log: ({ level, message, facts }) => log.push(`${level} ${message} ${JSON.stringify(facts)}`),
    times: quick,
    ...more,
  });
  const sidecar = {
    log,
    ended,
    stop: () => {
      stop.abort();
      return ended;
    },
  };
  onTestFinished(async () => {
    await sidecar.stop();
  });
  return sidecar;
}
