import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');

const PATHS_FROM_HERE = [
  /import\.meta\.dirname\s*,\s*(['"`])([^'"`$]+)/g,
  /new URL\(\s*(['"`])([^'"`$]+)\1\s*,\s*import\.meta\.url/g,
  /(?:\bfrom|\bimport\(?)\s*(['"])(\.[^'"]+)\1/g,
];
const PATHS_FROM_ROOT = /\broot\s*,\s*(['"`])(\.\.[^'"`$]*)/g;

/** Paths in this text that lead out of the checkout, when the text is the file `name`. */
function pathsLeadingOut(name: string, text: string): string[] {
  const found = PATHS_FROM_HERE.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(([, , path = '']) => [dirname(name), path] as const),
  ).concat([...text.matchAll(PATHS_FROM_ROOT)].map(([, , path = '']) => ['.', path] as const));
  return found
    .filter(([from, path]) => relative(root, resolve(root, from, path)).startsWith('..'))
    .map(([, path]) => `${name}: ${path}`);
}

/** The code these cases stand for, written so that this file is not caught itself. */
const written = (text: string) => text.replaceAll('"', "'").replaceAll('<up>', '../../..');

describe('a test stays inside the checkout', () => {
  const files = globSync('{tests,bench,scripts}/**/*.{ts,tsx,mjs}', { cwd: root });

  it('no test, bench or script names a path that leads out', () => {
    expect(files.length).toBeGreaterThan(200);
    expect(files.flatMap((name) => pathsLeadingOut(name, readFileSync(join(root, name), 'utf8')))).toEqual(
      [],
    );
  });

  it.each([
    ['a folder', 'join(import.meta.dirname, "<up>/../elsewhere")'],
    ['a folder over two lines', 'join(\n  import.meta.dirname,\n  "<up>/..",\n)'],
    ['an address', 'new URL("<up>/../elsewhere/", import.meta.url)'],
    ['an import', 'import { x } from "<up>/../elsewhere/x.ts"'],
    ['a folder beside the root', 'join(root, "<up>/elsewhere")'],
  ])('%s outside is refused', (_what, text) => {
    expect(pathsLeadingOut('tests/unit/area/x.test.ts', written(text))).toHaveLength(1);
  });

  it.each([
    ['a folder', 'join(import.meta.dirname, "<up>/assets")'],
    ['the root', 'resolve(import.meta.dirname, "<up>")'],
    ['a path that is data', 'confined("../../etc/passwd")'],
  ])('%s inside is allowed', (_what, text) => {
    expect(pathsLeadingOut('tests/unit/area/x.test.ts', written(text))).toEqual([]);
  });
});
