import type { MessagePortMain } from 'electron';
import { emitterPort } from '../../core/contract/transport/message-port.ts';
import { machineClock, machineEntropy, machineTimekeeper } from '../../node/machine.ts';
import { openWorkspace } from '../engine/host/open-workspace.ts';
import { startEngine } from '../engine/host/start-engine.ts';
import { desktopNotifications } from '../shells/desktop-notifications.ts';
import { hubOptions } from '../shells/hub-options.ts';
import { askForCommands } from './engine/ask-for-commands.ts';
import { type FromEngine, ToEngine } from './engine/engine-messages.ts';

/**
 * The engine's own process under the desktop shell. Each `connect` message brings one end of a wire; `close` ends the
 * process after running calls answered. Arguments: workspace folder, version of the app.
 */
const [folder = '', appVersion = ''] = process.argv.slice(2);
const waiting: MessagePortMain[] = [];
let accept = (port: MessagePortMain): void => void waiting.push(port);
let close = (): void => process.exit(0);

const toShell = (message: FromEngine): void => process.parentPort.postMessage(message);
const commands = askForCommands(toShell);

process.parentPort.on('message', ({ data, ports }) => {
  const message = ToEngine.parse(data);
  const [port] = ports;
  if (message === 'connect' && port !== undefined) accept(port);
  if (message === 'close') close();
  commands.take(message);
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
      hub: hubOptions(true, commands.start),
      notifications: desktopNotifications(),
    }),
});

if (opened.ok) {
  const workspace = opened.value;
  accept = (port) => workspace.accept(emitterPort(port));
  close = () => void workspace.close().finally(() => process.exit(0));
  for (const port of waiting.splice(0)) accept(port);
} else {
  // The supervisor sees the exit, retries, and tells the person this reason when it keeps failing.
  toShell({ kind: 'failed', message: opened.error.message });
  console.error(`${opened.error.code}: ${opened.error.message}`);
  // The message leaves first.
  setImmediate(() => process.exit(1));
}
