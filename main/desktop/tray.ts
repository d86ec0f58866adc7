import type { Menu, Tray } from 'electron';
import type { TrayModel } from './tray-model.ts';

export interface TrayPorts {
  create(): Tray;
  menu(entries: readonly { label: string; click: () => void }[]): Menu;
  go(route: string): void;
  quit(): void;
}

/** Draws the published tray model; returns what shows the next one. */
export function showTray(ports: TrayPorts): { readonly show: (model: TrayModel) => void } {
  const tray = ports.create();
  tray.on('click', () => ports.go('/'));
  return {
    show(model) {
      tray.setToolTip(model.tooltip);
      tray.setContextMenu(
        ports.menu([
          ...model.entries.map(({ label, route }) => ({ label, click: () => ports.go(route ?? '/') })),
          { label: 'Quit', click: () => ports.quit() },
        ]),
      );
    },
  };
}
