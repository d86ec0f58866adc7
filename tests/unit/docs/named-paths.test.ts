import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ruledFolders } from '../../../scripts/rules/import-rule-list.ts';

const root = join(import.meta.dirname, '../../..');
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
const folders = [...ruledFolders, 'docs', 'assets'];
const tracked = globSync([`{${folders.join(',')}}/**/*.*`, '*.*'], { cwd: root });
const pages = ['CONTRIBUTING.md', ...tracked.filter((file) => basename(file) === 'README.md')];

/** A source file run by whichever Node is on the path: only the pinned one can. */
const bareNode = /(?<!npx )\bnode (?:--[\w-]+ )*[\w./-]+\.ts\b/;

/** Names of files that are many, or that a reader is to make: no single path is meant. */
const kinds: ReadonlySet<string> = new Set(['feature.tsx', 'store.ts', 'entity-kinds.ts']);

/** What stands in code marks, word by word; not words with a placeholder or pattern. */
function codeWords(text: string): string[] {
  return [...text.matchAll(/`([^`\n]+)`/g)]
    .flatMap(([, code = '']) => code.split(/[\s,()'"]+/))
    .filter((word) => !/[<*…{}$]|NNNN|NAME/.test(word));
}

/** Folders from the root, and source files and pages from wherever they are named: from the page, the root, or by their end. */
function unknownPaths(page: string, text: string): string[] {
  const fromRoot = new RegExp(`^(?:${folders.join('|')})/[\\w./-]*$`);
  const file = /^(?:[\w@.-]+\/)*[\w@-][\w@.-]*\.(?:tsx?|mjs|css|sql|md)$/;
  const inCode = codeWords(text).filter((word) => {
    if (kinds.has(word)) return false;
    if (file.test(word)) return !names(page, word);
    return fromRoot.test(word) && !existsSync(join(root, word));
  });
  const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target = '']) => target);
  return [...inCode, ...links.filter((target) => !existsSync(join(root, dirname(page), target)))];
}

function names(page: string, path: string): boolean {
  const here = dirname(page);
  if (existsSync(join(root, here, path)) || existsSync(join(root, path))) return true;
  const ending = tracked.filter((file) => file.endsWith(`/${path}`));
  const below = ending.filter((file) => file.startsWith(`${here}/`));
  return (below.length === 0 ? ending : below).length === 1;
}

describe.each(pages)('%s', (page) => {
  const text = readFileSync(join(root, page), 'utf8');
  it('names only paths that exist', () => {
    expect(unknownPaths(page, text)).toEqual([]);
  });
  it('runs source files by npx, which finds the pinned Node', () => {
    expect(text.match(bareNode) ?? []).toEqual([]);
  });
  it('names only npm scripts that exist', () => {
    const named = [...text.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });
});

it('messages and comments in sources run source files by npx', () => {
  const sources = tracked.filter((file) => /\.(?:ts|tsx|mjs)$/.test(file));
  expect(sources.filter((file) => bareNode.test(readFileSync(join(root, file), 'utf8')))).toEqual([]);
});

it('every decision is listed with a sentence', () => {
  const list = readFileSync(join(root, 'docs/adr/README.md'), 'utf8');
  const decisions = readdirSync(join(root, 'docs/adr')).filter((file) => file !== 'README.md');
  expect(decisions.filter((file) => !new RegExp(`^- \\[.+\\]\\(${file}\\): \\S`, 'm').test(list))).toEqual(
    [],
  );
});

it('every top folder has a README', () => {
  const present = ruledFolders.filter((folder) => existsSync(join(root, folder)));
  expect(present.filter((folder) => !existsSync(join(root, folder, 'README.md')))).toEqual([]);
});

/** Folders whose files are generated: their number follows from what they show. */
const generated: ReadonlySet<string> = new Set(['docs/guide/images', 'docs/protocol']);

/** Folders with more entries than one should show, and how many: whoever takes one out lowers the number, and none goes up. */
const crowded: Readonly<Record<string, number>> = {
  // What opens a workspace's database, and what all its folders use.
  db: 26,
  // None is ever changed or taken away, and each new one is a file.
  'db/migrations': 28,
  'docs/adr': 27,
};

it('a folder shows at most 25 entries', () => {
  const shown = globSync(`{${folders.join(',')}}/**/`, { cwd: root })
    .map((folder) => folder.replace(/\/$/, ''))
    .filter((folder) => !generated.has(folder));
  expect(shown.length).toBeGreaterThan(100);
  const counts = shown.map((folder) => [folder, readdirSync(join(root, folder)).length] as const);
  expect(Object.fromEntries(counts.filter(([, count]) => count > 25))).toEqual(crowded);
});
