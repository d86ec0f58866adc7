import type { FramePort } from '../../../core/contract/transport/frame-port.ts';
import {
  ClientFrame,
  type EngineFrame,
  wireLimits,
  wireVersion,
} from '../../../core/contract/transport/wire.ts';
import { fail, ok, type Result } from '../../../core/kernel/result.ts';
import type { ActorSession } from '../handlers.ts';
import type { TopicBus } from '../topics.ts';
import { type CallGateway, isQuery } from './call-gateway.ts';
import { type LiveView, startLiveView } from './live-view.ts';

/** What the sessions of all clients share. */
export interface WireServerOptions {
  readonly gateway: CallGateway;
  readonly topics: TopicBus;
  /** Identity of the workspace, the same over restarts. */
  readonly workspace: string;
  readonly appVersion: string;
  /** For each connection: whom it acts as. */
  openSession(): ActorSession;
}

export interface SessionOptions extends WireServerOptions {
  ended(): void;
}

export interface Session {
  /** Takes no more frames, lets running calls answer (at most `timeout` ms), says goodbye and closes. */
  drain(timeout: number): Promise<void>;
}

interface Running {
  readonly control: AbortController;
  readonly isQuery: boolean;
}

/** One connected client: its calls in flight and its live views. */
export function startSession(port: FramePort, options: SessionOptions): Session {
  const running = new Map<number, Running>();
  const views = new Map<number, LiveView>();
  let phase: 'greeting' | 'open' | 'draining' | 'ended' = 'greeting';
  const acting = options.openSession();
  let idle: (() => void) | null = null;

  const send = (frame: EngineFrame) => port.send(frame);

  const end = (): void => {
    if (phase === 'ended') return;
    phase = 'ended';
    for (const view of views.values()) view.stop();
    views.clear();
    // A command goes on without its client: what somebody asked for is not half done because a page was closed.
    for (const call of running.values()) if (call.isQuery) call.control.abort();
    acting.lock();
    port.close();
    idle?.();
    options.ended();
  };

  const answer = (id: number, result: Result<unknown>): void => {
    if (send({ t: 'answer', id, result }) !== 'too-large') return;
    const tooLarge = fail(
      'contract.too-large',
      'The answer is larger than one message carries; ask for less.',
    );
    send({ t: 'answer', id, result: tooLarge });
  };

  const call = async (frame: Extract<ClientFrame, { t: 'call' }>): Promise<void> => {
    if (running.size >= wireLimits.calls || running.has(frame.id)) {
      const busy = 'Too many calls of this client are running at once; this one was not started.';
      return answer(frame.id, fail('contract.busy', busy, {}, true));
    }
    const control = new AbortController();
    running.set(frame.id, { control, isQuery: isQuery(frame.name) });
    const result = await options.gateway.call(frame.name, frame.input, {
      actor: acting.actor,
      session: acting,
      signal: control.signal,
    });
    running.delete(frame.id);
    if (phase !== 'ended') answer(frame.id, result);
    if (running.size === 0) idle?.();
  };

  const watch = (frame: Extract<ClientFrame, { t: 'watch' }>): void => {
    views.get(frame.id)?.stop();
    views.delete(frame.id);
    if (views.size >= wireLimits.views) {
      const text = `One client may hold ${wireLimits.views} live views; this one was not opened.`;
      send({ t: 'failed', id: frame.id, error: fail('contract.too-many-views', text).error });
      return;
    }
    const view = options.gateway.view(frame.name, frame.input, acting);
    if (!view.ok) {
      send({ t: 'failed', id: frame.id, error: view.error });
      return;
    }
    const { topics } = options;
    views.set(
      frame.id,
      startLiveView({ id: frame.id, view: view.value, topics, send, buffered: () => port.buffered() }),
    );
  };

  const greet = (frame: ClientFrame): void => {
    const refused = considerHello(frame, options, acting);
    if (!refused.ok) {
      send({ t: 'refused', error: refused.error });
      return end();
    }
    phase = 'open';
    send({
      t: 'welcome',
      version: wireVersion,
      workspace: options.workspace,
      appVersion: options.appVersion,
    });
  };

  const take = (frame: ClientFrame): void => {
    switch (frame.t) {
      case 'call':
        void call(frame);
        return;
      case 'cancel':
        running.get(frame.id)?.control.abort();
        return;
      case 'watch':
        return watch(frame);
      case 'unwatch':
        views.get(frame.id)?.stop();
        views.delete(frame.id);
        return;
      case 'ack':
        views.get(frame.id)?.acknowledge(frame.seq);
        return;
      case 'ping':
        send({ t: 'pong', id: frame.id });
        return;
      case 'hello':
        return end();
    }
  };

  port.listen({
    opened() {},
    frame(raw) {
      if (phase === 'draining' || phase === 'ended') return;
      const frame = ClientFrame.safeParse(raw);
      if (!frame.success) {
        const text = 'This is not a message Quarterdeck understands; the connection ends.';
        send({ t: 'refused', error: fail('contract.invalid', text).error });
        return end();
      }
      if (phase === 'open') return take(frame.data);
      greet(frame.data);
    },
    lost: end,
  });

  return {
    async drain(timeout) {
      if (phase === 'ended') return;
      phase = 'draining';
      if (running.size > 0) {
        await new Promise<void>((resolve) => {
          const enough = setTimeout(resolve, timeout);
          idle = () => {
            clearTimeout(enough);
            resolve();
          };
        });
      }
      // A call still running may yet change something: without a goodbye its outcome stays unknown, as it is.
      if (running.size === 0) send({ t: 'bye' });
      end();
    },
  };
}

function considerHello(frame: ClientFrame, options: SessionOptions, acting: ActorSession): Result<null> {
  if (frame.t !== 'hello') return fail('contract.invalid', 'The first message must be a hello.');
  if (frame.version !== wireVersion) {
    const text = `This screen speaks version ${frame.version} of the wire, the engine version ${wireVersion}. Reload to get the matching one.`;
    return fail('contract.version', text, { theirs: frame.version, ours: wireVersion });
  }
  if (frame.workspace !== null && frame.workspace !== options.workspace) {
    return fail(
      'contract.other-workspace',
      'Another workspace answers at this address now. Open the workspace again.',
    );
  }
  return frame.as === null ? ok(null) : acting.choose(frame.as);
}
