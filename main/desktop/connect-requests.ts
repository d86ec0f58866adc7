import type { IpcMain, IpcMainEvent, MessagePortMain } from 'electron';
import { connectChannel } from '../../core/contract/transport/desktop-wire.ts';
import { originOf } from './guards.ts';

/**
 * Answers a window's request for a wire, the only one it can make of the main process, with one end of a message channel; the other end goes to the engine. Refused
 * unless the sender is the main frame of our own page and sends nothing along.
 */
export function answerConnectRequests(
  ipc: Pick<IpcMain, 'on'>,
  ownOrigin: string,
  channel: () => { port1: MessagePortMain; port2: MessagePortMain },
  toEngine: (port: MessagePortMain) => void,
  refused: (reason: string) => void,
): void {
  ipc.on(connectChannel, (event, ...rest: unknown[]) => {
    const reason = whyRefused(event, rest, ownOrigin);
    if (reason !== null) {
      refused(reason);
      return;
    }
    const { port1, port2 } = channel();
    event.sender.postMessage(connectChannel, null, [port1]);
    toEngine(port2);
  });
}

function whyRefused(event: IpcMainEvent, rest: readonly unknown[], ownOrigin: string): string | null {
  const frame = event.senderFrame;
  if (frame === null) return 'the frame that asked is gone';
  if (frame.parent !== null) return 'only the main frame may connect';
  if (originOf(frame.url) !== ownOrigin)
    return `a page of ${originOf(frame.url) ?? 'no origin'} asked to connect`;
  if (rest.length > 0) return 'a connect request carries nothing';
  return null;
}
