import { access, constants, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join, resolve } from 'node:path';

/** True when the program can be run: a path as it is, a name in one of the folders of PATH. */
export async function isProgramThere(
  program: string,
  host: { readonly folder: string; readonly env: Readonly<Record<string, string | undefined>> },
): Promise<boolean> {
  if (program.includes('/')) {
    return await isExecutable(isAbsolute(program) ? program : resolve(host.folder, program));
  }
  for (const folder of (host.env['PATH'] ?? '').split(delimiter)) {
    if (folder !== '' && (await isExecutable(join(folder, program)))) return true;
  }
  return false;
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
