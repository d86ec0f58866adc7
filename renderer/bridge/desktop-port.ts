import { portMessage } from '../../core/contract/transport/desktop-wire.ts';
import type { FramePort, PortListener } from '../../core/contract/transport/frame-port.ts';
import { messagePort } from '../../core/contract/transport/message-port.ts';

/** What the desktop shell's preload offers. */
export interface DesktopBridge {
  /** Where a file dropped on the window lies; empty for one that is not on disk. */
  readonly pathOf: (file: File) => string;
  /** Asks for a fresh port to the engine; it arrives as a `portMessage` of this window. */
  readonly openPort: () => void;
}

declare global {
  interface Window {
    readonly quarterdeck?: DesktopBridge;
  }
}

/** A port to the engine that arrives some time after it was asked for. Dial again for the next one. */
export function desktopPort(host: Window, desktop: DesktopBridge): FramePort {
  let inner: FramePort | null = null;
  let listener: PortListener | null = null;
  const arrive = (event: MessageEvent<unknown>) => {
    const port = event.ports[0];
    // Only our own preload may hand over a port: another window or frame can post messages here too.
    if (event.source !== host || event.data !== portMessage || port === undefined || listener === null)
      return;
    host.removeEventListener('message', arrive);
    inner = messagePort(port);
    inner.listen(listener);
  };
  return {
    send: (frame) => inner?.send(frame) ?? 'closed',
    buffered: () => inner?.buffered() ?? 0,
    listen(given) {
      listener = given;
      host.addEventListener('message', arrive);
      desktop.openPort();
    },
    close() {
      host.removeEventListener('message', arrive);
      if (inner === null) listener?.lost(true);
      else inner.close();
    },
  };
}

/** Where a file lies that a person dropped on the window; null in a browser, which keeps that to itself. */
export function droppedPath(file: File): string | null {
  const path = window.quarterdeck?.pathOf(file) ?? '';
  return path === '' ? null : path;
}
