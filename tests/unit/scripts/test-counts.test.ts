import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addCounts, countPlaywright, countVitest, noCounts } from '../../../scripts/test-counts.mjs';
import { tempFolder } from '../../support/temp-folder.ts';

const root = join(import.meta.dirname, '../../..');

/** The report vitest writes about these files, and whether it ended well. */
function vitestReport(files: Record<string, string>): [unknown, boolean] {
  const folder = tempFolder();
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  mkdirSync(join(folder, 'tests'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, 'tests', name), text);
  const report = join(folder, 'report.json');
  let ok = true;
  try {
    const vitest = join(root, 'node_modules/vitest/vitest.mjs');
    const args = ['run', '--root', folder, '--reporter=json', `--outputFile.json=${report}`];
    execFileSync(process.execPath, [vitest, ...args], { stdio: 'ignore' });
  } catch {
    ok = false;
  }
  return [JSON.parse(readFileSync(report, 'utf8')), ok];
}

const passing = "import { it } from 'vitest';\nit('holds', () => {});\n";

describe('counting what vitest reports', { timeout: 180_000 }, () => {
  it('counts a file that does not load as failed, beside the tests that passed', () => {
    const [report, ok] = vitestReport({
      'fine.test.js': passing,
      'absent.test.js': `import './not-there.js';\n${passing}`,
    });
    expect(ok).toBe(false);
    const counts = countVitest(report, ok);
    expect(counts).toMatchObject({ passed: 1, failed: 1, notRun: [] });
    expect(counts.broken).toEqual([expect.stringMatching(/absent\.test\.js: .*not-there/)]);
  });

  it('counts a file whose skipped block throws as failed', () => {
    const block = "describe.runIf(false)('real files', () => { throw new Error('no such folder'); });";
    const [report, ok] = vitestReport({
      'fine.test.js': passing,
      'block.test.js': `import { describe } from 'vitest';\n${block}\n${passing}`,
    });
    expect(countVitest(report, ok)).toMatchObject({
      failed: 1,
      broken: [expect.stringContaining('no such')],
    });
  });

  it('counts an error outside any test as failed', () => {
    const [report, ok] = vitestReport({
      'late.test.js': `${passing}Promise.reject(new Error('nobody waits for this'));\n`,
    });
    expect(countVitest(report, ok)).toMatchObject({ passed: 1, failed: 1 });
  });

  it('names what was not run, with the reason it gave', () => {
    const left = "it('needs a mount', (context) => {\n  context.task.meta.notRun = 'mounting is refused';\n";
    const [report, ok] = vitestReport({ 'left.test.js': `${passing}${left}  context.skip();\n});\n` });
    expect(countVitest(report, ok)).toEqual({
      passed: 1,
      failed: 0,
      broken: [],
      notRun: [expect.stringContaining('needs a mount (mounting is refused)')],
    });
  });

  it('counts a run that ended badly without a report', () => {
    expect(countVitest(null, false)).toMatchObject({ passed: 0, failed: 1 });
  });
});

describe('counting what Playwright reports', () => {
  const report = {
    stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 1 },
    errors: [{ message: 'Error: no such module\n  at x', location: { file: 'e2e/absent.spec.ts' } }],
    suites: [
      {
        title: 'e2e/board.spec.ts',
        specs: [
          { title: 'cards move', tests: [{ status: 'flaky' }] },
          {
            title: 'a window opens',
            tests: [{ status: 'skipped', annotations: [{ type: 'skip', description: 'no display' }] }],
          },
        ],
      },
    ],
  };

  it('counts a test that needed a second try, and a file that did not load, as failed', () => {
    expect(countPlaywright(report, false)).toEqual({
      passed: 4,
      failed: 3,
      broken: [
        'e2e/absent.spec.ts: Error: no such module',
        'e2e/board.spec.ts › cards move: passed only at a second try',
      ],
      notRun: ['e2e/board.spec.ts › a window opens (no display)'],
    });
  });
});

describe('adding up', () => {
  it('adds the numbers and keeps every name', () => {
    const one = { ...noCounts(), passed: 2, notRun: ['a'] };
    const other = { ...noCounts(), failed: 1, broken: ['b'] };
    expect(addCounts([one, other])).toEqual({ passed: 2, failed: 1, broken: ['b'], notRun: ['a'] });
  });
});
