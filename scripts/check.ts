import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ruledFolders } from './import-rule-list.ts';
import { readImports } from './import-rules.ts';

/** `npm run check`: everything a machine can say about the code, in one run, all of it even when one part fails. */
const root = join(import.meta.dirname, '..');
const bin = (name: string) => join(root, 'node_modules/.bin', name);

interface Step {
  readonly name: string;
  readonly run: () => Promise<string | null>;
}

function command(name: string, file: string, args: readonly string[]): Step {
  return {
    name,
    run: () =>
      new Promise((resolve, reject) => {
        const child = spawn(file, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
        let text = '';
        child.stdout.on('data', (part) => (text += String(part)));
        child.stderr.on('data', (part) => (text += String(part)));
        child.on('error', reject);
        child.on('close', (code) => resolve(code === 0 ? null : text));
      }),
  };
}

const steps: readonly Step[] = [
  command('types: core (no Node, no DOM)', bin('tsc'), ['-p', 'tsconfig.core.json']),
  command('types: node', bin('tsc'), ['-p', 'tsconfig.node.json']),
  command('types: renderer', bin('tsc'), ['-p', 'tsconfig.renderer.json']),
  command('lint', bin('oxlint'), ['--type-aware', '--deny-warnings', '.']),
  {
    name: 'import rules',
    run: async () => {
      const folders = ruledFolders.filter((folder) => existsSync(join(root, folder)));
      const { violations } = await readImports(root, folders);
      return violations.length === 0
        ? null
        : violations.map((v) => `${v.rule}: ${v.from} -> ${v.to}`).join('\n');
    },
  },
  command('dead code and unused dependencies', bin('knip'), []),
  command('format', bin('biome'), ['check', '.']),
];

let failed = 0;
for (const step of steps) {
  const started = performance.now();
  const problem = await step.run();
  const took = `${((performance.now() - started) / 1000).toFixed(1)} s`;
  console.log(`${problem === null ? 'ok    ' : 'FAILED'} ${step.name} (${took})`);
  if (problem !== null) {
    failed += 1;
    console.log(problem.trimEnd());
  }
}
console.log(failed === 0 ? 'check: all clean' : `check: ${failed} of ${steps.length} failed`);
process.exitCode = failed === 0 ? 0 : 1;
