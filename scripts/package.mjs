import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { packageFailure } from './package-failure.mjs';
import { requirePinnedNode } from './pinned-node.mjs';

/**
 * `npm run package [-- --dir ...]`: builds, then packages for the system it runs on. What is lacking is said in one line.
 * Arguments go to electron-builder.
 */
requirePinnedNode(import.meta.url);
const { buildParts, partNames } = await import('./build-parts.mjs');

if (!buildParts(partNames)) process.exit(1);
const root = join(import.meta.dirname, '..');
const builder = join(root, 'node_modules', 'electron-builder', 'cli.js');
const child = spawn(process.execPath, [builder, '--publish', 'never', ...process.argv.slice(2)], {
  cwd: root,
  stdio: ['ignore', 'pipe', 'pipe'],
});
let said = '';
let failed = false;
for (const stream of [child.stdout, child.stderr]) {
  stream.setEncoding('utf8').on('data', (text) => {
    said += text;
    // From the first sign of failure on it is a stack, whatever the pieces it comes in.
    failed ||= text.includes('⨯');
    if (!failed) process.stdout.write(text);
  });
}
child.once('close', (code) => {
  if (code !== 0) console.error(packageFailure(said));
  process.exitCode = code === 0 ? 0 : 6;
});
