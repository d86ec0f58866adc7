import { z } from 'zod';
import { unreachable } from '../../../core/kernel/unreachable.ts';
import { DoublePort } from './message-port.ts';

/** What crosses between two processes, or between a process and a page, on behalf of ports that moved there. */
export const Carried = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('message'), data: z.unknown().optional(), ports: z.array(z.number()) }),
  z.object({ kind: z.literal('port-message'), id: z.number(), data: z.unknown().optional() }),
  z.object({ kind: z.literal('port-close'), id: z.number() }),
]);
export type Carried = z.infer<typeof Carried>;

/** One side of a connection over which ends of message channels move to the other side. */
export class PortBridge {
  readonly #ports = new Map<number, DoublePort>();
  readonly #send: (carried: Carried) => void;
  #last = 0;

  constructor(send: (carried: Carried) => void) {
    this.#send = send;
  }

  /** Sends a message along with ports, which live on at the other side. */
  post(data: unknown, ports: readonly DoublePort[]): void {
    const moving = ports.map((port, index) => ({ port, id: this.#last + index + 1 }));
    this.#last += ports.length;
    this.#send({ kind: 'message', data, ports: moving.map(({ id }) => id) });
    // Only now: what waits in a port would come before the port itself.
    for (const { port, id } of moving) this.#keep(port, id);
  }

  /** What came from the other side; answers a message with the ports that came along. */
  take(carried: Carried): { readonly data: unknown; readonly ports: readonly DoublePort[] } | null {
    switch (carried.kind) {
      case 'message':
        return { data: carried.data, ports: carried.ports.map((id) => this.#adopt(id)) };
      case 'port-message':
        this.#ports.get(carried.id)?.postMessage(carried.data);
        return null;
      case 'port-close':
        this.#ports.get(carried.id)?.close();
        this.#ports.delete(carried.id);
        return null;
      default:
        return unreachable(carried);
    }
  }

  /** The other side is gone, and every port that lived there. */
  end(): void {
    for (const port of this.#ports.values()) port.close();
    this.#ports.clear();
  }

  #adopt(id: number): DoublePort {
    const [near, far] = DoublePort.pair();
    this.#keep(far, id);
    return near;
  }

  #keep(port: DoublePort, id: number): void {
    this.#ports.set(id, port);
    port.handOver({
      message: (data) => this.#send({ kind: 'port-message', id, data }),
      close: () => {
        this.#ports.delete(id);
        this.#send({ kind: 'port-close', id });
      },
    });
  }
}
