import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** Builds the screens once for all end-to-end tests (about two seconds). Playwright's global setup, hence the default export. */
// oxlint-disable-next-line import/no-default-export -- the form Playwright asks for
export default function buildScreens(): void {
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const built = spawnSync(
    join(root, 'node_modules/.bin/node'),
    [vite, 'build', '--config', 'vite.renderer.config.ts', '--logLevel', 'error'],
    { cwd: root, stdio: 'inherit' },
  );
  if (built.status !== 0) throw new Error('the screens did not build; the lines above say why');
}
