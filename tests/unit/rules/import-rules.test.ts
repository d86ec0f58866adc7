import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { importRules } from '../../../scripts/import-rule-list.ts';
import { findImportViolations } from '../../../scripts/import-rules.ts';

const trees: string[] = [];
afterEach(() => {
  for (const tree of trees.splice(0)) rmSync(tree, { recursive: true, force: true });
});

function write(root: string, file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

describe('every import rule refuses the import it is there for', { timeout: 180_000 }, () => {
  it.each(importRules.map((rule) => [rule.name, rule.bites] as const))('%s', async (name, bites) => {
    const root = mkdtempSync(join(tmpdir(), 'qd-rules-'));
    trees.push(root);
    symlinkSync(join(import.meta.dirname, '../../../node_modules'), join(root, 'node_modules'));
    write(root, bites.file, `import * as other from '${bites.imports}';\nexport const x = other;\n`);
    if (bites.imports.startsWith('.')) {
      write(root, join(dirname(bites.file), bites.imports), 'export const y = 1;\n');
    }
    const found = await findImportViolations(root, [bites.file.split('/')[0] ?? '']);
    expect(found.filter((v) => v.from === bites.file).map((v) => v.rule)).toContain(name);
  });
});
