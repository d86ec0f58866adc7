import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** A tree of its own with the product's configuration: other tests read the checkout meanwhile. */
const root = join(import.meta.dirname, '../../..');
let tree = '';
let folder = '';

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), 'qd-lint-'));
  folder = join(tree, 'core');
  mkdirSync(folder);
  for (const name of readdirSync(root).filter((file) => /^(tsconfig.*|\.oxlintrc)\.json$/.test(file)))
    copyFileSync(join(root, name), join(tree, name));
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
});
afterAll(() => rmSync(tree, { recursive: true, force: true }));

function complaintsAbout(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  try {
    execFileSync(join(root, 'node_modules/.bin/oxlint'), ['--type-aware', '--no-ignore', file], {
      cwd: tree,
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
