import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { installApp } from './installed-app.ts';

const root = join(import.meta.dirname, '../../..');

/** Builds the screens and the desktop shell once for all end-to-end tests, when anything changed. Playwright's global setup. */
// oxlint-disable-next-line import/no-default-export -- the form Playwright asks for
export default function buildScreens(): void {
  const build = [join(root, 'scripts/build.mjs')];
  const { status } = spawnSync(join(root, 'node_modules/.bin/node'), build, { cwd: root, stdio: 'inherit' });
  if (status !== 0)
    throw new Error('the screens or the desktop shell did not build; the lines above say why');
  installApp();
}
