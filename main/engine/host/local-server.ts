import { timingSafeEqual } from 'node:crypto';
import { lstatSync, renameSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { z } from 'zod';
import type { FramePort, PortListener } from '../../../core/contract/transport/frame-port.ts';
import { fail, ok, type Result } from '../../../core/kernel/result.ts';
import { bufferPort } from './buffered-port.ts';
import { socketPort } from './socket-port.ts';

/** The first frame on a local socket: whoever could read the lock file, and only they, know the key. */
export const LocalHello = z.object({
  t: z.literal('knock'),
  key: z.string(),
  /**
   * `wire`: the contract from here on. `contact`: one answer, then the line stays up and its end tells that the host
   * is gone. `open-link`: a fresh address for a browser.
   */
  ask: z.enum(['wire', 'contact', 'open-link']),
});
export const LocalReply = z.object({ t: z.literal('host'), link: z.string().nullable() });
export type HostQuestion = 'contact' | 'open-link';
export type LocalReply = z.infer<typeof LocalReply>;

export interface LocalServer {
  close(): Promise<void>;
}

export interface LocalServerOptions {
  readonly place: string;
  readonly key: string;
  readonly accept: (port: FramePort) => void;
  /** Null when this host is ending. */
  readonly answer: (ask: HostQuestion) => LocalReply | null;
}

const helloTimeout = 5_000;

/** Listens where only the owner of the workspace can connect. The caller holds the lock, so a socket in the way is dead. */
export async function listenLocally(
  options: LocalServerOptions,
): Promise<Result<LocalServer, 'workspace.in-the-way'>> {
  const { place } = options;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    admit(socket, options);
  });
  const windows = process.platform === 'win32';
  if (!windows && isFolder(place)) return inTheWay(place);
  // Under a name of its own first: a server takes the name it was given along when it closes, also from its successor.
  const given = windows ? place : `${place}.new`;
  if (!windows) rmSync(given, { force: true });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    // Never open to others, not even between bind and chmod.
    const mask = windows ? null : process.umask(0o177);
    server.listen(given, resolve);
    if (mask !== null) process.umask(mask);
  });
  if (!windows) renameSync(given, place);
  const own = windows ? null : lstatSync(place).ino;
  return ok({
    close: () =>
      new Promise((resolve) => {
        if (own !== null && lstatSync(place, { throwIfNoEntry: false })?.ino === own)
          rmSync(place, { force: true });
        server.close(() => resolve());
        // What was said last (a goodbye) is flushed by `end`; who does not hang up then is cut off.
        for (const socket of sockets) socket.end();
        setTimeout(() => {
          for (const socket of sockets) socket.destroy();
        }, 500).unref();
      }),
  });
}

function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function inTheWay(place: string): Result<never, 'workspace.in-the-way'> {
  return fail(
    'workspace.in-the-way',
    `${place} is a folder, but Quarterdeck keeps its local socket there. Nothing was changed. Move it away, then try again.`,
    { path: place },
  );
}

function admit(socket: Socket, options: LocalServerOptions): void {
  const port = socketPort(socket);
  let wire: PortListener | null = null;
  const timeout = setTimeout(() => port.close(), helloTimeout);

  port.listen({
    opened() {},
    frame(frame) {
      if (wire !== null) return wire.frame(frame);
      clearTimeout(timeout);
      const hello = LocalHello.safeParse(frame);
      if (!hello.success || !sameKey(hello.data.key, options.key)) return port.close();
      if (hello.data.ask !== 'wire') {
        const answer = options.answer(hello.data.ask);
        if (answer !== null) port.send(answer);
        return answer !== null && hello.data.ask === 'contact' ? undefined : port.close();
      }
      options.accept(
        bufferPort({
          send: (out) => port.send(out),
          buffered: () => port.buffered(),
          close: () => port.close(),
          listen: (listener) => {
            wire = listener;
          },
        }),
      );
    },
    lost() {
      clearTimeout(timeout);
      wire?.lost(true);
    },
  });
}

function sameKey(given: string, own: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(own);
  return a.length === b.length && timingSafeEqual(a, b);
}
