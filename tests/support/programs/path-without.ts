import { existsSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { tempFolder } from '../temp-folder.ts';

/** The search path, with links to all other programs in place of the folders that hold this one. */
export function pathWithout(program: string): string {
  const path = process.env['PATH'] ?? '';
  return path
    .split(':')
    .map((folder) => {
      if (!existsSync(join(folder, program))) return folder;
      const links = tempFolder();
      for (const name of readdirSync(folder))
        if (name !== program) symlinkSync(join(folder, name), join(links, name));
      return links;
    })
    .join(':');
}
