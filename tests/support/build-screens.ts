import { spawnSync } from 'node:child_process';
import { existsSync, globSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const built = join(root, 'dist/renderer');

const changedAt = (path: string) => statSync(path).mtimeMs;

/** True when the built screens are newer than everything they are made from. */
function isFresh(): boolean {
  const index = join(built, 'index.html');
  if (!existsSync(index)) return false;
  const since = changedAt(index);
  const sources = globSync(
    ['renderer/**/*.*', 'core/**/*.ts', 'vite.renderer.config.ts', 'package-lock.json'],
    {
      cwd: root,
    },
  );
  return sources.every((path) => changedAt(join(root, path)) <= since);
}

/** Builds the screens once for all end-to-end tests, when anything changed. Playwright's global setup. */
// oxlint-disable-next-line import/no-default-export -- the form Playwright asks for
export default function buildScreens(): void {
  if (isFresh()) return;
  // Built beside and swapped in at the end: an app that serves the screens now never finds half of them.
  const next = join(root, `dist/renderer-${process.pid}`);
  const run = spawnSync(
    join(root, 'node_modules/.bin/node'),
    [
      'node_modules/vite/bin/vite.js',
      'build',
      '--config',
      'vite.renderer.config.ts',
      '--logLevel',
      'error',
      '--outDir',
      next,
    ],
    { cwd: root, stdio: 'inherit' },
  );
  if (run.status !== 0) throw new Error('the screens did not build; the lines above say why');
  rmSync(built, { recursive: true, force: true });
  renameSync(next, built);
}
