import { parseOutsideJson } from '../../kernel/outside-json.ts';
import type { FramePort, PortListener } from './frame-port.ts';
import { wireLimits } from './wire.ts';

/** What the port needs of a WebSocket: a browser's and the `ws` package's both fit. */
export interface SocketLike {
  readonly readyState: number;
  readonly bufferedAmount: number;
  send(text: string): void;
  close(): void;
  addEventListener(type: 'open' | 'message' | 'close' | 'error', listener: (event: object) => void): void;
}

const openState = 1;

/** Where the web shell takes WebSockets, on the page's own origin. */
export const livePath = '/live';

/** Frames as JSON text over one WebSocket; for a connection that comes back, dial through `reconnectingPort`. */
export function webSocketPort(socket: SocketLike): FramePort {
  let listener: PortListener | null = null;
  let gone = false;
  const lose = (): void => {
    if (gone) return;
    gone = true;
    listener?.lost(true);
  };
  return {
    send(frame) {
      if (gone || socket.readyState !== openState) return 'closed';
      const text = JSON.stringify(frame);
      if (text.length > wireLimits.frameBytes) return 'too-large';
      socket.send(text);
      return 'sent';
    },
    buffered: () => socket.bufferedAmount,
    listen(given) {
      listener = given;
      socket.addEventListener('message', (event) => {
        if (gone) return;
        const frame = 'data' in event && typeof event.data === 'string' ? parseFrame(event.data) : undefined;
        // Not a frame at all: the other end is not ours, nothing it says can be used.
        if (frame === undefined) socket.close();
        else given.frame(frame);
      });
      socket.addEventListener('close', lose);
      socket.addEventListener('error', lose);
      if (socket.readyState === openState) given.opened();
      else socket.addEventListener('open', () => given.opened());
    },
    close() {
      socket.close();
      lose();
    },
  };
}

/** Undefined when the text is no JSON of ours (which itself can never say `undefined`). */
export function parseFrame(text: string): unknown {
  const parsed = parseOutsideJson(text);
  return parsed.ok ? parsed.value : undefined;
}
