import type { MessagePortMain } from 'electron';
import { createClient } from '../../core/contract/transport/client.ts';
import { reconnectingPort } from '../../core/contract/transport/frame-port.ts';
import { emitterPort } from '../../core/contract/transport/message-port.ts';
import { schedule } from '../engine/host/schedule.ts';
import { type TrayModel, trayModel } from './tray-model.ts';

export interface FollowPorts {
  channel(): { readonly port1: MessagePortMain; readonly port2: MessagePortMain };
  toEngine(port: MessagePortMain): void;
  showTray(model: TrayModel): void;
  startAtLogin(on: boolean): void;
}

/** Follows the engine as one client among others: the tray's words and start at login come from the contract. */
export function followEngine(ports: FollowPorts): void {
  ports.showTray(trayModel(null));
  const dial = () => {
    const { port1, port2 } = ports.channel();
    ports.toEngine(port2);
    return emitterPort(port1);
  };
  const client = createClient(reconnectingPort(dial, schedule));
  client.watch('workspace.status', {}, ({ phase, rows }) => {
    ports.showTray(trayModel(phase === 'live' ? (rows[0] ?? null) : null));
  });
  let atLogin: boolean | null = null;
  client.watch('settings.get', {}, ({ phase, rows }) => {
    const wanted = rows[0]?.startAtLogin;
    if (phase !== 'live' || wanted === undefined || wanted === atLogin) return;
    atLogin = wanted;
    ports.startAtLogin(wanted);
  });
}
