import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { packageFailure } from './package-failure.mjs';
import { requirePinnedNode } from './pinned-node.mjs';

/** `npm run package`: builds, then packages for the system it runs on. What is lacking is said in one line. */
requirePinnedNode(import.meta.url);
const { buildParts, partNames } = await import('./build-parts.mjs');

if (!buildParts(partNames)) process.exit(1);
const root = join(import.meta.dirname, '..');
const builder = join(root, 'node_modules', 'electron-builder', 'cli.js');
const child = spawn(process.execPath, [builder, '--publish', 'never'], {
  cwd: root,
  stdio: ['ignore', 'pipe', 'pipe'],
});
let said = '';
for (const stream of [child.stdout, child.stderr]) {
  stream.setEncoding('utf8').on('data', (text) => {
    said += text;
    if (!text.includes('⨯')) process.stdout.write(text);
  });
}
child.once('close', (code) => {
  if (code !== 0) console.error(packageFailure(said));
  process.exitCode = code === 0 ? 0 : 6;
});
