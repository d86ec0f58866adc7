import type { WebSocket } from 'ws';
import {
  type AgentFrame,
  type AgentFrameOf,
  type HubFrame,
  hubLimits,
  hubProtocol,
} from '../../../../core/contract/hub/agent-frames.ts';
import type { DisconnectReason } from '../../../../core/domain/fleet/agents/disconnect-reason.ts';
import { verdicts } from '../../../../core/domain/fleet/attempts/verdicts.ts';
import type { Fleet } from '../../../../core/domain/fleet/fleet-view.ts';
import type { RateTier } from '../../../../core/domain/fleet/settings.ts';
import type { Moment, Timekeeper } from '../../../../core/kernel/clock.ts';
import type { AgentId, TaskId, TokenId } from '../../../../core/kernel/ids.ts';
import type { Log } from '../../../../node/log/log.ts';
import type { Clients } from '../clients.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { assignmentOf } from './assignment-of.ts';
import type { AttemptFrames } from './attempt-frames.ts';
import { createFrameDecoder, type FrameRefusal } from './frame-decoder.ts';

/** One connection of one sidecar. */
export interface AgentSession {
  readonly agentId: AgentId;
  readonly tokenId: TokenId;
  /** Steady clock of the latest frame. */
  heardAt(): number;
  /** Tells the agent about an attempt that is its own now; kept until it was welcomed. */
  offer(taskId: TaskId, generation: number): void;
  send(frame: HubFrame): void;
  end(reason: DisconnectReason, goodbye: Goodbye): void;
  /** Checks the timeouts: no hello, no frames. */
  tick(at: Moment): void;
}

export interface Goodbye {
  readonly code: string;
  readonly message: string;
  readonly retryAfterMs?: number;
  /** WebSocket close code; 1008 (policy) unless told. */
  readonly closeCode?: number;
}

export interface SessionOptions {
  readonly fleet: Fleet;
  readonly clients: Clients;
  readonly attempts: AttemptFrames;
  readonly telemetry: Telemetry;
  readonly timekeeper: Timekeeper;
  readonly log: Pick<Log, 'error'>;
  /** Makes it the agent's connection; false while another one is alive. */
  readonly claim: (session: AgentSession) => boolean;
  /** It was the agent's connection and is no longer. */
  readonly left: (session: AgentSession, reason: DisconnectReason) => void;
}

/** Frames of one connection that wait for the store at a time; further ones wait in the socket. */
const maxInFlight = 32;
/** Frames beyond the allowance that count as one violation: a flood ends, a burst passes. */
const limitedPerViolation = 20;
/** Time for a goodbye to arrive before the connection is torn down. */
const closeGraceMs = 2_000;

/** Ends of attempts are not in here: they count, but are never turned away, as a result must not get lost. */
const tiers: Readonly<Partial<Record<AgentFrame['t'], RateTier>>> = {
  heartbeat: 'light',
  output: 'light',
  progress: 'light',
  accept: 'normal',
  decline: 'normal',
  blocked: 'normal',
  unblocked: 'normal',
  later: 'normal',
  verified: 'normal',
};

/**
 * Every frame gets one answer: `welcome`, `settled`, `refused` or `rate-limited`. Frames are taken one per turn of the
 * event loop (the server's sockets are set so), so that no connection, however fast, holds up another.
 */
export function createAgentSession(
  socket: WebSocket,
  tokenId: TokenId,
  agentId: AgentId,
  options: SessionOptions,
): AgentSession {
  const { fleet, clients, attempts, telemetry, timekeeper, log } = options;
  const decoder = createFrameDecoder();
  const openedAt = timekeeper.moment().steady;
  let heardAt = openedAt;
  let phase: 'new' | 'greeting' | 'ready' | 'over' = 'new';
  let underWay = 0;
  let limited = 0;
  let offers: { readonly taskId: TaskId; readonly generation: number }[] = [];
  const waiting: string[] = [];

  const send = (frame: HubFrame): void => {
    if (socket.readyState !== socket.OPEN) return;
    socket.send(JSON.stringify(frame));
    cutOffSlow();
  };

  const cutOffSlow = (): void => {
    if (socket.bufferedAmount <= hubLimits.bufferedBytes || phase === 'over') return;
    telemetry.logEvent('agent.slow', { agentId, bufferedBytes: socket.bufferedAmount });
    // A goodbye would only queue behind what it doesn't read.
    leave('slow');
    socket.terminate();
  };

  const leave = (reason: DisconnectReason): void => {
    const known = phase === 'greeting' || phase === 'ready';
    phase = 'over';
    waiting.length = 0;
    if (known) options.left(session, reason);
  };

  const end = (reason: DisconnectReason, goodbye: Goodbye): void => {
    if (phase === 'over') return;
    const { code, message, retryAfterMs = null, closeCode = 1008 } = goodbye;
    send({ t: 'bye', code, message, retryAfterMs });
    leave(reason);
    socket.resume();
    socket.close(closeCode, code);
    const timer = setTimeout(() => socket.terminate(), closeGraceMs);
    timer.unref();
    socket.once('close', () => clearTimeout(timer));
  };

  const violate = (code: string): void => {
    const pause = clients.violate(tokenId, code);
    if (pause === 0) return;
    end('violations', {
      code: 'agent.violations',
      message: `Too many frames were wrong, the last one by ${code}. Come back in ${pause / 1000} seconds.`,
      retryAfterMs: pause,
    });
  };

  const refuse = (refusal: FrameRefusal): void => {
    const { violation, ...said } = refusal;
    send({ t: 'refused', ...said });
    if (violation && phase !== 'over') violate(refusal.code);
  };

  const refuseFrame = (n: number | null, code: string, message: string): void =>
    refuse({ n, code, message, taskId: null, stale: false, violation: true });

  const offer = (taskId: TaskId, generation: number): void => {
    if (phase === 'greeting') offers.push({ taskId, generation });
    if (phase !== 'ready') return;
    const assignment = assignmentOf(fleet.now, { agentId, taskId, generation }, timekeeper.moment().wall);
    if (assignment !== null) send({ t: 'assign', assignment });
  };

  const greet = async (hello: AgentFrameOf<'hello'>): Promise<void> => {
    if (hello.agentId !== agentId) {
      const message = `This token belongs to ${agentId}, not to ${hello.agentId}. Nothing was changed; use the agent's own token.`;
      refuseFrame(hello.n, 'agent.token-mismatch', message);
      return end('closed', { code: 'agent.token-mismatch', message });
    }
    const wait = clients.take(tokenId, 'heavy');
    if (wait > 0) {
      const message = 'This agent connects too often.';
      return end('closed', { code: 'agent.rate-limited', message, retryAfterMs: wait });
    }
    if (!options.claim(session)) {
      telemetry.logEvent('agent.refused', { agentId, code: 'agent.already-connected' });
      return end('closed', {
        code: 'agent.already-connected',
        message:
          'Another sidecar with this token is connected and alive. Stop it first; an agent has one sidecar.',
        retryAfterMs: 2_000 * fleet.now.settings.heartbeatSeconds,
      });
    }
    phase = 'greeting';
    const { facts, holding, resources } = hello;
    const connected = await fleet.run({ type: 'agent.connect', agentId, facts, holding });
    if (over()) return;
    if (!connected.ok) {
      const { code, message } = connected.error;
      return end('closed', { code, message, retryAfterMs: 1_000, closeCode: 1013 });
    }
    fleet.heartbeat(agentId, resources);
    phase = 'ready';
    const { agents, settings } = fleet.now;
    send({
      t: 'welcome',
      protocol: hubProtocol,
      name: agents.get(agentId)?.name ?? agentId,
      heartbeatMs: settings.heartbeatSeconds * 1000,
      verdicts: [...verdicts(fleet.now, agentId, holding)],
    });
    const kept = offers;
    offers = [];
    for (const { taskId, generation } of kept) offer(taskId, generation);
    pump();
  };
  const over = (): boolean => phase === 'over';

  const mayPass = (frame: AgentFrame): boolean => {
    const tier = tiers[frame.t];
    const wait = clients.take(tokenId, tier ?? 'normal');
    if (wait === 0 || tier === undefined) return true;
    send({ t: 'rate-limited', n: frame.n, tier, retryAfterMs: wait });
    fleet.startCooldown(agentId, wait);
    limited += 1;
    if (limited % limitedPerViolation === 0 && !over()) violate('frame.flood');
    return false;
  };

  const carryOut = async (frame: AgentFrame): Promise<void> => {
    if (phase === 'new') {
      if (frame.t === 'hello') return greet(frame);
      return refuseFrame(
        frame.n,
        'agent.hello-first',
        'The first frame must be a hello. Nothing was changed.',
      );
    }
    if (frame.t === 'hello')
      return refuseFrame(
        frame.n,
        'frame.unexpected',
        'This connection said hello already. Nothing was changed.',
      );
    if (!mayPass(frame)) return;
    if (frame.t === 'heartbeat') fleet.heartbeat(agentId, frame.resources);
    const refusal = frame.t === 'heartbeat' ? null : await attempts(agentId, frame);
    if (refusal !== null) return refuse(refusal);
    send({ t: 'settled', n: frame.n });
  };

  const take = (text: string): void => {
    const admitted = decoder.decode(text);
    if (!admitted.ok) {
      const { refusal } = admitted;
      refuse(refusal);
      if (refusal.code === 'protocol.version') end('closed', refusal);
      return;
    }
    underWay += 1;
    carryOut(admitted.frame)
      .catch((bug: unknown) => {
        log.error('The hub failed at a frame of an agent.', bug, { agentId, frame: admitted.frame.t });
        end('closed', {
          code: 'hub.failed',
          message: 'The hub failed at a frame. Nothing was changed by it; the hub has a log.',
          retryAfterMs: 1_000,
          closeCode: 1011,
        });
      })
      .finally(() => {
        underWay -= 1;
        pump();
      });
  };

  const mayTake = (): boolean => phase !== 'greeting' && underWay < maxInFlight;
  const pump = (): void => {
    while (mayTake()) {
      const text = waiting.shift();
      if (text === undefined) break;
      take(text);
    }
    if (over()) return;
    if (waiting.length > 0) socket.pause();
    else if (socket.isPaused) socket.resume();
  };

  socket.on('message', (data: Buffer, isBinary: boolean) => {
    if (over()) return;
    heardAt = timekeeper.moment().steady;
    if (isBinary)
      return refuseFrame(null, 'frame.binary', 'Frames are text, not binary. Nothing was changed.');
    if (data.byteLength > hubLimits.frameBytes) {
      const message = `A frame may have ${hubLimits.frameBytes} bytes, this one has ${data.byteLength}. Nothing was changed.`;
      refuseFrame(null, 'frame.too-large', message);
      return end('closed', { code: 'frame.too-large', message, closeCode: 1009 });
    }
    waiting.push(data.toString('utf8'));
    pump();
  });
  // Each is answered with a pong by itself, also to who reads none of them.
  socket.on('ping', cutOffSlow);
  // The socket closes itself after an error; an over-long frame is one, and ends it before anything is read.
  socket.on('error', (error: Error & { code?: unknown }) => {
    const tooLong = error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH';
    if (!over()) clients.violate(tokenId, tooLong ? 'frame.too-large' : 'frame.malformed');
  });
  socket.on('close', () => {
    if (!over()) leave('closed');
  });

  const session: AgentSession = {
    agentId,
    tokenId,
    heardAt: () => heardAt,
    offer,
    send,
    end,
    tick({ steady }) {
      if (phase === 'new' && steady - openedAt > hubLimits.helloMs) {
        const message = `No hello came within ${hubLimits.helloMs / 1000} seconds.`;
        return end('closed', { code: 'agent.no-hello', message });
      }
      const { silentSeconds } = fleet.now.settings;
      if (phase === 'new' || steady - heardAt <= silentSeconds * 1000) return;
      telemetry.logEvent('agent.silent', { agentId, silentMs: steady - heardAt });
      const message = `No frame came for ${silentSeconds} seconds. Reconnect.`;
      end('silent', { code: 'agent.silent', message, retryAfterMs: 0 });
    },
  };
  return session;
}
