import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ruledFolders } from '../../../scripts/rules/import-rule-list.ts';

const root = join(import.meta.dirname, '../../..');
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
const pages = [
  'CONTRIBUTING.md',
  ...globSync('{*,{main,renderer,core,db,sidecar,tests,node,scripts,bench}/**/}README.md', { cwd: root }),
];

/** Paths from the root inside code marks, and the targets of links; not those with a placeholder or pattern. */
function namedPaths(page: string, text: string): string[] {
  const own = new RegExp(`(?<![\\w./-])(?:${[...ruledFolders, 'docs', 'assets'].join('|')})/[\\w./-]*`, 'g');
  const inCode = [...text.matchAll(/`([^`\n]+)`/g)]
    .flatMap(([, code = '']) => (/[<*…{}]|NNNN|NAME/.test(code) ? [] : [...code.matchAll(own)]))
    .map(([path]) => join(root, path));
  const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target = '']) =>
    join(root, dirname(page), target),
  );
  return [...inCode, ...links];
}

describe.each(pages)('%s', (page) => {
  const text = readFileSync(join(root, page), 'utf8');
  it('names only paths that exist', () => {
    expect(namedPaths(page, text).filter((path) => !existsSync(path))).toEqual([]);
  });
  it('names only npm scripts that exist', () => {
    const named = [...text.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });
});

it('every top folder has a README', () => {
  const folders = ruledFolders.filter((folder) => existsSync(join(root, folder)));
  expect(folders.filter((folder) => !existsSync(join(root, folder, 'README.md')))).toEqual([]);
});

/** Folders whose files are generated: their number follows from what they show. */
const generated: ReadonlySet<string> = new Set(['docs/guide/images', 'docs/protocol']);

/** Folders with more entries than one should show, and how many: whoever takes one out lowers the number, and none goes up. */
const crowded: Readonly<Record<string, number>> = {
  // What opens a workspace's database, and what all its folders use.
  db: 27,
  // The page of one tracker; its lists, tabs and dialogs have folders.
  'renderer/features/trackers': 26,
};

it('a folder shows at most 25 entries', () => {
  const folders = globSync(`{${[...ruledFolders, 'docs', 'assets'].join(',')}}/**/`, { cwd: root })
    .map((folder) => folder.replace(/\/$/, ''))
    .filter((folder) => !generated.has(folder));
  expect(folders.length).toBeGreaterThan(100);
  const counts = folders.map((folder) => [folder, readdirSync(join(root, folder)).length] as const);
  expect(Object.fromEntries(counts.filter(([, count]) => count > 25))).toEqual(crowded);
});
