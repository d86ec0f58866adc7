import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A screen a window or browser can appear on. */
export function hasDisplay(env: Readonly<Record<string, string | undefined>> = process.env): boolean {
  if (process.platform === 'win32' || process.platform === 'darwin')
    return env['SSH_CONNECTION'] === undefined;
  return (env['DISPLAY'] ?? '') !== '' || (env['WAYLAND_DISPLAY'] ?? '') !== '';
}

export function isSuperuser(): boolean {
  return process.getuid?.() === 0;
}

/** The first of these programs on the PATH. */
export function findProgram(
  names: readonly string[],
  env: Readonly<Record<string, string | undefined>> = process.env,
): string | null {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const name of names) {
    for (const folder of folders) {
      const path = join(folder, name);
      if (isProgram(path)) return path;
    }
  }
  return null;
}

export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
