import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { type AgentFrame, HubFrame, hubProtocol } from '../../../core/contract/hub/agent-frames.ts';
import type { Assignment } from '../../../core/contract/hub/assignment.ts';
import type { AgentFacts } from '../../../core/domain/fleet/agents/agent.ts';
import type { AttemptResult } from '../../../core/domain/fleet/tasks/verification.ts';
import type { AgentId } from '../../../core/kernel/ids.ts';

type FrameOf<Type extends HubFrame['t']> = Extract<HubFrame, { t: Type }>;
type Unnumbered = AgentFrame extends infer Frame
  ? Frame extends AgentFrame
    ? Omit<Frame, 'n'>
    : never
  : never;

export const plainFacts: AgentFacts = {
  host: 'here',
  platform: 'linux',
  version: '1',
  capabilities: [],
  executors: [{ kind: 'shell' }],
};
export const nothing = { cost: null, tokensIn: 0, tokensOut: 0 };
export const noLines = { lines: [], cutLines: 0, cutBytes: 0 };
export const plainResult: AttemptResult = {
  summary: 'done',
  model: null,
  branch: null,
  commit: null,
  pullRequest: null,
  verified: null,
};

/** A connection to the hub that sends what a test tells it to, right or wrong, and keeps everything it is told. */
export class TestAgent {
  readonly agentId: AgentId;
  readonly socket: WebSocket;
  readonly frames: HubFrame[] = [];
  readonly closed: Promise<number>;
  n = 0;
  #seen = 0;
  #waiting: (() => void)[] = [];

  constructor(url: string, agent: { readonly agentId: AgentId; readonly token: string }) {
    this.agentId = agent.agentId;
    this.socket = new WebSocket(`${url.replace(/^http/, 'ws')}/agents`, {
      headers: { authorization: `Bearer ${agent.token}` },
      rejectUnauthorized: false,
    });
    this.socket.on('message', (data: Buffer) => {
      this.frames.push(HubFrame.parse(JSON.parse(data.toString())));
      this.#wake();
    });
    this.socket.on('error', () => undefined);
    this.closed = new Promise((resolve) => {
      this.socket.once('close', (code) => {
        resolve(code);
        this.#wake();
      });
    });
    onTestFinished(() => this.socket.terminate());
  }

  /** Opened and welcomed. */
  static async connect(
    url: string,
    agent: { readonly agentId: AgentId; readonly token: string },
    holding: { taskId: Assignment['taskId']; generation: number }[] = [],
  ): Promise<TestAgent> {
    const made = await TestAgent.open(url, agent);
    made.hello({ holding });
    await made.next('welcome');
    return made;
  }

  static async open(
    url: string,
    agent: { readonly agentId: AgentId; readonly token: string },
  ): Promise<TestAgent> {
    const made = new TestAgent(url, agent);
    await once(made.socket, 'open');
    return made;
  }

  hello(over: Partial<Omit<Extract<AgentFrame, { t: 'hello' }>, 't' | 'n'>> = {}): number {
    const { agentId } = this;
    return this.send({
      t: 'hello',
      protocol: hubProtocol,
      agentId,
      facts: plainFacts,
      holding: [],
      resources: null,
      ...over,
    });
  }

  send(frame: Unnumbered): number {
    this.n += 1;
    this.socket.send(JSON.stringify({ ...frame, n: this.n }));
    return this.n;
  }

  heartbeat(): number {
    return this.send({ t: 'heartbeat', resources: null });
  }

  complete(attempt: Pick<Assignment, 'taskId' | 'generation'>): number {
    const { taskId, generation } = attempt;
    return this.send({
      t: 'complete',
      taskId,
      generation,
      result: plainResult,
      spent: nothing,
      transcript: noLines,
    });
  }

  /** Sends and resolves with the hub's one answer to it. */
  async ask(frame: Unnumbered): Promise<HubFrame> {
    return this.answerTo(this.send(frame));
  }

  async answerTo(n: number): Promise<HubFrame> {
    return this.until((frame) => 'n' in frame && frame.n === n);
  }

  /** The next frame of this kind that was not asked for yet. */
  async next<Type extends HubFrame['t']>(t: Type): Promise<FrameOf<Type>> {
    const isOne = (frame: HubFrame): frame is FrameOf<Type> => frame.t === t;
    for (;;) {
      for (; this.#seen < this.frames.length; ) {
        const frame = this.frames[this.#seen];
        this.#seen += 1;
        if (frame !== undefined && isOne(frame)) return frame;
      }
      await this.#news(`a frame ${t}`);
    }
  }

  /** The offered attempt, accepted. */
  async takesTask(): Promise<Assignment> {
    const { assignment } = await this.next('assign');
    const { taskId, generation } = assignment;
    const answer = await this.ask({ t: 'accept', taskId, generation });
    if (answer.t !== 'settled') throw new Error(`The acceptance was answered ${JSON.stringify(answer)}`);
    return assignment;
  }

  async until(wanted: (frame: HubFrame) => boolean): Promise<HubFrame> {
    for (;;) {
      const found = this.frames.find(wanted);
      if (found !== undefined) return found;
      await this.#news('an answer');
    }
  }

  async #news(what: string): Promise<void> {
    if (this.socket.readyState === WebSocket.CLOSED)
      throw new Error(`The connection ended before ${what}; last: ${JSON.stringify(this.frames.at(-1))}`);
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #wake(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }
}
