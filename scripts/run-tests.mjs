import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countPlaywright, countVitest, readReport } from './test-counts.mjs';

const root = join(import.meta.dirname, '..');

/** Runs vitest, showing its dots, and counts. @param {readonly string[]} args @param {Record<string, string>} [env] */
export function runVitest(args, env = {}) {
  return withReport((file) => {
    const ok = run(
      'vitest',
      ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`, ...args],
      env,
    );
    return countVitest(readReport(file), ok);
  });
}

/** Runs Playwright, showing its dots, and counts. */
export function runPlaywright() {
  return withReport((file) => {
    const ok = run('playwright', ['test', '--reporter=dot,json'], { PLAYWRIGHT_JSON_OUTPUT_NAME: file });
    return countPlaywright(readReport(file), ok);
  });
}

function withReport(work) {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-test-'));
  try {
    return work(join(folder, 'report.json'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(tool, args, env) {
  const file = join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${tool}.cmd` : tool);
  const options = {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  };
  return spawnSync(file, args, options).status === 0;
}
