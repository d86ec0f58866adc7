import { connect } from 'node:net';
import type { FramePort } from '../../../core/contract/transport/frame-port.ts';
import { type HostQuestion, LocalReply } from './local-server.ts';
import { socketPort } from './socket-port.ts';
import type { HostFacts } from './workspace-lock.ts';

type Address = Pick<HostFacts, 'socket' | 'key'>;

/** A wire to the process that hosts the workspace. */
export function dialHost(host: Address): FramePort {
  const port = socketPort(connect(host.socket));
  return {
    send: (frame) => port.send(frame),
    buffered: () => port.buffered(),
    close: () => port.close(),
    listen(listener) {
      port.listen({
        opened() {
          port.send({ t: 'knock', key: host.key, ask: 'wire' });
          listener.opened();
        },
        frame: (frame) => listener.frame(frame),
        lost: (final) => listener.lost(final),
      });
    },
  };
}

const answerTimeout = 5_000;

/** A fresh address for a browser. Null when the host is not there, serves no browser or does not answer in time. */
export async function requestLink(host: Address): Promise<string | null> {
  const contact = await ask(host, 'open-link', () => {});
  contact?.hangUp();
  return contact?.answer.link ?? null;
}

export interface HostWatch {
  hangUp(): void;
}

/** A connection that only signals, by closing, that the host is gone. Null when nobody answers. */
export function watchHost(host: Address, gone: () => void): Promise<HostWatch | null> {
  return ask(host, 'contact', gone);
}

function ask(
  host: Address,
  question: HostQuestion,
  gone: () => void,
): Promise<(HostWatch & { readonly answer: LocalReply }) | null> {
  const port = socketPort(connect(host.socket));
  return new Promise((resolve) => {
    let answered = false;
    const enough = setTimeout(() => port.close(), answerTimeout);
    port.listen({
      opened: () => void port.send({ t: 'knock', key: host.key, ask: question }),
      frame(frame) {
        const answer = LocalReply.safeParse(frame);
        if (answered || !answer.success) return port.close();
        answered = true;
        clearTimeout(enough);
        resolve({ answer: answer.data, hangUp: () => port.close() });
      },
      lost() {
        clearTimeout(enough);
        if (answered) gone();
        else resolve(null);
      },
    });
  });
}
