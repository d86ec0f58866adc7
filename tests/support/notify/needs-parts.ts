import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { TestContext } from 'vitest';
import { notRun, onLinux } from '../not-run.ts';

/** Leaves the test out where one of these programs is not installed; `tests/setup/install.mjs` has their packages. */
export function needsParts(context: TestContext, programs: readonly string[]): void {
  onLinux(context);
  const absent = programs.filter((program) => !isInstalled(program));
  if (absent.length > 0) notRun(context, `${absent.join(', ')} is not installed`);
}

function isInstalled(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
