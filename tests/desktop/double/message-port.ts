import { EventEmitter } from 'node:events';
import type { PortParts } from './parts.ts';

/** Where an end of a channel went that left this process. */
export interface Carrier {
  message(data: unknown): void;
  close(): void;
}

/** An end of a message channel. Messages wait until it is started, and arrive after the current task, as in Electron. */
export class DoublePort extends EventEmitter implements PortParts {
  #other: DoublePort | null = null;
  #waiting: unknown[] = [];
  #started = false;
  #closed = false;
  #carrier: Carrier | null = null;

  static pair(): readonly [DoublePort, DoublePort] {
    const one = new DoublePort();
    const other = new DoublePort();
    one.#other = other;
    other.#other = one;
    return [one, other];
  }

  postMessage(data: unknown): void {
    if (!this.#closed) this.#other?.receive(structuredClone(data));
  }

  start(): void {
    this.#started = true;
    for (const data of this.#waiting.splice(0)) this.#arrive(data);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#other?.lose();
  }

  /** This end leaves the process: what arrives here goes on to `carrier`. */
  handOver(carrier: Carrier): void {
    this.#carrier = carrier;
    for (const data of this.#waiting.splice(0)) carrier.message(data);
    if (this.#closed) carrier.close();
  }

  private receive(data: unknown): void {
    if (this.#carrier !== null) this.#carrier.message(data);
    else if (this.#started) this.#arrive(data);
    else this.#waiting.push(data);
  }

  private lose(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#carrier === null) setImmediate(() => this.emit('close'));
    else this.#carrier.close();
  }

  #arrive(data: unknown): void {
    setImmediate(() => this.emit('message', { data, ports: [] }));
  }
}

export class DoubleMessageChannel {
  readonly port1: DoublePort;
  readonly port2: DoublePort;
  constructor() {
    [this.port1, this.port2] = DoublePort.pair();
  }
}
