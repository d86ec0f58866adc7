import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderRules, ruledFolders } from '../../../scripts/rules/import-rule-list.ts';
import { type ImportReport, readImports } from '../../../scripts/rules/import-rules.ts';

interface Case {
  readonly rule: string;
  readonly file: string;
  readonly imports: string;
}

const trees: string[] = [];
afterAll(() => {
  for (const tree of trees) rmSync(tree, { recursive: true, force: true });
});

function newTree(): string {
  const root = mkdtempSync(join(tmpdir(), 'qd-rules-'));
  trees.push(root);
  for (const folder of ruledFolders) mkdirSync(join(root, folder), { recursive: true });
  return root;
}

function write(root: string, file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

/** A file of its own for every case, all in one tree: reading a tree takes longer than judging it. */
async function judge(cases: readonly Case[]): Promise<ImportReport> {
  const root = newTree();
  for (const { file, imports } of cases) {
    const ours = ruledFolders.some((folder) => imports.startsWith(`${folder}/`));
    const specifier = ours ? `./${relative(dirname(file), imports)}` : imports;
    write(root, file, `import type * as other from '${specifier}';\nexport type X = typeof other;\n`);
    if (ours) write(root, imports, 'export const y = 1;\n');
    else if (!isBuiltin(imports)) {
      write(root, `node_modules/${imports}/package.json`, '{ "main": "index.js" }');
      write(root, `node_modules/${imports}/index.js`, 'module.exports = 1;\n');
    }
  }
  return readImports(root, ruledFolders);
}

function casesOf(which: 'refuses' | 'allows'): Case[] {
  return folderRules.flatMap((rule) =>
    rule[which].map((imports, index) => ({
      rule: rule.folder,
      file: `${rule.folder.replace('*', 'example')}/${which}-${index}.ts`,
      imports,
    })),
  );
}

describe('every import rule refuses what it does not name', () => {
  const cases = casesOf('refuses');
  let report: ImportReport;
  beforeAll(async () => {
    report = await judge(cases);
  });
  it.each(cases)('$rule: no $imports', ({ rule, file }) => {
    expect(report.violations.filter((v) => v.from === file).map((v) => v.rule)).toContain(rule);
  });
});

describe('every import rule lets through what it names', () => {
  const cases = casesOf('allows');
  let report: ImportReport;
  beforeAll(async () => {
    report = await judge(cases);
  });
  it.each(cases)('$rule: $imports', ({ file }) => {
    expect(report.imports.filter(({ from }) => from === file)).toHaveLength(1);
    expect(report.violations.filter((v) => v.from === file)).toEqual([]);
  });
  it('for each rule', () => {
    expect(folderRules.filter(({ refuses, allows }) => refuses.length === 0 || allows.length === 0)).toEqual(
      [],
    );
  });
});

describe('the core of a hub is known to the hub and to whoever puts it together', () => {
  it.each([
    ['main/engine/services/fleet/registry.ts', ['fleet-core-is-private']],
    ['main/engine/calls/x.ts', ['fleet-core-is-private']],
    ['main/engine/engine.ts', ['fleet-core-is-private']],
    ['main/cli/commands/x.ts', ['fleet-core-is-private']],
    ['main/engine/create-fleet.ts', []],
    ['main/engine/hub/agents/x.ts', []],
  ])('%s: %j', async (file, rules) => {
    const { violations } = await judge([
      { rule: 'fleet-core-is-private', file, imports: 'main/engine/hub/fleet-core.ts' },
    ]);
    expect(violations.map(({ rule }) => rule)).toEqual(rules);
  });
});

describe('files never import each other in a circle', () => {
  const circles = async (last: string): Promise<string[]> => {
    const root = newTree();
    write(root, 'core/kernel/a.ts', "import type { B } from './b.ts';\nexport type A = B;\n");
    write(root, 'core/kernel/b.ts', "import type { C } from './c.ts';\nexport type B = C;\n");
    write(root, 'core/kernel/c.ts', last);
    const { violations } = await readImports(root, ['core']);
    return violations.map(({ rule }) => rule);
  };
  it('refuses one of types alone', async () => {
    expect(await circles("import type { A } from './a.ts';\nexport type C = A | 1;\n")).toEqual([
      'no-circle',
    ]);
  });
  it('lets a chain through', async () => {
    expect(await circles('export type C = 1;\n')).toEqual([]);
  });
});
