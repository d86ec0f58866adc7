import { setTimeout as wait } from 'node:timers/promises';
import type { HubFrame } from '../../core/contract/hub/agent-frames.ts';
import type { Entropy, Timekeeper } from '../../core/kernel/clock.ts';
import type { Log } from '../../node/log/log.ts';
import { type BackoffTimes, pauseBefore } from './backoff.ts';
import { type OpenSocket, openSocket, type SocketDeps } from './hub-socket.ts';
import type { FrameAnswer, UnnumberedFrame } from './unnumbered-frame.ts';

export interface ConnectionDeps {
  readonly url: string;
  readonly token: string;
  readonly timekeeper: Timekeeper;
  readonly entropy: Entropy;
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly times: BackoffTimes & { readonly answerMs: number };
  /** Built for every connection: what is held changes. */
  hello: SocketDeps['hello'];
  resources: SocketDeps['resources'];
  onWelcome(welcome: Extract<HubFrame, { t: 'welcome' }>): void;
  onFrame: SocketDeps['onFrame'];
}

export interface Connection {
  /** Connects, and connects again, until the signal. */
  run(): Promise<void>;
  /** Sends if the hub is connected; nothing is queued otherwise. `answered` is called with the outcome. */
  readonly send: (frame: UnnumberedFrame, answered?: (answer: FrameAnswer) => void) => boolean;
  /** Bytes that wait to be sent. */
  readonly waiting: () => number;
}

/** The permanent connection to the hub: it reconnects by itself, with jitter, and no sooner than the hub asks. */
export function createConnection(deps: ConnectionDeps): Connection {
  const { log, signal } = deps;
  let open: OpenSocket | null = null;

  const connect = async (): Promise<{ floorMs: number; lasted: boolean }> => {
    const socket = openSocket({
      url: deps.url,
      token: deps.token,
      timekeeper: deps.timekeeper,
      signal,
      answerMs: deps.times.answerMs,
      hello: deps.hello,
      resources: deps.resources,
      onWelcome(welcome) {
        open = socket;
        log.info('Connected to the hub.', { agent: welcome.name, held: welcome.verdicts.length });
        deps.onWelcome(welcome);
      },
      onFrame: deps.onFrame,
      onNoise: (message) => log.warn(message),
    });
    const end = await socket.ended;
    open = null;
    if (!signal.aborted) log.warn(`${end.message} Trying again.`, { floorMs: end.floorMs });
    return end;
  };

  return {
    async run() {
      let attempt = 0;
      while (!signal.aborted) {
        const end = await connect();
        attempt = end.lasted ? 0 : attempt + 1;
        const pause = pauseBefore(attempt, deps.entropy, end.floorMs, deps.times);
        await wait(pause, null, { signal }).catch(() => null);
      }
    },
    send: (frame, answered) => open?.send(frame, answered) ?? false,
    waiting: () => open?.waiting() ?? 0,
  };
}
