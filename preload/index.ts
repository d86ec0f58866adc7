import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { connectChannel, portMessage } from '../core/contract/transport/desktop-wire.ts';

/**
 * The whole preload: one verb without arguments that asks the main process for a wire to the engine, answered by a
 * window message that carries the port (a MessagePort cannot cross the worlds any other way), and where a file lies that
 * a person dropped on the window. No generic send or on.
 * One CommonJS bundle, because a sandboxed preload cannot be a module.
 */
ipcRenderer.on(connectChannel, (event) => {
  const [port] = event.ports;
  if (port !== undefined) window.postMessage(portMessage, '*', [port]);
});

contextBridge.exposeInMainWorld('quarterdeck', {
  openPort: () => ipcRenderer.send(connectChannel),
  pathOf: (file: File) => webUtils.getPathForFile(file),
});
