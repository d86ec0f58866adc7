import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { WebSocket, WebSocketServer } from 'ws';
import type { FramePort } from '../../../core/contract/transport/frame-port.ts';
import { messagePort } from '../../../core/contract/transport/message-port.ts';
import { webSocketPort } from '../../../core/contract/transport/web-socket-port.ts';
import { socketPort } from '../../../main/engine/host/socket-port.ts';
import { portPair } from '../../../main/engine/wire/port-pair.ts';

/** A running transport: `dial` makes a fresh connection to the accepting end; `cut` breaks all of them at once. */
export interface Transport {
  dial(): FramePort;
  cut(): void;
  stop(): Promise<void>;
}

export interface TransportKind {
  readonly name: string;
  start(accept: (port: FramePort) => void): Promise<Transport>;
}

export const transportKinds: readonly TransportKind[] = [
  {
    name: 'in-process',
    async start(accept) {
      const ports = new Set<FramePort>();
      const cut = (): void => {
        for (const port of ports) port.close();
      };
      return {
        dial() {
          const [near, far] = portPair();
          accept(far);
          ports.add(near);
          return near;
        },
        cut,
        stop: async () => cut(),
      };
    },
  },
  {
    name: 'WebSocket',
    async start(accept) {
      const http = createHttpServer();
      const server = new WebSocketServer({ server: http });
      server.on('connection', (socket) => accept(webSocketPort(socket)));
      http.listen(0, '127.0.0.1');
      await once(http, 'listening');
      const address = http.address();
      if (address === null || typeof address === 'string') throw new Error('no port');
      const url = `ws://127.0.0.1:${address.port}`;
      const cut = (): void => {
        for (const client of server.clients) client.terminate();
      };
      return {
        dial: () => webSocketPort(new WebSocket(url)),
        cut,
        async stop() {
          cut();
          http.close();
          await once(http, 'close');
        },
      };
    },
  },
  {
    name: 'MessagePort',
    async start(accept) {
      const ports = new Set<FramePort>();
      const cut = (): void => {
        for (const port of ports) port.close();
      };
      return {
        dial() {
          const { port1, port2 } = new MessageChannel();
          const far = messagePort(port2);
          accept(far);
          ports.add(far);
          return messagePort(port1);
        },
        cut,
        stop: async () => cut(),
      };
    },
  },
  {
    name: 'local socket',
    async start(accept) {
      const folder = mkdtempSync(join(tmpdir(), 'qd-wire-'));
      const path = join(folder, 's');
      const sockets = new Set<Socket>();
      const server = createServer({ allowHalfOpen: false }, (socket) => {
        sockets.add(socket);
        accept(socketPort(socket));
      });
      server.listen(path);
      await once(server, 'listening');
      const cut = (): void => {
        for (const socket of sockets) socket.destroy();
      };
      return {
        dial: () => socketPort(connect(path)),
        cut,
        async stop() {
          cut();
          server.close();
          await once(server, 'close');
          rmSync(folder, { recursive: true, force: true });
        },
      };
    },
  },
];
