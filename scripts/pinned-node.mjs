import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Runs the calling script on the Node pinned in package.json. Started by an older Node, the script is run again by the
 * pinned one and this call does not return; without a pinned Node it ends with one clear line.
 *
 * @param {string} script `import.meta.url` of the caller
 */
export function requirePinnedNode(script) {
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= 24) return;
  const root = join(dirname(fileURLToPath(import.meta.url)), '..');
  const pinned = join(
    root,
    'node_modules',
    'node',
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  if (!existsSync(pinned) || process.env.QUARTERDECK_PINNED === '1') {
    console.error(
      `Quarterdeck needs Node 24 or newer; this is ${process.version}. Run "npm ci" first: it brings the right one.`,
    );
    process.exit(2);
  }
  const env = {
    ...process.env,
    QUARTERDECK_PINNED: '1',
    PATH: `${dirname(pinned)}:${process.env.PATH ?? ''}`,
  };
  const run = spawnSync(pinned, [fileURLToPath(script), ...process.argv.slice(2)], { stdio: 'inherit', env });
  process.exit(run.status ?? 1);
}
