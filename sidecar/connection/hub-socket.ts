import { WebSocket } from 'ws';
import { HubFrame, hubProtocol } from '../../core/contract/hub/agent-frames.ts';
import type { Resources } from '../../core/domain/fleet/agents/agent.ts';
import type { Timekeeper } from '../../core/kernel/clock.ts';
import { parseOutsideJson } from '../../core/kernel/outside-json.ts';
import { createPendingAnswers } from './pending-answers.ts';
import { refusedUpgrade, type SocketEnd } from './socket-end.ts';
import type { FrameAnswer, UnnumberedFrame } from './unnumbered-frame.ts';

/** More than a reason takes. */
const REASON_CHARACTERS = 4096;
const HANDSHAKE_MS = 10_000;
const WELCOME_MS = 15_000;
/** An assignment with everything at its bounds stays below this. */
const INBOUND_BYTES = 4 * 1024 * 1024;
/** A connection that lasted this long counts as stable. */
const LASTED_MS = 10_000;
/** A hub that sends us away without a time has a lasting reason: another version, a token of another agent. */
const BYE_MS = 30_000;

type Hello = Omit<Extract<UnnumberedFrame, { t: 'hello' }>, 't' | 'protocol'>;

export interface SocketDeps {
  readonly url: string;
  readonly token: string;
  readonly timekeeper: Timekeeper;
  readonly signal: AbortSignal;
  readonly answerMs: number;
  hello(): Promise<Hello>;
  /** Null when nothing new was measured. */
  resources(): Promise<Resources | null>;
  onWelcome(welcome: Extract<HubFrame, { t: 'welcome' }>): void;
  onFrame(frame: Extract<HubFrame, { t: 'assign' | 'stop' }>): void;
  onNoise(message: string): void;
}

export interface OpenSocket {
  readonly ended: Promise<SocketEnd>;
  /** False when the hub has not welcomed us, or has gone. */
  send(frame: UnnumberedFrame, answered?: (answer: FrameAnswer) => void): boolean;
  waiting(): number;
}

/** One connection from handshake to its end: hello, welcome, heartbeats, numbered frames. It never rejects. */
export function openSocket(deps: SocketDeps): OpenSocket {
  const socket = new WebSocket(deps.url, {
    headers: { authorization: `Bearer ${deps.token}` },
    handshakeTimeout: HANDSHAKE_MS,
    maxPayload: INBOUND_BYTES,
    perMessageDeflate: false,
    followRedirects: false,
  });
  const pending = createPendingAnswers(deps.answerMs);
  const steady = (): number => deps.timekeeper.moment().steady;
  let end: SocketEnd = { message: 'The connection to the hub ended.', floorMs: 0, lasted: false };
  let welcomedAt: number | null = null;
  let n = 0;
  let heartbeat: NodeJS.Timeout | undefined;
  let heardSince = true;
  const timeout = setTimeout(() => {
    end = { ...end, message: 'The hub did not say welcome in time.' };
    socket.terminate();
  }, HANDSHAKE_MS + WELCOME_MS);

  const send = (frame: UnnumberedFrame, answered?: (answer: FrameAnswer) => void): boolean => {
    if (socket.readyState !== WebSocket.OPEN) return false;
    n += 1;
    if (answered !== undefined) pending.wait(n, answered);
    socket.send(JSON.stringify({ ...frame, n }));
    return true;
  };

  const beat = async (): Promise<void> => {
    if (!heardSince) {
      // Neither frame nor pong since the last heartbeat: a line that is dead without having been closed.
      end = { ...end, message: 'The hub fell silent.' };
      socket.terminate();
      return;
    }
    heardSince = false;
    socket.ping();
    send({ t: 'heartbeat', resources: await deps.resources() });
  };

  const take = (frame: HubFrame): void => {
    switch (frame.t) {
      case 'welcome': {
        if (welcomedAt !== null) return;
        welcomedAt = steady();
        clearTimeout(timeout);
        heartbeat = setInterval(() => void beat(), frame.heartbeatMs);
        deps.onWelcome(frame);
        return;
      }
      case 'assign':
      case 'stop':
        deps.onFrame(frame);
        return;
      case 'bye':
        end = {
          ...end,
          message: `The hub closed the connection: ${frame.message} (${frame.code}).`,
          floorMs: frame.retryAfterMs ?? BYE_MS,
        };
        return;
      case 'settled':
      case 'refused':
      case 'rate-limited':
        if (frame.t === 'refused') deps.onNoise(`The hub refused a frame: ${frame.message} (${frame.code})`);
        pending.take(frame);
    }
  };

  const stop = (): void => {
    // Time for a close handshake; then the line is cut.
    socket.close(1000, 'the sidecar stops');
    setTimeout(() => socket.terminate(), 1000).unref();
  };
  deps.signal.addEventListener('abort', stop, { once: true });

  socket.on('open', () => {
    void deps.hello().then((hello) => send({ t: 'hello', protocol: hubProtocol, ...hello }));
  });
  socket.on('pong', () => {
    heardSince = true;
  });
  socket.on('message', (data, isBinary) => {
    heardSince = true;
    const frame = isBinary || !Buffer.isBuffer(data) ? null : readFrame(data.toString('utf8'));
    if (frame === null)
      deps.onNoise('The hub sent a frame this sidecar does not understand; it was left aside.');
    else take(frame);
  });
  socket.on('unexpected-response', (request, response) => {
    let body = '';
    const over = (): void => {
      end = refusedUpgrade(response, body);
      request.destroy();
      socket.terminate();
    };
    response.setEncoding('utf8');
    response.on('data', (part: string) => {
      body += part;
      if (body.length > REASON_CHARACTERS) over();
    });
    response.once('error', over);
    response.once('close', over);
  });
  socket.on('error', (error) => {
    if (end.floorMs === 0 && welcomedAt === null) {
      end = { ...end, message: `The hub can't be reached: ${error.message}.` };
    }
  });

  const ended = new Promise<SocketEnd>((resolve) => {
    socket.once('close', () => {
      clearTimeout(timeout);
      clearInterval(heartbeat);
      deps.signal.removeEventListener('abort', stop);
      pending.lose();
      resolve({ ...end, lasted: welcomedAt !== null && steady() - welcomedAt >= LASTED_MS });
    });
  });
  if (deps.signal.aborted) stop();
  return {
    ended,
    send: (frame, answered) => welcomedAt !== null && send(frame, answered),
    waiting: () => socket.bufferedAmount,
  };
}

function readFrame(text: string): HubFrame | null {
  const parsed = parseOutsideJson(text);
  const frame = HubFrame.safeParse(parsed.ok ? parsed.value : null);
  return frame.success ? frame.data : null;
}
