import { connect } from 'node:net';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { AgentFrame, hubProtocol } from '../../../core/contract/hub/agent-frames.ts';
import { AgentId } from '../../../core/kernel/ids.ts';
import type { Heard } from './doors-judge.ts';
import { after, type DoorsWorld, firstOf, must } from './doors-world.ts';
import { mutatedText } from './mutate-message.ts';
import { type Random, validFor } from './valid-input.ts';

const frames = z.toJSONSchema(AgentFrame, { io: 'input', unrepresentable: 'any' });
const kinds = (frames.oneOf ?? frames.anyOf ?? []).filter(
  (one) => typeof one === 'object' && one.properties?.['t'] !== undefined,
);
const Numbered = z.looseObject({ n: z.int().positive() });
const Ending = z.object({
  t: z.enum(['complete', 'fail']),
  taskId: z.string(),
  generation: z.number(),
});
const FromHub = z.looseObject({
  t: z.string(),
  n: z.number().nullish(),
  code: z.string().optional(),
  message: z.string().optional(),
  assignment: z.object({ taskId: z.string(), generation: z.number() }).optional(),
});
const result = { summary: '', model: null, branch: null, commit: null, pullRequest: null, verified: null };
const spent = { cost: null, tokensIn: 0, tokensOut: 0 };
const transcript = { lines: [], cutLines: 0, cutBytes: 0 };

interface Pass {
  agentId: string;
  token: string;
}

/** One agent's door: so many frames, most of them wrong, by an agent that takes offers and tells their ends all the same. */
export async function knockAsAgent(
  world: DoorsWorld,
  name: string,
  count: number,
  random: Random,
  heardBy: Heard,
): Promise<void> {
  const { known, complain, answered, screen } = world;
  const pass: Pass = must(await screen.call('agents.add', { name }));
  let socket: WebSocket | null = null;
  let latest: WebSocket | null = null;
  /** Number of the last frame that counted. */
  let n = 0;
  /** The same, as the hub said when they differed. */
  let counted: number | null = null;
  let owed = 0;
  let held: { taskId: string; generation: number; accepted: boolean } | null = null;
  /** Of this connection, by number: what is settled is known where one frame only was sent under it. */
  let posted = new Map<number, Set<string>>();
  let wake = (): void => {};
  let last = '{}';
  let away = false;

  const hear = (text: string): void => {
    known.hear(text);
    const { t, n: about, code = '', message = '', assignment } = FromHub.parse(JSON.parse(text));
    if (code === 'hub.failed') complain(`the hub failed at a frame: ${text}`);
    const expected = /^Frame (\d+) should come next|the last one was (\d+)/u.exec(message);
    if (expected !== null)
      counted = Math.max(
        counted ?? 0,
        expected[1] === undefined ? Number(expected[2]) : Number(expected[1]) - 1,
      );
    if (t === 'bye') away = code === 'agent.violations';
    if (assignment !== undefined) {
      held = { ...assignment, accepted: false };
      heardBy.assigned(pass.agentId, assignment.taskId, assignment.generation);
    }
    if (t === 'stop') held = null;
    if (!ANSWERS.has(t)) return;
    owed -= 1;
    world.count(`agents ${code === '' ? t : code}`);
    const texts = typeof about === 'number' && t === 'settled' ? posted.get(about) : undefined;
    if (texts?.size === 1) {
      const ending = Ending.safeParse(parsed([...texts][0] ?? ''));
      if (ending.success) {
        const { taskId, generation } = ending.data;
        heardBy.settled(pass.agentId, taskId, generation, ending.data.t);
        if (held?.taskId === taskId) held = null;
      }
    }
    wake();
  };

  /** A token that got too much wrong is replaced, and never let in again. */
  const renew = async (): Promise<void> => {
    const old = pass.token;
    const renewed = await screen.call('agents.renewToken', { agentId: AgentId.parse(pass.agentId) });
    Object.assign(pass, renewed.ok ? renewed.value : must(await screen.call('agents.add', { name: null })));
    heardBy.replaced(old);
    away = false;
  };

  const dial = async (): Promise<WebSocket | null> => {
    if (away) await renew();
    const one = new WebSocket(`${world.hubUrl().replace('http', 'ws')}/agents`, {
      headers: { authorization: `Bearer ${pass.token}` },
    });
    let status = 101;
    one.on('unexpected-response', (request, response) => {
      status = response.statusCode ?? 0;
      request.destroy();
      one.terminate();
    });
    // What an ended connection still had to say is about other numbers.
    latest = one;
    one.on('message', (data: Buffer) => {
      if (latest === one) hear(data.toString('utf8'));
    });
    one.on('error', () => {});
    one.on('close', () => {
      if (socket === one) socket = null;
      wake();
    });
    await answered(firstOf(one, 'open', 'close'), 'a handshake of an agent');
    n = 0;
    owed = 0;
    posted = new Map();
    counted = null;
    if (one.readyState === one.OPEN) return one;
    // Revoked by somebody's order, or away for what it got wrong before: all of these are answers.
    world.count(`agents handshake ${status}`);
    if (status >= 500) complain(`an agent's handshake was answered ${status}`);
    away = true;
    await after(20);
    return null;
  };

  const post = (text: string): void => {
    const one = socket;
    if (one === null || one.readyState !== one.OPEN) return;
    last = text;
    owed += 1;
    if (random.below(30) === 0) return one.send(Buffer.from(text), { binary: true });
    const numbered = Numbered.safeParse(parsed(text));
    if (numbered.success) {
      const under = numbered.data.n;
      posted.set(under, (posted.get(under) ?? new Set()).add(text));
      if (under === n + 1) n = under;
    }
    if (random.below(30) > 0) return one.send(text);
    for (const letter of text.slice(0, 6)) one.send(letter, { fin: false });
    return one.send(text.slice(6));
  };

  const right = (): object => {
    if (held !== null && random.below(3) > 0) {
      const attempt = { taskId: held.taskId, generation: held.generation };
      if (!held.accepted) {
        held.accepted = true;
        return { t: 'accept', ...attempt };
      }
      return random.pick<object>([
        { t: 'complete', ...attempt, result, spent, transcript },
        { t: 'fail', ...attempt, reason: 'failed', error: 'no', retryable: true, spent, transcript },
        { t: 'progress', ...attempt, percent: random.below(100), note: 'half', spent },
      ]);
    }
    const made = validFor(kinds[random.below(kinds.length)] ?? true, known, random);
    const about =
      held === null ? {} : { taskId: held.taskId, generation: held.generation + random.below(3) - 1 };
    return { ...(typeof made === 'object' ? made : {}), ...(random.below(3) === 0 ? about : {}) };
  };
  const hello = () => ({
    t: 'hello',
    n: n + 1,
    protocol: hubProtocol,
    agentId: pass.agentId,
    facts: {
      host: 'doors',
      platform: 'linux',
      version: '0',
      capabilities: [],
      executors: [{ kind: 'shell' }],
    },
    holding: held === null ? [] : [{ taskId: held.taskId, generation: held.generation }],
    resources: null,
  });

  for (let sent = 0; sent < count; ) {
    if (random.below(200) === 0) sent += await bareBytes(world, pass.token, random);
    if (socket === null) {
      socket = await dial();
      if (socket === null) {
        sent += 1;
        continue;
      }
      post(JSON.stringify(hello()));
    }
    const one = socket;
    for (
      let burst = 1 + random.below(5);
      burst > 0 && sent < count && one.readyState === one.OPEN;
      burst -= 1, sent += 1
    ) {
      const wanted = { ...(random.below(60) === 0 ? hello() : right()), n: n + 1 };
      switch (random.below(12)) {
        case 0:
          post(last);
          break;
        case 1:
          post(JSON.stringify({ ...wanted, n: random.pick([n, n + 2, 0, -1, 2 ** 53, n + 0.5]) }));
          break;
        case 2:
        case 3:
        case 4:
          post(mutatedText(wanted, last, known, random));
          break;
        default:
          post(JSON.stringify(wanted));
      }
    }
    // Each waits its turn as a frame does, and those behind it with it.
    const flood = random.below(100) === 0 ? 50 : 0;
    for (let ping = 0; ping < flood; ping += 1) one.ping(String(ping));
    if (random.below(150) === 0) post(`{"t":"heartbeat","n":${n + 1},"pad":"${'x'.repeat(300_000)}"}`);
    const settled = new Promise<void>((resolve) => {
      wake = () => {
        if (owed <= 0 || socket !== one) resolve();
      };
      wake();
    });
    if (
      (await answered(settled, `an agent's frames, the last ${last.slice(0, 300)}`, flood > 0 ? 10 : 1)) ===
      null
    )
      one.terminate();
    if (counted !== null) {
      n = counted;
      counted = null;
    }
    if (random.below(80) === 0) one.terminate();
  }
  socket?.close();
}

const ANSWERS: ReadonlySet<string> = new Set(['welcome', 'settled', 'refused', 'rate-limited']);

/** Frames as no library makes them: reserved bits, no mask, lengths that lie, text that is no UTF-8, cut off anywhere. */
async function bareBytes(world: DoorsWorld, token: string, random: Random): Promise<number> {
  const { hostname, port } = new URL(world.hubUrl());
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  const closed = firstOf(socket, 'close');
  socket.write(
    `GET /agents HTTP/1.1\r\nHost: ${hostname}:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ZG9vcnMgZG9vcnMgZG9vcg==\r\nAuthorization: Bearer ${token}\r\n\r\n`,
  );
  const frame = random.pick([
    Buffer.from([0x81, 0x05, 0x68, 0x65, 0x6c, 0x6c, 0x6f]),
    Buffer.from([0xf1, 0x80, 0, 0, 0, 0]),
    Buffer.from([0x81, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]),
    Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0xc3, 0x28]),
    Buffer.from([0x88, 0x82, 0, 0, 0, 0, 0xff, 0xff]),
    Buffer.from([0x80, 0x81, 0, 0, 0, 0, 0x41]),
    Buffer.from(Array.from({ length: 1 + random.below(60) }, () => random.below(256))),
  ]);
  socket.end(frame.subarray(0, 1 + random.below(frame.length)));
  socket.resume();
  if ((await world.answered(closed, 'the end of a connection that broke the framing', 3)) === null)
    socket.destroy();
  return 1;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
