import { WebSocket } from 'ws';
import { type AgentFrame, HubFrame, hubProtocol } from '../../../core/contract/hub/agent-frames.ts';
import type { Assignment } from '../../../core/contract/hub/assignment.ts';
import type { AgentFacts } from '../../../core/domain/fleet/agents/agent.ts';
import { nothingSpent } from '../../../core/domain/fleet/money/money.ts';
import type { AgentId } from '../../../core/kernel/ids.ts';

type HubFrameOf<Type extends HubFrame['t']> = Extract<HubFrame, { t: Type }>;
/** A frame as a test writes it: its number is given here. */
type Unnumbered<Frame> = Frame extends AgentFrame ? Omit<Frame, 'n'> : never;
type AttemptKey = Pick<Assignment, 'taskId' | 'generation'>;

export interface TestAgentOptions {
  readonly url: string;
  readonly token: string;
  readonly agentId: AgentId;
  readonly facts?: Partial<AgentFacts>;
  readonly holding?: readonly AttemptKey[];
}

/** An agent that does nothing by itself: it speaks the protocol's frames over a real WebSocket. */
export interface TestAgent {
  readonly welcome: HubFrameOf<'welcome'>;
  /** Sends and waits for what the hub says to it. */
  ask(frame: Unnumbered<AgentFrame>): Promise<HubFrameOf<'settled'> | HubFrameOf<'refused'>>;
  /** The next frame of this kind, whether it came already or is still to come. */
  next<Type extends HubFrame['t']>(type: Type): Promise<HubFrameOf<Type>>;
  /** Accepts the next offer. */
  takeOffer(): Promise<Assignment>;
  complete(
    attempt: AttemptKey,
    verified?: boolean | null,
  ): Promise<HubFrameOf<'settled'> | HubFrameOf<'refused'>>;
  fail(attempt: AttemptKey, error: string): Promise<HubFrameOf<'settled'> | HubFrameOf<'refused'>>;
  /** Pulls the plug: no goodbye. */
  drop(): Promise<void>;
}

const timeoutMs = 10_000;

export async function connectTestAgent(options: TestAgentOptions): Promise<TestAgent> {
  const { url, token, agentId, holding = [] } = options;
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/agents`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const arrived: HubFrame[] = [];
  const waiting = new Set<() => void>();
  const wake = (): void => {
    for (const recheck of waiting) recheck();
  };
  let gone = false;
  socket.on('message', (data) => {
    const text = Buffer.isBuffer(data) ? data.toString('utf8') : '';
    arrived.push(HubFrame.parse(JSON.parse(text)));
    wake();
  });
  socket.on('error', () => socket.terminate());
  socket.on('close', () => {
    gone = true;
    wake();
  });

  /** Takes the first frame that fits out of what arrived, or waits for it. */
  const take = <Frame extends HubFrame>(
    what: string,
    fits: (frame: HubFrame) => frame is Frame,
  ): Promise<Frame> =>
    new Promise((resolve, reject) => {
      const finish = (settle: () => void): void => {
        clearTimeout(timer);
        waiting.delete(recheck);
        settle();
      };
      const recheck = (): void => {
        for (const [index, frame] of arrived.entries()) {
          if (!fits(frame)) continue;
          arrived.splice(index, 1);
          return finish(() => resolve(frame));
        }
        if (gone) finish(() => reject(new Error(`the hub closed the connection before ${what}`)));
      };
      const timer = setTimeout(
        () => finish(() => reject(new Error(`no ${what} came; came: ${JSON.stringify(arrived)}`))),
        timeoutMs,
      );
      waiting.add(recheck);
      recheck();
    });
  const isOf =
    <Type extends HubFrame['t']>(type: Type) =>
    (frame: HubFrame): frame is HubFrameOf<Type> =>
      frame.t === type;

  let n = 0;
  const send = (frame: Unnumbered<AgentFrame>): number => {
    n += 1;
    socket.send(JSON.stringify({ ...frame, n }));
    return n;
  };
  const ask: TestAgent['ask'] = (frame) => {
    const sent = send(frame);
    return take(
      `answer to ${frame.t}`,
      (one): one is HubFrameOf<'settled'> | HubFrameOf<'refused'> =>
        (one.t === 'settled' || one.t === 'refused') && one.n === sent,
    );
  };

  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('unexpected-response', (_request, response) =>
      reject(new Error(`the hub answered ${response.statusCode}`)),
    );
    socket.once('close', () => reject(new Error('the hub closed the connection')));
  });
  send({
    t: 'hello',
    protocol: hubProtocol,
    agentId,
    facts: {
      host: 'test-host',
      platform: 'linux',
      version: '0.0.0-test',
      capabilities: [],
      executors: [{ kind: 'shell' }],
      ...options.facts,
    },
    holding: [...holding],
    resources: null,
  });
  const welcome = await take('welcome', isOf('welcome'));
  const transcript = { lines: [], cutLines: 0, cutBytes: 0 };

  return {
    welcome,
    ask,
    next: (type) => take(type, isOf(type)),
    async takeOffer() {
      const { assignment } = await take('offer', isOf('assign'));
      const { taskId, generation } = assignment;
      const accepted = await ask({ t: 'accept', taskId, generation });
      if (accepted.t === 'refused') throw new Error(`${accepted.code}: ${accepted.message}`);
      return assignment;
    },
    complete: ({ taskId, generation }, verified = null) =>
      ask({
        t: 'complete',
        taskId,
        generation,
        result: {
          summary: 'Done.',
          model: null,
          branch: null,
          commit: null,
          pullRequest: null,
          verified,
        },
        spent: nothingSpent,
        transcript,
      }),
    fail: ({ taskId, generation }, error) =>
      ask({
        t: 'fail',
        taskId,
        generation,
        reason: 'failed',
        error,
        retryable: true,
        spent: nothingSpent,
        transcript,
      }),
    drop: () =>
      new Promise((resolve) => {
        if (gone) return resolve();
        socket.once('close', () => resolve());
        socket.terminate();
      }),
  };
}
