import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { makeFoldersSync } from '../../node/files/make-folders.ts';
import { captureRun } from '../../node/processes/captured-run.ts';
import { childEnvironment } from '../../node/processes/child-environment.ts';

const OUTPUT_BYTES = 16 * 1024 * 1024;

/** Where Electron is looked for; requiring its package would download it on the spot, silently. */
export interface RuntimePaths {
  /** node_modules/electron, or null where it is not installed. */
  readonly package: string | null;
  /** Remembers a failed fetch, so that the next start loses no time. */
  readonly memory: string;
}

export function runtimePaths(installFolder: string, dataFolder: string): RuntimePaths {
  const folder = join(installFolder, 'node_modules', 'electron');
  return {
    package: existsSync(join(folder, 'install.js')) ? folder : null,
    memory: join(dataFolder, 'desktop-runtime.json'),
  };
}

/** Electron's executable, or null while it is not (wholly) there. */
export function findRuntime(places: RuntimePaths): string | null {
  if (places.package === null) return null;
  try {
    const program = readFileSync(join(places.package, 'path.txt'), 'utf8').trim();
    const dist = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(places.package, 'dist');
    const path = join(dist, program);
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}

const Memory = z.object({ version: z.string(), reason: z.string() });

/** Why fetching this version failed before; null when it was never tried. */
export function failedBefore(places: RuntimePaths): string | null {
  try {
    const memory = Memory.parse(JSON.parse(readFileSync(places.memory, 'utf8')));
    return memory.version === runtimeVersion(places) ? memory.reason : null;
  } catch {
    return null;
  }
}

/** Fetches the runtime by its own installer, for at most `timeout` ms. Null on success, else the reason, remembered. */
export async function fetchRuntime(places: RuntimePaths, timeout: number): Promise<string | null> {
  if (places.package === null) return 'it is not part of this installation';
  const reason =
    (await runInstaller(places.package, timeout)) ??
    (findRuntime(places) === null ? 'nothing arrived' : null);
  if (reason === null) {
    rmSync(places.memory, { force: true });
    return null;
  }
  makeFoldersSync(dirname(places.memory));
  writeFileSync(places.memory, JSON.stringify({ version: runtimeVersion(places), reason }));
  return reason;
}

async function runInstaller(folder: string, timeout: number): Promise<string | null> {
  const { end, ok, tail } = await captureRun({
    command: process.execPath,
    args: [join(folder, 'install.js')],
    folder,
    env: childEnvironment(process.env, []),
    seconds: timeout / 1000,
    outputBytes: OUTPUT_BYTES,
    graceMs: 1_000,
    signal: new AbortController().signal,
  });
  if (ok) return null;
  if (end.how === 'timed-out') return `no answer within ${Math.round(timeout / 1000)} s`;
  return end.how === 'not-started' ? end.message : reasonIn(tail);
}

function reasonIn(text: string): string {
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|fetch failed/.test(text)) {
    return 'its release host cannot be reached';
  }
  const line = text.split('\n').find((candidate) => /error/i.test(candidate)) ?? text.split('\n')[0] ?? '';
  return line.trim().slice(0, 160) || 'its installer failed';
}

function runtimeVersion(places: RuntimePaths): string {
  if (places.package === null) return '';
  const text = readFileSync(join(places.package, 'package.json'), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
