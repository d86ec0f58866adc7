import { connect } from 'node:net';
import type { FramePort } from '../../../core/contract/transport/frame-port.ts';
import { type HostQuestion, type KnockAnswer, KnockAnswer as KnockAnswerFrame } from './local-server.ts';
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

const answerPatience = 5_000;

/** A fresh address for a browser. Null when the host is not there, serves no browser or does not answer in time. */
export async function askForLink(host: Address): Promise<string | null> {
  const contact = await ask(host, 'open-link', () => {});
  contact?.hangUp();
  return contact?.answer.link ?? null;
}

export interface HostContact {
  hangUp(): void;
}

/** A line to the host that only tells, by its end, that the host is gone. Null when nobody takes the call. */
export function keepContact(host: Address, gone: () => void): Promise<HostContact | null> {
  return ask(host, 'contact', gone);
}

function ask(
  host: Address,
  question: HostQuestion,
  gone: () => void,
): Promise<(HostContact & { readonly answer: KnockAnswer }) | null> {
  const port = socketPort(connect(host.socket));
  return new Promise((resolve) => {
    let answered = false;
    const enough = setTimeout(() => port.close(), answerPatience);
    port.listen({
      opened: () => void port.send({ t: 'knock', key: host.key, ask: question }),
      frame(frame) {
        const answer = KnockAnswerFrame.safeParse(frame);
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
