import { execFile } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { extractAll, listPackage } from '@electron/asar';

const root = join(import.meta.dirname, '../..');

export interface PackagingRun {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `npm run package` for a folder instead of an installer. */
export function runPackaging(
  output: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<PackagingRun> {
  const options = { cwd: root, env: { ...process.env, ...env } };
  const all = [join(root, 'scripts/package.mjs'), '--dir', `-c.directories.output=${output}`, ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, all, options, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });
}

/** Where the settings of Electron's program stand in it: this text, their version, their count, one byte for each. */
const fuseMark = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const fuseNames = [
  'runAsNode',
  'enableCookieEncryption',
  'enableNodeOptionsEnvironmentVariable',
  'enableNodeCliInspectArguments',
  'enableEmbeddedAsarIntegrityValidation',
  'onlyLoadAppFromAsar',
  'loadBrowserProcessSpecificV8Snapshot',
  'grantFileProtocolExtraPrivileges',
] as const;

/** A folder that packaging takes for Electron's Linux distribution, though nothing in it runs. */
export function standInDistribution(folder: string): string {
  mkdirSync(join(folder, 'resources'), { recursive: true });
  const program = join(folder, 'electron');
  const wire = Buffer.from([1, fuseNames.length, ...fuseNames.map(() => '0'.charCodeAt(0))]);
  writeFileSync(program, Buffer.concat([Buffer.from(fuseMark), wire]));
  chmodSync(program, 0o755);
  return folder;
}

/** The settings that packaging wrote into the program. */
export function fusesOf(program: string): Readonly<Record<string, boolean>> {
  const bytes = readFileSync(program);
  const at = bytes.indexOf(fuseMark) + fuseMark.length + 2;
  return Object.fromEntries(fuseNames.map((name, index) => [name, bytes[at + index] === '1'.charCodeAt(0)]));
}

export interface PackagedApp {
  /** Every file by its path in the app, those beside the archive included. */
  readonly files: readonly string[];
  readonly bytes: number;
  /** The app as a plain folder, as Electron shows it to the program. */
  readonly folder: string;
}

export function openPackage(resources: string, folder: string): PackagedApp {
  const archive = join(resources, 'app.asar');
  extractAll(archive, folder);
  const unpacked = `${archive}.unpacked`;
  if (existsSync(unpacked)) cpSync(unpacked, folder, { recursive: true });
  const files = listPackage(archive, { isPack: false })
    .map((path) => path.slice(1).replaceAll('\\', '/'))
    .filter((path) => statSync(join(folder, path)).isFile());
  return { files, bytes: files.reduce((sum, path) => sum + statSync(join(folder, path)).size, 0), folder };
}
