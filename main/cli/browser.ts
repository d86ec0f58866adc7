import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { findProgram, hasDisplay, isProgram, isSuperuser } from './host-environment.ts';

export interface BrowserCall {
  readonly program: string;
  readonly args: readonly string[];
  readonly name: string;
}

const linuxNames = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'brave-browser',
  'microsoft-edge',
];

/**
 * How to show `url` in a window of its own (Chromium's app mode), else in the usual browser; null without a display.
 * The link stands in the browser's arguments for a moment, where other users of the machine could read it; it works
 * once, so a person who was overtaken sees that at once. Where that matters, `--no-open`.
 */
export function browserCall(
  url: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): BrowserCall | null {
  if (!hasDisplay(env)) return null;
  const chromium = findChromium(env);
  // As superuser Chromium starts only without its sandbox, which nobody should browse with.
  if (chromium !== null && !isSuperuser()) {
    return { program: chromium, args: [`--app=${url}`], name: 'Chromium' };
  }
  if (process.platform === 'darwin') return { program: '/usr/bin/open', args: [url], name: 'the browser' };
  if (process.platform === 'win32') {
    return { program: 'rundll32.exe', args: ['url.dll,FileProtocolHandler', url], name: 'the browser' };
  }
  const opener = isSuperuser() ? null : findProgram(['xdg-open'], env);
  return opener === null ? null : { program: opener, args: [url], name: 'the browser' };
}

export function findChromium(env: Readonly<Record<string, string | undefined>> = process.env): string | null {
  if (process.platform === 'linux') return findProgram(linuxNames, env);
  const places =
    process.platform === 'darwin'
      ? ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
          (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
        )
      : [env['ProgramFiles'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']].flatMap((base) =>
          base === undefined
            ? []
            : [
                join(base, 'Google', 'Chrome', 'Application', 'chrome.exe'),
                join(base, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
              ],
        );
  return places.find(isProgram) ?? null;
}

/** A browser that cannot run ends with an error at once; one that hands over to a running window ends well. */
const proofMilliseconds = 1_500;

/** Starts the browser and lets go of it. False when it could not be started. */
export function startBrowser({ program, args }: BrowserCall): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: 'ignore', detached: true });
    const proven = setTimeout(() => resolve(true), proofMilliseconds);
    const ended = (well: boolean): void => {
      clearTimeout(proven);
      resolve(well);
    };
    child.once('error', () => ended(false));
    child.once('exit', (code) => ended(code === 0));
    child.unref();
  });
}
