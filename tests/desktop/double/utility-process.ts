import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { DoublePort } from './message-port.ts';
import type { UtilityParts } from './parts.ts';
import { Carried, PortBridge } from './port-bridge.ts';

export interface UtilityOptions {
  readonly serviceName?: string | undefined;
  readonly stdio?: unknown;
  readonly env?: object | undefined;
}

const childSide = new URL('./utility-child-program.ts', import.meta.url).href;

export const utilityProcesses = new Set<DoubleUtilityProcess>();

/** A utility process is a child of its own, with the ports it was sent carried over its channel. */
export class DoubleUtilityProcess extends EventEmitter implements UtilityParts {
  readonly serviceName: string;
  readonly #child: ChildProcess;
  readonly #bridge: PortBridge;

  constructor(path: string, args: readonly string[], { serviceName, stdio, env }: UtilityOptions) {
    super();
    this.serviceName = serviceName ?? 'Node Utility Process';
    const output = stdio === 'pipe' ? 'pipe' : 'inherit';
    this.#child = fork(path, args, {
      execArgv: ['--import', childSide],
      serialization: 'advanced',
      stdio: ['ignore', output, output, 'ipc'],
      env: { ...(env ?? process.env) },
    });
    this.#bridge = new PortBridge((carried) => {
      if (this.#child.connected) this.#child.send(carried);
    });
    utilityProcesses.add(this);
    this.#child.once('spawn', () => this.emit('spawn'));
    this.#child.on('message', (raw) => {
      const message = this.#bridge.take(Carried.parse(raw));
      if (message !== null) this.emit('message', message.data);
    });
    this.#child.once('exit', (code, signal) => {
      utilityProcesses.delete(this);
      this.#bridge.end();
      this.emit('exit', code ?? (signal === null ? 1 : 128));
    });
  }

  get pid(): number | undefined {
    return this.#child.exitCode === null && this.#child.signalCode === null ? this.#child.pid : undefined;
  }

  get stdout() {
    return this.#child.stdout;
  }

  get stderr() {
    return this.#child.stderr;
  }

  postMessage(message: unknown, transfer: readonly unknown[] = []): void {
    this.#bridge.post(
      message,
      transfer.filter((port) => port instanceof DoublePort),
    );
  }

  kill(): boolean {
    return this.#child.kill('SIGTERM');
  }
}
