import { createTopicBus, type TopicBus } from '../../../main/engine/topics.ts';
import { type CallGatewayOptions, createCallGateway } from '../../../main/engine/wire/call-gateway.ts';
import { createWireServer, type WireServer } from '../../../main/engine/wire/wire-server.ts';
import type { Log, LogLine } from '../../../node/log/log.ts';
import { ownerSession } from '../owner-session.ts';

/** A log that keeps what it was told, causes included. */
export function memoryLog(): Log & {
  readonly errors: { message: string; cause: unknown; facts: unknown }[];
} {
  const errors: { message: string; cause: unknown; facts: unknown }[] = [];
  const lines: LogLine[] = [];
  const keep =
    (level: LogLine['level']) =>
    (message: string, facts: LogLine['facts'] = {}): void => {
      lines.push({ at: 0, level, message, facts });
    };
  return {
    errors,
    debug: keep('debug'),
    info: keep('info'),
    warn: keep('warn'),
    error(message, cause, facts = {}) {
      errors.push({ message, cause, facts });
      keep('error')(message, facts);
    },
    recent: () => lines,
    close: async () => {},
  };
}

export interface FakeWire {
  readonly server: WireServer;
  readonly topics: TopicBus;
  readonly log: ReturnType<typeof memoryLog>;
}

/** A wire server over the handlers a test brings, outputs checked against the contract. */
export function fakeWire(handlers: Partial<CallGatewayOptions['handlers']>, workspace = 'ws-test'): FakeWire {
  const log = memoryLog();
  const topics = createTopicBus((error) => log.error('a listener broke', error));
  let bugs = 0;
  const entropy = {
    bytes: (count: number) => {
      bugs += 1;
      return new Uint8Array(count).fill(bugs);
    },
  };
  const gateway = createCallGateway({
    handlers: { calls: handlers.calls ?? {}, views: handlers.views ?? {} },
    log,
    entropy,
    verify: true,
  });
  const server = createWireServer({
    gateway,
    topics,
    workspace,
    appVersion: '0.0.0-test',
    openSession: ownerSession,
  });
  return { server, topics, log };
}
