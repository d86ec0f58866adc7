import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installParts } from '../tests/setup/install.mjs';
import { addCounts, noCounts, readReport, report } from './test-counts.mjs';

/**
 * `.ci/run`: clones the committed state into an empty folder, installs, checks and tests there, then checks the real
 * files that lie beside this checkout. Runs on the Node that npm brings: nothing is installed when it starts.
 */
const checkout = join(import.meta.dirname, '..');
const realFiles = ['seeds', 'corpus'].map((name) => join(checkout, '..', 'shared', name)).filter(existsSync);

const broken = (problem) => ({ ...noCounts(), failed: 1, broken: [problem] });

/** Clones into an empty folder, whoever owns the checkout. Throws with git's own words. */
function clone(folder) {
  const settings = join(folder, 'gitconfig');
  writeFileSync(settings, '[safe]\n\tdirectory = *\n[advice]\n\tdetachedHead = false\n');
  const env = { ...process.env, GIT_CONFIG_GLOBAL: settings };
  const git = (...args) => execFileSync('git', args, { env, encoding: 'utf8' });
  if (git('-C', checkout, 'status', '--porcelain') !== '')
    console.log('What is not committed is not in the clone, and is not tested.');
  const place = join(folder, 'alone', 'quarterdeck');
  git('clone', '--quiet', '--no-local', checkout, place);
  return place;
}

/** Runs one npm command in `place`; the counts are what it wrote, or one failure by its name. */
function step(place, counts, args) {
  const name = `npm ${args.join(' ')}`;
  console.log(`\n> ${name}`);
  rmSync(counts, { force: true });
  const env = { ...process.env, CI: 'true', QUARTERDECK_COUNTS: counts };
  const run = spawnSync('npm', args, { cwd: place, stdio: ['ignore', 'inherit', 'inherit'], env });
  const written = readReport(counts);
  if (written !== null) return written;
  return run.status === 0 ? noCounts() : broken(`${name} failed`);
}

function prove() {
  const missing = existsSync(join(checkout, '.git')) ? installParts(['git']) : [];
  if (missing.length > 0) return [broken(missing.join('; '))];
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-ci-'));
  try {
    let place = checkout;
    if (existsSync(join(checkout, '.git'))) place = clone(folder);
    else console.log('This is no git checkout: testing it in place, not in a clone.');
    const counts = join(folder, 'counts.json');
    const install = step(place, counts, ['ci']);
    if (install.failed > 0) return [install];
    const results = [step(place, counts, ['run', 'check']), step(place, counts, ['test'])];
    if (realFiles.length > 0) results.push(step(place, counts, ['run', 'check:files', '--', ...realFiles]));
    else results.push({ ...noCounts(), notRun: ['check:files (no real files beside this checkout)'] });
    return results;
  } catch (error) {
    return [broken(error instanceof Error ? error.message : String(error))];
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

report(addCounts(prove()));
