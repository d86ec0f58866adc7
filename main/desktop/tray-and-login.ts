import { join } from 'node:path';
import { app, Menu, MessageChannelMain, nativeImage, Tray } from 'electron';
import { setAutostart } from './autostart.ts';
import { type FollowPorts, followEngine } from './follow-engine.ts';
import { smallFile } from './small-file.ts';
import { showTray } from './tray.ts';

export interface TrayAndLoginOptions {
  readonly icons: string;
  readonly toEngine: FollowPorts['toEngine'];
  readonly go: (route: string) => void;
  readonly quit: () => void;
  readonly note: (line: string) => void;
}

/** What stands outside the window, kept as the engine says it should be. */
export function followInTrayAndLogin({ icons, toEngine, go, quit, note }: TrayAndLoginOptions): void {
  const tray = showTray({
    create: () => new Tray(nativeImage.createFromPath(join(icons, 'tray.png')).resize({ width: 22 })),
    menu: (entries) => Menu.buildFromTemplate([...entries]),
    go,
    quit,
  });
  followEngine({
    channel: () => new MessageChannelMain(),
    toEngine,
    showTray: tray.show,
    startAtLogin: (on) =>
      setAutostart(on, {
        platform: process.platform,
        executable: process.env['APPIMAGE'] ?? process.execPath,
        setLoginItem: (open) => app.setLoginItemSettings({ openAtLogin: open, args: ['--hidden'] }),
        file: smallFile(join(app.getPath('home'), '.config/autostart/quarterdeck.desktop'), note),
      }),
  });
}
