import { execFile } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fail, ok, type Result } from '../../core/kernel/result.ts';
import { makeFoldersSync } from '../../node/files/make-folders.ts';
import { userDataFolder } from './default-workspace.ts';
import { appVersion, installFolder } from './installation.ts';

const run = promisify(execFile);

/** From a checkout the bundle is built first, which takes a while. */
const packTimeout = 180_000;

let packing: Promise<Result<{ readonly file: string; readonly name: string }>> | null = null;

/** The package other hosts install their sidecar from, packed from this very installation. Packed once, then kept. */
export function packTarball(): Promise<Result<{ readonly file: string; readonly name: string }>> {
  packing ??= pack().then((packed) => {
    if (!packed.ok) packing = null;
    return packed;
  });
  return packing;
}

async function pack(): Promise<Result<{ readonly file: string; readonly name: string }>> {
  const folder = join(userDataFolder(), 'packages');
  const name = `quarterdeck-${appVersion}.tgz`;
  const file = join(folder, name);
  const fromCheckout = existsSync(join(installFolder, 'main', 'quarterdeck.ts'));
  // An installed package doesn't change; a checkout may have, since its version was given out.
  if (!fromCheckout && existsSync(file)) return ok({ file, name });
  try {
    makeFoldersSync(folder);
    const scripts = fromCheckout ? [] : ['--ignore-scripts'];
    const args = ['pack', '--silent', ...scripts, '--pack-destination', folder];
    await run('npm', args, { cwd: installFolder, timeout: packTimeout, shell: process.platform === 'win32' });
    if (statSync(file).size > 0) return ok({ file, name });
    return fail('hub.no-package', `npm packed nothing to ${file}.`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail('hub.no-package', `The package for other hosts could not be made: ${reason}`, { folder });
  }
}
