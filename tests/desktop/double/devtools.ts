import { EventEmitter } from 'node:events';
import { WebSocket } from 'ws';
import { z } from 'zod';

const Incoming = z.object({
  id: z.number().optional(),
  sessionId: z.string().optional(),
  method: z.string().optional(),
  params: z.unknown().optional(),
  result: z.unknown().optional(),
  error: z.object({ message: z.string() }).optional(),
});

interface Pending {
  readonly method: string;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Chromium's DevTools protocol over one socket: the browser itself, and a session for each page. */
export class DevTools {
  readonly #socket: WebSocket;
  readonly #pending = new Map<number, Pending>();
  readonly #sessions = new Map<string, EventEmitter>();
  #last = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (bytes: Buffer) => this.#take(Incoming.parse(JSON.parse(bytes.toString('utf8')))));
    socket.on('close', () => {
      for (const { method, reject } of this.#pending.values())
        reject(new Error(`${method}: Chromium is gone`));
      this.#pending.clear();
    });
  }

  static async connect(endpoint: string): Promise<DevTools> {
    const socket = new WebSocket(endpoint, { perMessageDeflate: false });
    await new Promise((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    return new DevTools(socket);
  }

  session(id: string | null): DevToolsSession {
    const events = new EventEmitter();
    this.#sessions.set(id ?? '', events);
    return {
      on(event, params, listener) {
        events.on(event, (raw) => listener(params.parse(raw)));
      },
      send: async (method, params, answer) => answer.parse(await this.#send(id, method, params)),
      tell: (method, params) => {
        // What is told to a page that is just going comes too late, and nobody waits for it.
        this.#send(id, method, params ?? {}).catch(() => undefined);
      },
    };
  }

  #send(sessionId: string | null, method: string, params: object): Promise<unknown> {
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve, reject) => {
      if (this.#socket.readyState !== WebSocket.OPEN) return reject(new Error(`${method}: Chromium is gone`));
      this.#pending.set(id, { method, resolve, reject });
      this.#socket.send(JSON.stringify({ id, method, params, ...(sessionId === null ? {} : { sessionId }) }));
    });
  }

  #take({ id, sessionId, method, params, result, error }: z.infer<typeof Incoming>): void {
    if (method !== undefined) this.#sessions.get(sessionId ?? '')?.emit(method, params);
    const pending = id === undefined ? undefined : this.#pending.get(id);
    if (id === undefined || pending === undefined) return;
    this.#pending.delete(id);
    if (error === undefined) pending.resolve(result);
    else pending.reject(new Error(`${pending.method}: ${error.message}`));
  }
}

export interface DevToolsSession {
  on<Params>(event: string, params: z.ZodType<Params>, listener: (params: Params) => void): void;
  send<Answer>(method: string, params: object, answer: z.ZodType<Answer>): Promise<Answer>;
  /** Sends without waiting for an answer. */
  tell(method: string, params?: object): void;
}
