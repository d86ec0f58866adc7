import { once } from 'node:events';
import { createServer } from 'node:net';
import { WebSocket } from 'ws';
import { z } from 'zod';

const Targets = z.array(z.object({ webSocketDebuggerUrl: z.string() })).min(1);
const Reply = z.object({ id: z.number(), result: z.looseObject({ usedSize: z.number().optional() }) });

export interface LiveHeap {
  /** Megabytes still in use after a full collection: what the process really holds on to. */
  read(): Promise<number>;
  close(): void;
}

/** A port nobody uses now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Inspects a process that was started with `--inspect=PORT`. */
export async function watchHeap(port: number): Promise<LiveHeap> {
  const answer = await fetch(`http://127.0.0.1:${port}/json/list`);
  const [target] = Targets.parse(await answer.json());
  const socket = new WebSocket(target?.webSocketDebuggerUrl ?? '');
  await once(socket, 'open');
  let asked = 0;
  const ask = async (method: string): Promise<number> => {
    asked += 1;
    const id = asked;
    socket.send(JSON.stringify({ id, method }));
    for (;;) {
      const [data] = await once(socket, 'message');
      const reply = Reply.safeParse(JSON.parse(String(data)));
      if (reply.success && reply.data.id === id) return reply.data.result.usedSize ?? 0;
    }
  };
  return {
    async read() {
      await ask('HeapProfiler.collectGarbage');
      return (await ask('Runtime.getHeapUsage')) / (1024 * 1024);
    },
    close: () => socket.close(),
  };
}
