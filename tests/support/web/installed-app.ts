import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const root = join(import.meta.dirname, '../../..');

/** The app as a package carries it: it starts in half the time that the sources take. */
export const installedApp = join(root, 'dist/installed');

const Package = z.object({ files: z.array(z.string()) });

/** Copies what `npm pack` would take from the checkout once everything is built. */
export function installApp(): void {
  const { files } = Package.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  rmSync(installedApp, { recursive: true, force: true });
  for (const file of ['package.json', ...files.filter((pattern) => !pattern.startsWith('!'))])
    cpSync(join(root, file), join(installedApp, file), {
      recursive: true,
      filter: (path) => !path.endsWith('.map'),
    });
}
