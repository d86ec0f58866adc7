import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { failedBefore, fetchRuntime, findRuntime, runtimePaths } from '../../../main/cli/desktop-runtime.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** An installation whose Electron package has this installer. */
function installation(installer: string) {
  const folder = tempFolder();
  const electron = join(folder, 'node_modules', 'electron');
  mkdirSync(electron, { recursive: true });
  writeFileSync(join(electron, 'package.json'), JSON.stringify({ version: '45.0.0', type: 'commonjs' }));
  writeFileSync(join(electron, 'install.js'), installer);
  return { electron, places: runtimePaths(folder, join(folder, 'data')) };
}

const arrives = `
const fs = require('fs');
fs.mkdirSync('dist');
fs.writeFileSync('dist/electron', '');
fs.writeFileSync('path.txt', 'electron');
`;

describe('the desktop runtime', () => {
  test('is found without its package being loaded, and only when it is wholly there', () => {
    const { electron, places } = installation('');
    expect(findRuntime(places)).toBeNull();
    writeFileSync(join(electron, 'path.txt'), 'electron');
    expect(findRuntime(places)).toBeNull();
    mkdirSync(join(electron, 'dist'));
    writeFileSync(join(electron, 'dist', 'electron'), '');
    chmodSync(join(electron, 'dist', 'electron'), 0o755);
    expect(findRuntime(places)).toBe(join(electron, 'dist', 'electron'));
  });

  test('is nowhere in an installation without the package', async () => {
    const folder = tempFolder();
    const places = runtimePaths(folder, folder);
    expect([places.package, findRuntime(places), failedBefore(places)]).toEqual([null, null, null]);
    expect(await fetchRuntime(places, 1000)).toContain('not part of this installation');
  });

  test('is fetched by its own installer', async () => {
    const { places } = installation(arrives);
    expect(await fetchRuntime(places, 10_000)).toBeNull();
    expect(findRuntime(places)).not.toBeNull();
    expect(failedBefore(places)).toBeNull();
  });

  test('that cannot be fetched is remembered with its reason, for this version only', async () => {
    const { electron, places } = installation(
      "console.error('working\\nError: no space left'); process.exit(1);",
    );
    expect(await fetchRuntime(places, 10_000)).toBe('Error: no space left');
    expect(failedBefore(places)).toBe('Error: no space left');
    writeFileSync(join(electron, 'package.json'), JSON.stringify({ version: '46.0.0' }));
    expect(failedBefore(places)).toBeNull();
  });

  test('whose host cannot be reached is said in words', async () => {
    const { places } = installation("throw new TypeError('fetch failed');");
    expect(await fetchRuntime(places, 10_000)).toBe('its release host cannot be reached');
  });

  test('whose installer hangs is given up in time, with everything it started', async () => {
    const { electron, places } = installation(`
const child = require('child_process').spawn('sleep', ['600']);
require('fs').writeFileSync('pids', process.pid + ' ' + child.pid);
setInterval(() => {}, 1000);`);
    expect(await fetchRuntime(places, 700)).toBe('no answer within 1 s');
    const pids = readFileSync(join(electron, 'pids'), 'utf8').split(' ').map(Number);
    expect(pids).toHaveLength(2);
    await vi.waitFor(() => expect(pids.filter(isRunning)).toEqual([]), 5000);
  });
});

/** A killed process whose parent is gone may stay in the table for a moment, ended but not yet collected. */
function isRunning(pid: number): boolean {
  const { status, stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return status === 0 && !stdout.trim().startsWith('Z');
}
