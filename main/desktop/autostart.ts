import type { SmallFile } from './small-file.ts';

/**
 * Start at login. macOS and Windows have an API for it; Linux desktops read a `.desktop` file in the autostart folder
 * (XDG autostart specification), so there the file is written and removed by us.
 */
export interface AutostartPorts {
  readonly platform: string;
  readonly setLoginItem: (on: boolean) => void;
  readonly file: Pick<SmallFile, 'write'>;
  /** What to start: the AppImage's own path where there is one, else the program. */
  readonly executable: string;
}

export function setAutostart(on: boolean, ports: AutostartPorts): void {
  if (ports.platform !== 'linux') {
    ports.setLoginItem(on);
    return;
  }
  ports.file.write(on ? autostartFile(ports.executable) : null);
}

export function autostartFile(executable: string): string {
  const quoted = `"${executable.replace(/(["`$\\])/g, '\\$1')}"`;
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Quarterdeck',
    'Comment=Watch your programmes from login on',
    `Exec=${quoted} --hidden`,
    'X-GNOME-Autostart-enabled=true',
    'Terminal=false',
    '',
  ].join('\n');
}
