import { type RawData, WebSocket } from 'ws';
import { z } from 'zod';
import { hubProtocol } from '../../../core/contract/hub/agent-frames.ts';

/**
 * An agent as its sidecar would behave on the wire, in the judge's own few lines: it shares no code with the product.
 * It holds on to an attempt until the hub settled or refused its end, over any number of reconnects.
 */
export interface SoakAgent {
  /** The hub is back at this address. */
  dial(url: string): void;
  end(): void;
}

export interface SoakKey {
  readonly agentId: string;
  readonly token: string;
}

interface Held {
  readonly taskId: string;
  readonly generation: number;
  readonly kind: string;
  /** The frame that ends it, without its number; null while working. */
  ending: object | null;
}

const Assign = z.object({
  t: z.literal('assign'),
  assignment: z.object({
    taskId: z.string(),
    generation: z.number(),
    metadata: z.record(z.string(), z.string()),
    spentBefore: z.object({ tokensIn: z.number() }),
  }),
});
const Frame = z.object({ t: z.string(), n: z.number().nullable().optional(), stale: z.boolean().optional() });
const Verdicts = z.object({
  t: z.literal('welcome'),
  verdicts: z.array(z.object({ taskId: z.string(), generation: z.number(), verdict: z.string() })),
});

const nothing = { cost: null, tokensIn: 0, tokensOut: 0 };
const facts = {
  host: 'soak',
  platform: 'linux',
  version: '0',
  capabilities: [],
  executors: [{ kind: 'shell' }],
};

export function startSoakAgent(
  key: SoakKey,
  say: (line: object) => void,
  random: { below(limit: number): number },
): SoakAgent {
  let held: Held | null = null;
  let socket: WebSocket | null = null;
  let address: string | null = null;
  let ended = false;
  let n = 0;
  /** Number of the frame that told an end, with what it ended. */
  const told = new Map<number, Held>();

  const send = (frame: object): number => {
    n += 1;
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ ...frame, n }));
    return n;
  };
  const attempt = ({ taskId, generation }: Held) => ({ taskId, generation });
  const report = (one: Held): void =>
    void send({ t: 'progress', ...attempt(one), percent: 50, note: 'half', spent: spentOf(one.kind) });
  const tell = (one: Held): void => {
    if (one.ending !== null) told.set(send(one.ending), one);
  };

  /** What becomes of a task is in its metadata, so the judge knows it beforehand. */
  const work = (one: Held): void => {
    const { kind } = one;
    const finish = (ending: object): void => {
      if (held !== one) return;
      one.ending = {
        ...ending,
        ...attempt(one),
        spent: spentOf(kind),
        transcript: { lines: [], cutLines: 0, cutBytes: 0 },
      };
      say({ agent: key.agentId, tells: 't' in ending ? ending.t : null, ...attempt(one) });
      tell(one);
    };
    setTimeout(() => {
      if (held !== one) return;
      report(one);
    }, random.below(60));
    setTimeout(() => {
      if (kind === 'hopeless' || (kind === 'flaky' && one.generation === 1))
        return finish({ t: 'fail', reason: 'failed', error: `${kind} by design`, retryable: true });
      // The hub stops it before: it is over its budget by now.
      if (kind === 'greedy') return;
      const result = {
        summary: '',
        model: null,
        branch: null,
        commit: null,
        pullRequest: null,
        verified: null,
      };
      return finish({ t: 'complete', result });
    }, 20 + random.below(250));
  };

  const hear = (text: string): void => {
    const data: unknown = JSON.parse(text);
    const assign = Assign.safeParse(data);
    if (assign.success) {
      const { taskId, generation, metadata } = assign.data.assignment;
      if (held !== null && held.ending === null)
        say({ agent: key.agentId, problem: `a second task ${taskId} while working on ${held.taskId}` });
      held = { taskId, generation, kind: metadata['kind'] ?? '', ending: null };
      say({ agent: key.agentId, assigned: taskId, generation });
      send({ t: 'accept', taskId, generation });
      return work(held);
    }
    const welcome = Verdicts.safeParse(data);
    if (welcome.success) {
      for (const verdict of welcome.data.verdicts) {
        if (held === null || held.taskId !== verdict.taskId || held.generation !== verdict.generation)
          continue;
        if (held.ending !== null) tell(held);
        else if (verdict.verdict === 'continue') report(held);
        else held = null;
      }
      return undefined;
    }
    const frame = Frame.parse(data);
    if (frame.t === 'stop') {
      say({ agent: key.agentId, stopped: held?.taskId ?? null });
      held = null;
      return undefined;
    }
    const one = typeof frame.n === 'number' ? told.get(frame.n) : undefined;
    if (one === undefined || (frame.t !== 'settled' && frame.t !== 'refused')) return undefined;
    told.delete(frame.n ?? 0);
    say({ agent: key.agentId, [frame.t]: one.taskId, generation: one.generation, ending: one.ending });
    if (held === one) held = null;
    return undefined;
  };

  const dial = (): void => {
    if (address === null || ended) return;
    const mine = new WebSocket(`${address.replace('http', 'ws')}/agents`, {
      headers: { authorization: `Bearer ${key.token}` },
    });
    socket = mine;
    mine.on('open', () => {
      n = 0;
      told.clear();
      send({
        t: 'hello',
        protocol: hubProtocol,
        agentId: key.agentId,
        facts,
        holding: held === null ? [] : [attempt(held)],
        resources: null,
      });
    });
    mine.on('message', (data) => hear(textOf(data)));
    mine.on('error', () => {});
    mine.on('close', () => {
      if (socket !== mine) return;
      socket = null;
      setTimeout(dial, 50 + random.below(100));
    });
  };
  const beat = setInterval(() => send({ t: 'heartbeat', resources: null }), 2000);

  return {
    dial(url) {
      const first = address === null;
      address = url;
      if (first) dial();
    },
    end() {
      ended = true;
      clearInterval(beat);
      socket?.terminate();
    },
  };
}

const textOf = (data: RawData): string =>
  (Array.isArray(data)
    ? Buffer.concat(data)
    : Buffer.isBuffer(data)
      ? data
      : Buffer.from(new Uint8Array(data))
  ).toString('utf8');

function spentOf(kind: string) {
  return kind === 'greedy' ? { cost: null, tokensIn: 900, tokensOut: 200 } : nothing;
}
