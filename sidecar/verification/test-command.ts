import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readRegular } from '../../node/files/read-regular.ts';

const FILE_BYTES = 1024 * 1024;

/** How a repository is tested, by what lies in its root, in this order; null when nothing says so. */
export function detectTestCommand(folder: string): string | null {
  const has = (name: string): boolean => existsSync(join(folder, name));
  if (hasNpmTest(join(folder, 'package.json'))) return 'npm test';
  const makefile = ['GNUmakefile', 'makefile', 'Makefile'].find(has);
  if (makefile !== undefined && /^test\s*:(?!=)/m.test(readText(join(folder, makefile)))) return 'make test';
  if (has('Cargo.toml')) return 'cargo test';
  if (has('go.mod')) return 'go test ./...';
  if (has('mix.exs')) return 'mix test';
  if (['pytest.ini', 'conftest.py', 'tox.ini', 'setup.cfg', 'pyproject.toml', 'setup.py'].some(has)) {
    return 'python3 -m pytest';
  }
  return null;
}

/** The placeholder that `npm init` writes is no test. */
function hasNpmTest(file: string): boolean {
  try {
    const parsed: unknown = JSON.parse(readText(file));
    if (typeof parsed !== 'object' || parsed === null || !('scripts' in parsed)) return false;
    const { scripts } = parsed;
    if (typeof scripts !== 'object' || scripts === null || !('test' in scripts)) return false;
    return typeof scripts.test === 'string' && !scripts.test.includes('no test specified');
  } catch {
    return false;
  }
}

const readText = (file: string): string => Buffer.from(readRegular(file, FILE_BYTES) ?? []).toString('utf8');
