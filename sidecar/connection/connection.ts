import { setTimeout as wait } from 'node:timers/promises';
import type { HubFrame } from '../../core/contract/hub/agent-frames.ts';
import type { Entropy, Timekeeper } from '../../core/kernel/clock.ts';
import type { Log } from '../../node/log/log.ts';
import { type BackoffTimes, pauseBefore } from './backoff.ts';
import { type OpenSocket, openSocket, type SocketParts } from './hub-socket.ts';
import type { FrameAnswer, UnnumberedFrame } from './unnumbered-frame.ts';

export interface ConnectionParts {
  readonly url: string;
  readonly token: string;
  readonly timekeeper: Timekeeper;
  readonly entropy: Entropy;
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly times: BackoffTimes & { readonly answerMs: number };
  /** Made anew for every connection: what is held changes. */
  hello: SocketParts['hello'];
  resources: SocketParts['resources'];
  onWelcome(welcome: Extract<HubFrame, { t: 'welcome' }>): void;
  onFrame: SocketParts['onFrame'];
}

export interface Connection {
  /** Connects, and connects again, until the signal. */
  run(): Promise<void>;
  /** Sends if the hub listens; nothing is kept when it does not. `answered` is optional news of what became of it. */
  readonly tell: (frame: UnnumberedFrame, answered?: (answer: FrameAnswer) => void) => boolean;
  /** Bytes that wait to be sent. */
  readonly waiting: () => number;
}

/** The always-on line to the hub: it comes back by itself, with jitter, and as late as the hub asks for. */
export function createConnection(parts: ConnectionParts): Connection {
  const { log, signal } = parts;
  let open: OpenSocket | null = null;

  const connect = async (): Promise<{ floorMs: number; lasted: boolean }> => {
    const socket = openSocket({
      url: parts.url,
      token: parts.token,
      timekeeper: parts.timekeeper,
      signal,
      answerMs: parts.times.answerMs,
      hello: parts.hello,
      resources: parts.resources,
      onWelcome(welcome) {
        open = socket;
        log.info('Connected to the hub.', { agent: welcome.name, held: welcome.verdicts.length });
        parts.onWelcome(welcome);
      },
      onFrame: parts.onFrame,
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
        const pause = pauseBefore(attempt, parts.entropy, end.floorMs, parts.times);
        await wait(pause, null, { signal }).catch(() => null);
      }
    },
    tell: (frame, answered) => open?.send(frame, answered) ?? false,
    waiting: () => open?.waiting() ?? 0,
  };
}
