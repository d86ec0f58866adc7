import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { git } from '../../support/git-remote.ts';
import { onUnix } from '../../support/not-run.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const root = join(import.meta.dirname, '../../..');

/** Stands for `npm test` and `npm run check:files`: writes down where it ran, and the counts it was told to have. */
const PROGRAM = `import { readdirSync, writeFileSync, existsSync } from 'node:fs';
const [file, counts, ...paths] = process.argv.slice(2);
const here = process.cwd();
writeFileSync(file, JSON.stringify({ here, beside: readdirSync('..'), uncommitted: existsSync('not-committed'), paths }));
writeFileSync(process.env.QUARTERDECK_COUNTS, counts);
`;
const Ran = z.object({
  here: z.string(),
  beside: z.array(z.string()),
  uncommitted: z.boolean(),
  paths: z.array(z.string()),
});

const counts = (passed: number, failed: number) =>
  JSON.stringify(JSON.stringify({ passed, failed, broken: [], notRun: ['needs a mount'] }));

/** A small repository with our `.ci/run`, in a folder of its own. */
function smallRepository(check: string) {
  const folder = tempFolder();
  const place = join(folder, 'checkout');
  const write = (name: string, text: string) => {
    mkdirSync(dirname(join(place, name)), { recursive: true });
    writeFileSync(join(place, name), text);
  };
  for (const name of ['.ci/run', 'scripts/ci.mjs', 'scripts/test-counts.mjs', 'tests/setup/install.mjs'])
    cpSync(join(root, name), join(place, name));
  write('program.mjs', PROGRAM);
  const scripts = {
    check,
    test: `node program.mjs "${join(folder, 'test.json')}" ${counts(7, 1)}`,
    'check:files': `node program.mjs "${join(folder, 'files.json')}" ${counts(2, 0)}`,
  };
  write('package.json', JSON.stringify({ name: 'small', version: '1.0.0', type: 'module', scripts }));
  execFileSync('npm', ['install', '--package-lock-only', '--ignore-scripts'], {
    cwd: place,
    stdio: 'ignore',
  });
  git(place, 'init', '--quiet');
  git(place, 'add', '.');
  git(place, 'commit', '--quiet', '-m', 'Begin');
  write('not-committed', '');
  const run = () => {
    const env = { PATH: process.env['PATH'] ?? '', HOME: folder };
    const { status, stdout } = spawnSync(join(place, '.ci/run'), { cwd: '/', encoding: 'utf8', env });
    return { status, out: stdout, last: stdout.trimEnd().split('\n').at(-1) };
  };
  const ran = (name: string) => Ran.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
  return { folder, place, run, ran };
}

describe('.ci/run', { timeout: 240_000 }, () => {
  it('tests the committed state in a folder with nothing beside it, and adds everything up in one line', (context) => {
    onUnix(context);
    const { folder, run, ran } = smallRepository('true');
    mkdirSync(join(folder, 'shared', 'corpus'), { recursive: true });
    const { status, out, last } = run();
    expect([status, last]).toEqual([1, '9 passed, 1 failed']);
    expect(out.match(/\d+ passed, \d+ failed/g)).toHaveLength(1);
    expect(out).toContain('What is not committed is not in the clone');
    expect(out).toContain('Not run (2)');
    expect(ran('test.json')).toMatchObject({ beside: ['quarterdeck'], uncommitted: false });
    expect(ran('files.json').paths).toEqual([join(folder, 'shared', 'corpus')]);
    expect(existsSync(ran('test.json').here)).toBe(false);
  });

  it('counts a check that fails, and names what it could not check', (context) => {
    onUnix(context);
    const { last, out } = smallRepository('false').run();
    expect(last).toBe('7 passed, 2 failed');
    expect(out).toContain('npm run check failed');
    expect(out).toContain('check:files (no real files beside this checkout)');
  });

  it('runs in place where there is no git, and says so', (context) => {
    onUnix(context);
    const { place, run, ran } = smallRepository('true');
    rmSync(join(place, '.git'), { recursive: true });
    const { last, out } = run();
    expect(last).toBe('7 passed, 1 failed');
    expect(out).toContain('testing it in place');
    expect(ran('test.json').here).toBe(place);
  });
});
