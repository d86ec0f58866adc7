import type { Server } from 'node:http';
import { Server as SecureServer } from 'node:https';
import type { Duplex } from 'node:stream';

/**
 * Connections of which nobody knows yet who is at the other end, so many at most: the one that has been waiting the longest
 * makes room. Whoever brings a pass with their first request always finds a place, however many others hold one.
 */
export function boundStrangers(server: Server, most: number): { admit(socket: Duplex): void } {
  const strangers = new Set<Duplex>();
  const greet = (socket: Duplex): void => {
    strangers.add(socket);
    socket.once('close', () => strangers.delete(socket));
    const [longest] = strangers;
    if (strangers.size > most) longest?.destroy();
  };
  // Encrypted connections count once they are: until then they have a limit of time of their own.
  server.on(server instanceof SecureServer ? 'secureConnection' : 'connection', greet);
  return { admit: (socket) => void strangers.delete(socket) };
}
