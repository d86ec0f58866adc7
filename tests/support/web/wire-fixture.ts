import { vi } from 'vitest';
import type { RowOf, ViewState } from '../../../core/contract/index.ts';
import { createClient, type WireClient } from '../../../core/contract/transport/client.ts';
import {
  type FramePort,
  reconnectingPort,
  type Schedule,
} from '../../../core/contract/transport/frame-port.ts';
import { JobId } from '../../../core/kernel/ids.ts';
import { fail, ok } from '../../../core/kernel/result.ts';
import type { CallContext } from '../../../main/engine/handlers.ts';
import { type FakeWire, fakeWire } from './fake-wire.ts';
import type { Transport, TransportKind } from './transports.ts';

type JobRow = RowOf<'jobs.list'>;

export const jobId = (id: string): JobRow['id'] => JobId.parse(`jo_${id}`);

export const job = (id: string, done = 0): JobRow => ({
  id: jobId(id),
  title: `Job ${id}`,
  state: 'running',
  done,
  total: 10,
  note: '',
  startedAt: 1,
});

const schedule: Schedule = (milliseconds, task) => {
  const timer = setTimeout(task, milliseconds);
  return () => clearTimeout(timer);
};

/** A few handlers of every temper behind one transport, and clients to it. */
export class WireFixture {
  jobs: JobRow[] = [job('a'), job('b'), job('c')];
  reads = 0;
  readonly seen: { input: unknown; context: CallContext }[] = [];
  /** Ends the waiting of each handler that waits, in the order they started. */
  readonly release: (() => void)[] = [];
  wire: FakeWire = this.build();
  readonly #clients: WireClient[] = [];
  #transport: Transport | null = null;

  async start(kind: TransportKind): Promise<this> {
    this.#transport = await kind.start((port) => this.wire.server.accept(port));
    return this;
  }

  async stop(): Promise<void> {
    for (const go of this.release) go();
    for (const client of this.#clients) client.close();
    await this.#transport?.stop();
  }

  dial(): FramePort {
    if (this.#transport === null) throw new Error('not started');
    return this.#transport.dial();
  }

  cut(): void {
    this.#transport?.cut();
  }

  connect(options: { reconnect?: boolean; as?: string } = {}): WireClient {
    const port = options.reconnect === true ? reconnectingPort(() => this.dial(), schedule) : this.dial();
    const client = createClient(port, { verify: true, as: () => options.as ?? null });
    this.#clients.push(client);
    return client;
  }

  /** Collects states; `until` resolves with the first one that fits, past ones included. */
  watchJobs(client: WireClient) {
    const states: ViewState<'jobs.list'>[] = [];
    const stop = client.watch('jobs.list', {}, (state) => states.push(state));
    const until = (fits: (state: ViewState<'jobs.list'>) => boolean) =>
      vi.waitFor(
        () => {
          const found = states.find(fits);
          if (found === undefined) throw new Error(`not yet: ${JSON.stringify(states.at(-1))}`);
          return found;
        },
        { timeout: 5000, interval: 5 },
      );
    return { states, stop, until };
  }

  build(workspace = 'ws-test'): FakeWire {
    const waiting = (): Promise<void> => new Promise((resolve) => this.release.push(resolve));
    return fakeWire(
      {
        calls: {
          'search.find': async (input, context) => {
            this.seen.push({ input, context });
            if (input.text === 'wait') await waiting();
            if (context.signal.aborted) return fail('job.cancelled', 'It was given up.');
            if (input.text === 'throw') throw new Error('secret inside: /home/someone');
            return ok({ hits: [], total: input.text.length, milliseconds: 1 });
          },
          'jobs.cancel': async (input, context) => {
            this.seen.push({ input, context });
            if (input.jobId === 'jo_wait') await waiting();
            return input.jobId === 'jo_gone' ? fail('job.not-found', 'There is no such job.') : ok({});
          },
          'layout.get': () => ok({ value: 'ü'.repeat(400_000) }),
          // An undeclared code: a bug of the handler, which the gateway must not let pass in tests.
          'layout.set': () => fail('made.up', 'never declared'),
        },
        views: {
          'jobs.list': {
            topics: () => ['jobs'],
            read: () => {
              this.reads += 1;
              return { rows: this.jobs.map((row) => ({ ...row })), extra: {} };
            },
          },
          'bridge.needs': {
            topics: () => ['fleet-needs'],
            read: () => {
              throw new Error('broken view');
            },
          },
        },
      },
      workspace,
    );
  }
}
