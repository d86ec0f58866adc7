import { EventEmitter } from 'node:events';
import { DoublePort } from './message-port.ts';
import { Carried, PortBridge } from './port-bridge.ts';

/** Loaded before a utility process's own file: gives it `process.parentPort`, and ends it with its parent. */
const send = process.send?.bind(process);
if (send === undefined) throw new Error('a utility process of the double is started by the double');

const bridge = new PortBridge((carried) => {
  if (process.connected) send(carried);
});
const waiting: unknown[] = [];

class ParentPort extends EventEmitter {
  postMessage(message: unknown, transfer: readonly unknown[] = []): void {
    bridge.post(
      message,
      transfer.filter((port) => port instanceof DoublePort),
    );
  }
}

const parentPort = new ParentPort();
// Messages wait for the first listener, as Electron keeps them.
parentPort.on('newListener', (name) => {
  if (name === 'message')
    setImmediate(() => {
      for (const message of waiting.splice(0)) parentPort.emit('message', message);
    });
});
process.on('message', (raw) => {
  const message = bridge.take(Carried.parse(raw));
  if (message === null) return;
  if (waiting.length > 0 || parentPort.listenerCount('message') === 0) waiting.push(message);
  else parentPort.emit('message', message);
});
process.once('disconnect', () => process.exit());
Object.defineProperty(process, 'parentPort', { value: parentPort });
Object.defineProperty(process, 'type', { value: 'utility' });
