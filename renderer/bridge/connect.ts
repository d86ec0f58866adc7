import { createClient, type WireClient } from '../../core/contract/transport/client.ts';
import { reconnectingPort } from '../../core/contract/transport/frame-port.ts';
import { livePath, webSocketPort } from '../../core/contract/transport/web-socket-port.ts';
import { actingAs, forgetActingAs } from './acting-as.ts';
import { setClient } from './client.ts';
import { followConnection } from './connection.ts';
import { desktopPort } from './desktop-port.ts';

const schedule = (milliseconds: number, task: () => void) => {
  const timer = setTimeout(task, milliseconds);
  return () => clearTimeout(timer);
};

/** Connects this window to its engine: the desktop shell's port where there is one, else the web shell's socket. */
export function connect(host: Window): WireClient {
  const desktop = host.quarterdeck;
  const dial =
    desktop === undefined
      ? () => webSocketPort(new WebSocket(new URL(livePath, host.location.href.replace(/^http/, 'ws'))))
      : () => desktopPort(host, desktop);
  const client = createClient(reconnectingPort(dial, schedule), { as: actingAs });
  setClient(client);
  followConnection(client);
  client.onConnection(({ failure }) => {
    // Another workspace may be open at this address than before the reload.
    if (failure?.code === 'actor.not-found') forgetActingAs();
  });
  return client;
}
