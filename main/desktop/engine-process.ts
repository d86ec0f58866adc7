import type { MessagePortMain } from 'electron';
import { emitterPort } from '../../core/contract/transport/message-port.ts';
import { machineClock, machineEntropy, machineTimekeeper } from '../../node/machine.ts';
import { openWorkspace } from '../engine/host/open-workspace.ts';
import { startEngine } from '../engine/host/start-engine.ts';
import { hubOptions } from '../shells/hub-options.ts';

/**
 * The engine's own process under the desktop shell. Each `connect` message brings one end of a wire; `close` ends the
 * process after running calls answered. Arguments: workspace folder, version of the app.
 */
const [folder = '', appVersion = ''] = process.argv.slice(2);
const waiting: MessagePortMain[] = [];
let accept = (port: MessagePortMain): void => void waiting.push(port);
let close = (): void => process.exit(0);

process.parentPort.on('message', ({ data, ports }) => {
  const [port] = ports;
  if (data === 'connect' && port !== undefined) accept(port);
  if (data === 'close') close();
});

const opened = await openWorkspace({
  folder,
  shell: 'desktop',
  appVersion,
  clock: machineClock,
  entropy: machineEntropy,
  startEngine: () =>
    startEngine({
      folder,
      shell: 'desktop',
      appVersion,
      timekeeper: machineTimekeeper,
      entropy: machineEntropy,
      passphrase: null,
      sample: true,
      log: { level: 'info' },
      watch: true,
      hub: hubOptions(true),
    }),
});

if (opened.ok) {
  const workspace = opened.value;
  accept = (port) => workspace.accept(emitterPort(port));
  close = () => void workspace.close().finally(() => process.exit(0));
  for (const port of waiting.splice(0)) accept(port);
} else {
  // The supervisor sees the exit, retries, and tells the person when it keeps failing; the reason is in the log.
  console.error(`${opened.error.code}: ${opened.error.message}`);
  process.exit(1);
}
