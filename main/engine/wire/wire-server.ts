import type { FramePort } from '../../../core/contract/transport/frame-port.ts';
import { type Session, startSession, type WireServerOptions } from './session.ts';

export interface WireServer {
  accept(port: FramePort): void;
  clients(): number;
  /** Lets running calls answer for at most `timeout` ms, then ends every connection. */
  drain(timeout: number): Promise<void>;
}

export function createWireServer(options: WireServerOptions): WireServer {
  const sessions = new Set<Session>();
  let draining = false;
  return {
    accept(port) {
      if (draining) return port.close();
      const session: Session = startSession(port, { ...options, ended: () => sessions.delete(session) });
      sessions.add(session);
    },
    clients: () => sessions.size,
    async drain(timeout) {
      draining = true;
      await Promise.all([...sessions].map((session) => session.drain(timeout)));
    },
  };
}
