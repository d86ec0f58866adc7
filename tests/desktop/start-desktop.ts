import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { _electron } from '@playwright/test';
import type { DesktopApp, DesktopStart } from './desktop-app.ts';
import { desktopEnvironment } from './desktop-environment.ts';
import type { ElectronParts } from './double/parts.ts';
import { startOnDouble } from './on-double.ts';

const root = join(import.meta.dirname, '../..');

/** Electron's program where its runtime is, found without requiring the package (which would download it). */
function electronProgram(): string | null {
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  const note = join(folder, 'path.txt');
  if (!existsSync(note)) return null;
  const program = join(folder, 'dist', readFileSync(note, 'utf8').trim());
  return existsSync(program) ? program : null;
}

const display = process.platform !== 'linux' || process.env['DISPLAY'] !== undefined;

/** Null where Electron itself can run. */
export const whyDouble: string | null =
  electronProgram() === null ? 'no Electron runtime here' : display ? null : 'no display here';

export function startDesktop(start: DesktopStart): Promise<DesktopApp> {
  return whyDouble === null ? startOnElectron(start) : startOnDouble(start);
}

async function startOnElectron({ folder, args }: DesktopStart): Promise<DesktopApp> {
  const program = electronProgram();
  const app = await _electron.launch({
    ...(program === null ? {} : { executablePath: program }),
    args: [root, `--user-data-dir=${join(folder, 'user')}`, ...args],
    env: desktopEnvironment(folder),
  });
  const child = app.process();
  return {
    process: child,
    ended: once(child, 'exit').then(([code]) => (typeof code === 'number' ? code : null)),
    firstWindow: () => app.firstWindow(),
    windows: () => Promise.resolve(app.windows()),
    addressOf: (page) => page.url(),
    evaluate: (work, given) =>
      app.evaluate(
        (electron, { source, given: input }): unknown => {
          // Electron itself has the parts that tests are given of the double.
          const parts: ElectronParts = electron;
          return Reflect.apply(
            process.getBuiltinModule('node:vm').runInThisContext(`(${source})`),
            undefined,
            [parts, input],
          );
        },
        { source: String(work), given },
      ),
    relaunches: () => [],
    close: () => app.close(),
  };
}
