import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Below the repository root, so that the linter reads the same types and configuration as for the product. */
const root = join(import.meta.dirname, '../../..');
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(root, 'core/lint-bites-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function complaintsAbout(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  try {
    execFileSync(join(root, 'node_modules/.bin/oxlint'), ['--type-aware', '--no-ignore', file], {
      cwd: root,
      encoding: 'utf8',
    });
    return '';
  } catch (error) {
    return error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error);
  }
}

describe('the lint rules bite', { timeout: 180_000 }, () => {
  it.each([
    [
      'a file over 400 lines',
      'long.ts',
      'export const x = 1;\n'.repeat(1) + '// reason\n'.repeat(400),
      'max-lines',
    ],
    [
      'any',
      'any.ts',
      'export function read(value: any): string {\n  return String(value);\n}\n',
      'no-explicit-any',
    ],
    [
      'a floating promise',
      'floating.ts',
      'async function save(): Promise<void> {}\nexport function run(): void {\n  save();\n}\n',
      'no-floating-promises',
    ],
    [
      'a non-null assertion',
      'bang.ts',
      'export const first = (list: string[]): string => list[0]!;\n',
      'no-non-null-assertion',
    ],
    [
      'a cast that silences',
      'cast.ts',
      'export const read = (value: unknown): string => value as string;\n',
      'no-unsafe-type-assertion',
    ],
    ['a silenced compiler', 'silence.ts', '// @ts-ignore\nexport const x: number = 1;\n', 'ban-ts-comment'],
    ['a default export', 'default.ts', 'export default 1;\n', 'no-default-export'],
    [
      'the wall clock in core',
      'clock.ts',
      'export const at = (): number => Date.now();\n',
      'no-restricted-properties',
    ],
    [
      'randomness in core',
      'random.ts',
      'export const dice = (): number => Math.random();\n',
      'no-restricted-properties',
    ],
    [
      'a disabled test',
      'off.test.ts',
      "import { it } from 'vitest';\nit.skip('later', () => {});\n",
      'no-disabled-tests',
    ],
    [
      'a focused test',
      'only.test.ts',
      "import { it } from 'vitest';\nit.only('now', () => {});\n",
      'no-focused-tests',
    ],
  ])('%s is refused', (_what, name, text, rule) => {
    expect(complaintsAbout(name, text)).toContain(rule);
  });

  it('files that need each other while running are refused', () => {
    writeFileSync(
      join(folder, 'there.ts'),
      "import { here } from './here.ts';\nexport const there = () => here;\n",
    );
    const text = "import { there } from './there.ts';\nexport const here = () => there;\n";
    expect(complaintsAbout('here.ts', text)).toContain('no-cycle');
  });

  it('code without any of these passes', () => {
    expect(complaintsAbout('fine.ts', 'export const double = (value: number): number => value * 2;\n')).toBe(
      '',
    );
  });
});
