import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installTestParts } from '../tests/setup/install.mjs';
import { requirePinnedNode } from './pinned-node.mjs';

/** `npm test`: unit, property, integration, torture (small), then the screens in a real browser. Ends with `N passed, N failed`. */
requirePinnedNode(import.meta.url);

const root = join(import.meta.dirname, '..');
const missing = installTestParts();
if (missing.length > 0) {
  for (const line of missing) console.error(line);
  console.log('0 passed, 1 failed');
  process.exit(1);
}

const reports = mkdtempSync(join(tmpdir(), 'quarterdeck-test-'));
const tool = (name) => join(root, 'node_modules', '.bin', name);
const run = (name, args, env = {}) =>
  spawnSync(tool(name), args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } }).status === 0;
const readReport = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null);

let passed = 0;
let failed = 0;
const notRun = [];
const secondTry = [];

const vitestReport = join(reports, 'vitest.json');
const secondTries = join(reports, 'second-tries.json');
const vitestOk = run(
  'vitest',
  [
    'run',
    '--reporter=dot',
    '--reporter=json',
    `--reporter=${join(root, 'scripts', 'second-try-reporter.mjs')}`,
    `--outputFile.json=${vitestReport}`,
  ],
  { QUARTERDECK_SECOND_TRIES: secondTries },
);
secondTry.push(...(readReport(secondTries) ?? []));
const vitest = readReport(vitestReport);
passed += vitest?.numPassedTests ?? 0;
failed += vitest?.numFailedTests ?? 0;
for (const file of vitest?.testResults ?? []) {
  for (const test of file.assertionResults) {
    if (test.status !== 'passed' && test.status !== 'failed') notRun.push(test.fullName);
  }
}

const playwrightReport = join(reports, 'playwright.json');
const browserOk = run('playwright', ['test', '--reporter=dot,json'], {
  PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightReport,
});
const playwright = readReport(playwrightReport);
passed += (playwright?.stats.expected ?? 0) + (playwright?.stats.flaky ?? 0);
failed += playwright?.stats.unexpected ?? 0;
const visit = (suite, path) => {
  for (const inner of suite.suites ?? []) visit(inner, [...path, inner.title]);
  for (const spec of suite.specs ?? []) {
    for (const test of spec.tests) {
      if (test.status === 'flaky') secondTry.push([...path, spec.title].join(' › '));
      if (test.status !== 'skipped') continue;
      const why = test.annotations?.find((note) => note.type === 'skip')?.description;
      notRun.push([...path, spec.title].join(' › ') + (why ? ` (${why})` : ''));
    }
  }
};
for (const suite of playwright?.suites ?? []) visit(suite, [suite.title]);

rmSync(reports, { recursive: true, force: true });
if ((!vitestOk || !browserOk) && failed === 0) failed = 1;
if (secondTry.length > 0) {
  console.log(`\nPassed at the second try (${secondTry.length}):`);
  for (const name of secondTry) console.log(`  ${name}`);
}
if (notRun.length > 0) {
  console.log(`\nNot run (${notRun.length}):`);
  for (const name of notRun) console.log(`  ${name}`);
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
