import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** Where Electron is looked for; requiring its package would download it on the spot, silently. */
export interface RuntimePlaces {
  /** node_modules/electron, or null where it is not installed. */
  readonly package: string | null;
  /** Remembers a failed fetch, so that the next start loses no time. */
  readonly memory: string;
}

export function runtimePlaces(installFolder: string, dataFolder: string): RuntimePlaces {
  const folder = join(installFolder, 'node_modules', 'electron');
  return {
    package: existsSync(join(folder, 'install.js')) ? folder : null,
    memory: join(dataFolder, 'desktop-runtime.json'),
  };
}

/** Electron's executable, or null while it is not (wholly) there. */
export function findRuntime(places: RuntimePlaces): string | null {
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
export function failedBefore(places: RuntimePlaces): string | null {
  try {
    const memory = Memory.parse(JSON.parse(readFileSync(places.memory, 'utf8')));
    return memory.version === runtimeVersion(places) ? memory.reason : null;
  } catch {
    return null;
  }
}

/** Fetches the runtime by its own installer, for at most `patience` ms. Null on success, else the reason, remembered. */
export async function fetchRuntime(places: RuntimePlaces, patience: number): Promise<string | null> {
  if (places.package === null) return 'it is not part of this installation';
  const reason =
    (await runInstaller(places.package, patience)) ??
    (findRuntime(places) === null ? 'nothing arrived' : null);
  if (reason === null) {
    rmSync(places.memory, { force: true });
    return null;
  }
  mkdirSync(dirname(places.memory), { recursive: true });
  writeFileSync(places.memory, JSON.stringify({ version: runtimeVersion(places), reason }));
  return reason;
}

function runInstaller(folder: string, patience: number): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(folder, 'install.js')], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
      // A group of its own, so that whatever it starts ends with it.
      detached: process.platform !== 'win32',
    });
    let told = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      told = (told + text).slice(-4_000);
    });
    let late = false;
    const enough = setTimeout(() => {
      late = true;
      if (child.pid === undefined || process.platform === 'win32') child.kill('SIGKILL');
      else process.kill(-child.pid, 'SIGKILL');
    }, patience);
    child.once('error', (error) => {
      clearTimeout(enough);
      resolve(error.message);
    });
    child.once('close', (code) => {
      clearTimeout(enough);
      if (late) resolve(`no answer within ${Math.round(patience / 1000)} s`);
      else resolve(code === 0 ? null : reasonIn(told));
    });
  });
}

function reasonIn(text: string): string {
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|fetch failed/.test(text)) {
    return 'its release host cannot be reached';
  }
  const line = text.split('\n').find((candidate) => /error/i.test(candidate)) ?? text.split('\n')[0] ?? '';
  return line.trim().slice(0, 160) || 'its installer failed';
}

function runtimeVersion(places: RuntimePlaces): string {
  if (places.package === null) return '';
  const text = readFileSync(join(places.package, 'package.json'), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
