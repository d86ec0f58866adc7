import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { requirePinnedNode } from './pinned-node.mjs';
import { runVitest } from './run-tests.mjs';
import { report } from './test-counts.mjs';

/**
 * `npm run check:files -- FILE|FOLDER...`: what the tests promise of our own documents, over yours: kept to the byte,
 * found again, merged along histories (`name.v1.md`, `name.v2.md`, ...), and random sessions. The files are only read.
 */
requirePinnedNode(import.meta.url);

// npm runs scripts in the checkout; a path is meant from where the person stands.
const paths = process.argv.slice(2).map((path) => resolve(process.env.INIT_CWD ?? '.', path));
const absent = paths.filter((path) => !existsSync(path));
if (paths.length === 0 || absent.length > 0) {
  console.error(
    absent.length > 0
      ? `There is no ${absent.join(', ')}.`
      : 'Name files or folders: npm run check:files -- DIR...',
  );
  process.exitCode = 2;
} else {
  report(runVitest(['--config', 'vitest.files.config.ts'], { QUARTERDECK_FILES: JSON.stringify(paths) }));
}
