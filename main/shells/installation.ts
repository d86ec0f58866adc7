import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** The folder of package.json: the checkout from source, the package when installed. */
export const installFolder: string = findInstallFolder(import.meta.dirname);

export const appVersion: string = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(join(installFolder, 'package.json'), 'utf8'))).version;

/** The built screens. */
export const screensFolder = join(installFolder, 'dist', 'renderer');

export const screensBuilt = (): boolean => existsSync(join(screensFolder, 'index.html'));

/** Program and entry that run this command line as another process. */
export const ownCommand = (): readonly string[] => [process.execPath, join(installFolder, 'quarterdeck.mjs')];

/** The same for the `agent` commands, with their arguments. */
export const agentCommand = (...args: readonly string[]): readonly string[] => [
  ...ownCommand(),
  'agent',
  ...args,
];

function findInstallFolder(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (dirname(folder) === folder) throw new Error(`no package.json above ${from}`);
  }
}
