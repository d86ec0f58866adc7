import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ruledFolders } from './rules/import-rule-list.ts';
import { readImports } from './rules/import-rules.ts';

/** `npm run imports`: who imports whom, folder by folder, with the number of imports; then what the rules refuse. */
const root = join(import.meta.dirname, '..');
const depth: Readonly<Record<string, number>> = {
  'core/domain': 3,
  'main/engine': 3,
  'renderer/domains': 3,
  'renderer/features': 3,
};
const leaves = new Set(['bench', 'preload', 'scripts', 'sidecar', 'tests']);

function folderOf(file: string): string {
  const parts = file.split('/');
  const [first = file, second = ''] = parts;
  if (first === 'node_modules') {
    const [scope = '', name = ''] = parts.slice(parts[1] === '@types' ? 2 : 1);
    return `npm:${scope.startsWith('@') ? `${scope}/${name}` : scope}`;
  }
  if (!ruledFolders.includes(first) || parts.length === 1) return 'node:*';
  const most = leaves.has(first) ? 1 : (depth[`${first}/${second}`] ?? 2);
  return parts.slice(0, Math.min(most, parts.length - 1)).join('/');
}

const { imports, violations } = await readImports(
  root,
  ruledFolders.filter((folder) => existsSync(join(root, folder))),
);
const counts = new Map<string, Map<string, number>>();
for (const { from, to } of imports) {
  const [tail, head] = [folderOf(from), folderOf(to)];
  if (tail === head) continue;
  const heads = counts.get(tail) ?? new Map<string, number>();
  counts.set(tail, heads.set(head, (heads.get(head) ?? 0) + 1));
}
for (const [tail, heads] of [...counts].sort(([a], [b]) => a.localeCompare(b))) {
  const list = [...heads].sort(([a], [b]) => a.localeCompare(b)).map(([head, count]) => `${head} ${count}`);
  console.log(`${tail}\n  -> ${list.join(', ')}`);
}
const circles = violations.filter(({ rule }) => rule === 'no-circle');
const refused = violations.filter(({ rule }) => rule !== 'no-circle');
console.log(`\n${imports.length} imports between ${counts.size} folders and what they use`);
console.log(`circles (types counted): ${circles.length === 0 ? 'none' : circles.length}`);
console.log(`refused by the rules: ${refused.length === 0 ? 'none' : refused.length}`);
for (const { rule, from, to } of [...circles, ...refused]) console.log(`  ${rule}: ${from} -> ${to}`);
process.exitCode = violations.length === 0 ? 0 : 1;
