import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ruledFolders } from './rules/import-rule-list.ts';
import { readImports } from './rules/import-rules.ts';

export interface CheckStep {
  readonly name: string;
  /** What is wrong, or null. */
  readonly run: () => Promise<string | null>;
}

/**
 * What `npm run check` says about the code below `root`, the longest steps first. What a tool keeps of its last run lies
 * in `cache`; each tool decides by the files' content what of it still holds.
 */
export function checkSteps(root: string, cache: string): readonly CheckStep[] {
  const tool = (name: string, file: string, args: readonly string[]): CheckStep => ({
    name,
    run: () => runTool(root, file, args),
  });
  const types = (name: string, project: string) => {
    const kept = join(cache, `types-${project}.json`);
    return tool(name, 'tsc', ['-p', `tsconfig.${project}.json`, '--incremental', '--tsBuildInfoFile', kept]);
  };
  return [
    types('types: node', 'node'),
    tool('lint', 'oxlint', ['--type-aware', '--deny-warnings', '.']),
    types('types: renderer', 'renderer'),
    types('types: core (no Node, no DOM)', 'core'),
    tool('dead code and unused dependencies', 'knip', ['--cache', '--cache-location', join(cache, 'knip')]),
    tool('dead code without tests and benches', 'knip', ['--production', '--config', 'knip.production.json']),
    { name: 'import rules', run: () => importRules(root) },
    tool('format', 'biome', ['check', '.']),
  ];
}

async function importRules(root: string): Promise<string | null> {
  const folders = ruledFolders.filter((folder) => existsSync(join(root, folder)));
  const { violations } = await readImports(root, folders);
  return violations.length === 0
    ? null
    : violations.map(({ rule, from, to }) => `${rule}: ${from} -> ${to}`).join('\n');
}

function runTool(root: string, name: string, args: readonly string[]): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(join(root, 'node_modules/.bin', name), args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    child.stdout.on('data', (part) => (text += String(part)));
    child.stderr.on('data', (part) => (text += String(part)));
    child.on('error', reject);
    child.on('close', (code) => resolve(code === 0 ? null : text || `${name} ended with ${String(code)}`));
  });
}
