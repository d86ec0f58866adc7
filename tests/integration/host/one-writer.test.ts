import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { socketLocation } from '../../../main/engine/host/socket-location.ts';
import { onUnix } from '../../support/not-run.ts';
import { type ChildProgram, startProgram } from '../../support/programs/child-program.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const start = (folder: string) => startProgram('tests/support/programs/host-program.ts', [folder]);
const is = (text: string) => (line: string) => line === text;
/** Its client has found the host that came after the first. */
const liveAgain = (program: ChildProgram) =>
  program.line(
    () =>
      program.lines.includes('moving') &&
      program.lines.slice(program.lines.indexOf('rows lost 0')).includes('rows live 0'),
  );

describe('one writer', () => {
  test('is left after the lock was deleted from under the host: the first finds the second and works through it', async () => {
    const folder = tempFolder();
    const first = start(folder);
    await first.line(is('here'));
    rmSync(join(folder, 'host.lock'));
    const second = start(folder);
    const place = await second.line((line) => /^(here|there)/.test(line));
    await liveAgain(first);
    // Whoever came first after the lock was gone.
    expect(first.lines).toContain(place === 'here' ? `there ${second.process.pid}` : 'here');
    first.say('set=one');
    await first.line(is('set one'));
    second.say('set=two');
    await second.line(is('set two'));
    const writers = readFileSync(join(folder, 'lines.txt'), 'utf8').match(/\d+$/gm);
    expect(new Set(writers).size).toBe(1);
    const third = start(folder);
    await third.line((line) => line.startsWith('there'));
  });

  test('takes its lock again when that was deleted and nobody else came', async () => {
    const folder = tempFolder();
    const only = start(folder);
    await only.line(is('here'));
    rmSync(join(folder, 'host.lock'));
    await liveAgain(only);
    expect(statSync(join(folder, 'host.lock')).isFile()).toBe(true);
    only.say('set=still');
    await only.line(is('set still'));
  });
});

describe('what is in the way of lock or socket', () => {
  test('an empty lock file of a moment ago is taken over', async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'host.lock'), '');
    await start(folder).line(is('here'));
  });

  test.each([
    ['an empty one of long ago', ''],
    ['no JSON', 'pid 4711'],
    ['JSON of another kind', '[1, {"nonce": 2}]'],
  ])('an odd lock file is taken over: %s', async (_what, text) => {
    const folder = tempFolder();
    const lock = join(folder, 'host.lock');
    writeFileSync(lock, text);
    utimesSync(lock, 1, 1);
    await start(folder).line(is('here'));
  });

  test.each([
    ['a folder as lock', 'host.lock', (path: string) => mkdirSync(path)],
    ['a pipe as lock', 'host.lock', (path: string) => execFileSync('mkfifo', [path])],
    ['a link to nowhere as lock', 'host.lock', (path: string) => symlinkSync('/nowhere/at/all', path)],
    ['a folder as socket', 'host.sock', (path: string) => mkdirSync(join(path, 'x'), { recursive: true })],
  ])('%s is refused by name and left alone', async (_what, name, make) => {
    const folder = tempFolder();
    make(join(folder, name));
    await start(folder).line(is('refused workspace.in-the-way'));
    rmSync(join(folder, name), { recursive: true });
    await start(folder).line(is('here'));
  });

  test('a socket folder of somebody else is not used: another one is, or the workspace is refused with what to do', async (context) => {
    onUnix(context);
    const folder = join(tempFolder(), 'long'.repeat(25));
    mkdirSync(folder);
    const temporary = tempFolder();
    const before = { TMPDIR: process.env['TMPDIR'], XDG_RUNTIME_DIR: process.env['XDG_RUNTIME_DIR'] };
    const others = join(temporary, `quarterdeck-${process.getuid?.() ?? 0}`);
    symlinkSync('/', others);
    try {
      process.env['TMPDIR'] = temporary;
      delete process.env['XDG_RUNTIME_DIR'];
      const place = socketLocation(folder, 'n');
      expect(place.ok ? place.value : place.error.code).not.toContain(temporary);
      expect(place.ok || place.error.message.includes(others)).toBe(true);
    } finally {
      for (const [name, value] of Object.entries(before)) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
    }
  });
});
