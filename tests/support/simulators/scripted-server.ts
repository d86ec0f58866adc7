import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';

/** How a scripted answer goes on after its portions. */
type After = 'end' | 'cut' | 'hang' | 'flood';

export interface ScriptedAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent one by one, each as soon as the one before has left. */
  readonly portions: readonly (string | Uint8Array)[];
  readonly after?: After;
  /** Sent again and again with `flood`. */
  readonly flood?: string;
}

export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: unknown;
}

/** Never answers at all. */
export const silence = 'silence';
type Reply = ScriptedAnswer | typeof silence;

export interface ScriptedServer {
  readonly url: string;
  /** What was asked so far. */
  readonly received: readonly ReceivedRequest[];
  /** Adds replies; each request takes the next one. */
  script(...replies: readonly Reply[]): void;
  /** Resolves when that many requests have arrived. */
  arrived(count: number): Promise<void>;
  /** Resolves when a client has gone away before its answer was over. */
  readonly abandoned: Promise<void>;
  /** Bytes handed to the network. */
  sentBytes(): number;
}

/** An HTTP server on loopback that answers as scripted and closes with the test. A request without a script gets 500. */
export async function startScriptedServer(): Promise<ScriptedServer> {
  const received: ReceivedRequest[] = [];
  const replies: Reply[] = [];
  const waiting: { count: number; resolve(): void }[] = [];
  let sent = 0;
  let abandon = () => {};
  const abandoned = new Promise<void>((resolve) => {
    abandon = resolve;
  });

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const text = await bodyOf(request);
    const { method = '', url = '', headers } = request;
    const body: unknown = text === '' ? null : JSON.parse(text);
    received.push({ method, path: url, headers, body });
    response.on('close', () => {
      if (!response.writableFinished) abandon();
    });
    const reply = replies.shift() ?? { status: 500, portions: ['nothing is scripted'] };
    for (const waiter of waiting) if (received.length >= waiter.count) waiter.resolve();
    if (reply === silence) return;
    response.writeHead(reply.status ?? 200, { ...reply.headers });
    for (const portion of reply.portions) await write(response, portion);
    if (reply.after === 'hang') return;
    if (reply.after === 'cut') response.destroy();
    else if (reply.after === 'flood') {
      while (!response.destroyed) await write(response, reply.flood ?? 'x'.repeat(65_536));
    } else response.end();
  };

  const write = async (response: ServerResponse, portion: string | Uint8Array) => {
    sent += portion.length;
    // Resolves when the portion has left, so that portions arrive as they are scripted, more or less.
    await new Promise<void>((resolve) => {
      const left = () => {
        response.off('close', left);
        resolve();
      };
      response.once('close', left);
      response.write(portion, left);
    });
  };

  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;

  return {
    url: `http://127.0.0.1:${port}`,
    received,
    script: (...more) => void replies.push(...more),
    arrived: (count) =>
      new Promise((resolve) => {
        if (received.length >= count) resolve();
        else waiting.push({ count, resolve });
      }),
    abandoned,
    sentBytes: () => sent,
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) if (Buffer.isBuffer(part)) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}
