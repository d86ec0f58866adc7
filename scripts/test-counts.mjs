import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/**
 * What a run of tests came to. `broken` names what failed outside any test: a file that did not load, a tool that ended
 * badly. `notRun` names each test that was left out, with its reason where it gave one.
 *
 * @typedef {{ passed: number, failed: number, broken: string[], notRun: string[] }} Counts
 */

/** @returns {Counts} */
export const noCounts = () => ({ passed: 0, failed: 0, broken: [], notRun: [] });

/** @param {readonly Counts[]} all @returns {Counts} */
export function addCounts(all) {
  return {
    passed: all.reduce((sum, one) => sum + one.passed, 0),
    failed: all.reduce((sum, one) => sum + one.failed, 0),
    broken: all.flatMap((one) => one.broken),
    notRun: all.flatMap((one) => one.notRun),
  };
}

/**
 * Counts a report of vitest's `json` reporter.
 *
 * @param {any} report null when none was written
 * @param {boolean} ok whether vitest ended with 0
 * @returns {Counts}
 */
export function countVitest(report, ok) {
  const counts = noCounts();
  counts.passed = report?.numPassedTests ?? 0;
  counts.failed = report?.numFailedTests ?? 0;
  for (const file of report?.testResults ?? []) {
    // A file that did not load has no test of its own to be counted.
    if (file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed')) {
      counts.failed += 1;
      counts.broken.push(`${file.name}: ${firstLine(file.message) || 'did not load'}`);
    }
    for (const test of file.assertionResults) {
      if (test.status === 'passed' || test.status === 'failed') continue;
      const why = test.meta?.notRun;
      counts.notRun.push(test.fullName + (why ? ` (${why})` : ''));
    }
  }
  return orBroken(counts, ok, 'vitest ended badly although no test failed');
}

/**
 * Counts a report of Playwright's `json` reporter. A test that needed a second try failed.
 *
 * @param {any} report null when none was written
 * @param {boolean} ok whether Playwright ended with 0
 * @returns {Counts}
 */
export function countPlaywright(report, ok) {
  const counts = noCounts();
  counts.passed = report?.stats.expected ?? 0;
  counts.failed = (report?.stats.unexpected ?? 0) + (report?.stats.flaky ?? 0);
  // Among these: a file that did not load, a set-up that failed.
  for (const error of report?.errors ?? []) {
    counts.failed += 1;
    counts.broken.push(`${error.location?.file ?? 'playwright'}: ${firstLine(error.message)}`);
  }
  const visit = (suite, path) => {
    for (const inner of suite.suites ?? []) visit(inner, [...path, inner.title]);
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) {
        const name = [...path, spec.title].join(' › ');
        if (test.status === 'flaky') counts.broken.push(`${name}: passed only at a second try`);
        if (test.status !== 'skipped') continue;
        const why = test.annotations?.find((note) => note.type === 'skip')?.description;
        counts.notRun.push(name + (why ? ` (${why})` : ''));
      }
    }
  };
  for (const suite of report?.suites ?? []) visit(suite, [suite.title]);
  return orBroken(counts, ok, 'playwright ended badly although no test failed');
}

function orBroken(counts, ok, problem) {
  if (ok || counts.failed > 0) return counts;
  return { ...counts, failed: 1, broken: [...counts.broken, problem] };
}

function firstLine(text) {
  return String(text ?? '')
    .split('\n', 1)[0]
    .trim();
}

/** @param {string} file @returns {any} null when it was not written, or not to its end */
export function readReport(file) {
  try {
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
  } catch {
    return null;
  }
}

/**
 * Ends a run: what was not run, what broke, then `N passed, N failed` as the last line. Run by `.ci/run`, which adds up
 * several runs and has that line to itself, the counts go to the file it names instead.
 *
 * @param {Counts} counts
 */
export function report(counts) {
  const lists = { 'Not run': counts.notRun, 'Failed outside a test': counts.broken };
  for (const [title, names] of Object.entries(lists)) {
    if (names.length === 0) continue;
    console.log(`\n${title} (${names.length}):`);
    for (const name of names) console.log(`  ${name}`);
  }
  const file = process.env.QUARTERDECK_COUNTS;
  if (file) writeFileSync(file, JSON.stringify(counts));
  else console.log(`\n${counts.passed} passed, ${counts.failed} failed`);
  process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1;
}
