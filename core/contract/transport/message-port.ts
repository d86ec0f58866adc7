import type { FramePort, PortListener } from './frame-port.ts';

/** A browser's MessagePort and the one of `node:worker_threads` both fit. */
export interface MessagePortLike {
  postMessage(frame: unknown): void;
  start(): void;
  close(): void;
  addEventListener(type: string, listener: (event: object) => void): void;
}

/** Electron's MessagePortMain, which is an event emitter. */
export interface EmitterPortLike {
  postMessage(frame: unknown): void;
  start(): void;
  close(): void;
  on(type: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(type: 'close', listener: () => void): unknown;
}

/** Frames as structured clones over a MessagePort. It cannot tell what is buffered; acknowledgements bound it. */
export function messagePort(port: MessagePortLike): FramePort {
  return overMessages(port, (listener, lose) => {
    port.addEventListener('message', (event) => {
      if ('data' in event) listener.frame(event.data);
    });
    port.addEventListener('close', lose);
  });
}

/** The same over Electron's emitter flavour. */
export function emitterPort(port: EmitterPortLike): FramePort {
  return overMessages(port, (listener, lose) => {
    port.on('message', (event) => listener.frame(event.data));
    port.on('close', lose);
  });
}

function overMessages(
  port: { postMessage(frame: unknown): void; start(): void; close(): void },
  attach: (listener: PortListener, lose: () => void) => void,
): FramePort {
  let listener: PortListener | null = null;
  let gone = false;
  const lose = (): void => {
    if (gone) return;
    gone = true;
    listener?.lost(true);
  };
  return {
    send(frame) {
      if (gone || listener === null) return 'closed';
      port.postMessage(frame);
      return 'sent';
    },
    buffered: () => 0,
    listen(given) {
      listener = given;
      attach(given, lose);
      port.start();
      given.opened();
    },
    close() {
      if (gone) return;
      port.close();
      lose();
    },
  };
}
