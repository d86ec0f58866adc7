import { randomBytes } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { endSidecarOf } from '../../../main/cli/agents/end-sidecar.ts';
import { HostFacts, workspaceLock } from '../../../main/engine/host/workspace-lock.ts';
import { takeLock } from '../../../node/locks/file-lock.ts';
import { folderNumber } from '../../../node/locks/folder-number.ts';
import { sidecarFacts, sidecarLock } from '../../../sidecar/host/sidecar-lock.ts';
import { startProgram } from '../../support/programs/child-program.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const ports = {
  clock: { now: () => Date.now() },
  entropy: { bytes: (count: number) => new Uint8Array(randomBytes(count)) },
};
const wish = { socket: '/nowhere', key: 'k', shell: 'test', appVersion: '0' };
const at = (path: string) => ({ path, facts: HostFacts });
const program = 'tests/support/programs/lock-program.ts';
const outcome = (line: string): boolean => line === 'held' || line.startsWith('other');

function rewrite(path: string, change: Record<string, unknown>): void {
  const record = z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(path, 'utf8')));
  writeFileSync(path, JSON.stringify({ ...record, ...change }));
}

test('a sidecar goes on when the agent is removed in a copy of its folder', async () => {
  const [original, copy] = [join(tempFolder(), 'ada'), join(tempFolder(), 'ada')];
  mkdirSync(original);
  const taken = await takeLock(sidecarLock(original), sidecarFacts(original), ports);
  cpSync(original, copy, { recursive: true });
  const asked = vi.fn();
  process.on('SIGTERM', asked);
  onTestFinished(() => void process.off('SIGTERM', asked));
  expect(await endSidecarOf(copy)).toBe(true);
  expect(asked).not.toHaveBeenCalled();
  if (taken.held) taken.lock.release();
});

describe('the lock of a workspace', () => {
  test('has one holder; the second is told who, and gets it after the release', async () => {
    const path = join(tempFolder(), 'lock');
    const first = await takeLock(at(path), wish, ports);
    const second = await takeLock(at(path), wish, ports);
    expect(first.held).toBe(true);
    expect(second).toMatchObject({ held: false, holder: { pid: process.pid } });
    if (first.held) first.lock.release();
    expect(await takeLock(at(path), wish, ports)).toMatchObject({ held: true });
  });

  test('that came along in a copied folder is none; one in a renamed folder stands', async () => {
    const [original, copy] = [join(tempFolder(), 'one'), join(tempFolder(), 'copy')];
    mkdirSync(original);
    const first = workspaceLock(original);
    await takeLock(first, { ...wish, folder: folderNumber(original) }, ports);
    cpSync(original, copy, { recursive: true });
    const taken = await takeLock(workspaceLock(copy), { ...wish, folder: folderNumber(copy) }, ports);
    expect(taken.held).toBe(true);
    const renamed = `${original}-renamed`;
    renameSync(original, renamed);
    expect(
      await takeLock(workspaceLock(renamed), { ...wish, folder: folderNumber(renamed) }, ports),
    ).toMatchObject({
      held: false,
    });
  });

  test('is readable by its owner only and leaves no drafts behind', async () => {
    const folder = tempFolder();
    await takeLock(at(join(folder, 'lock')), wish, ports);
    await takeLock(at(join(folder, 'lock')), wish, ports);
    expect(readdirSync(folder)).toEqual(['lock']);
    expect(statSync(join(folder, 'lock')).mode & 0o077).toBe(0);
  });

  test('sweeps away what killed takers left long ago', async () => {
    const folder = tempFolder();
    const draft = join(folder, 'lock.abc.new');
    writeFileSync(draft, '{}');
    const longAgo = Date.now() / 1000 - 3600;
    utimesSync(draft, longAgo, longAgo);
    await takeLock(at(join(folder, 'lock')), wish, ports);
    expect(readdirSync(folder)).toEqual(['lock']);
  });

  describe('that is lost', () => {
    beforeEach(() => void vi.useFakeTimers());
    afterEach(() => void vi.useRealTimers());

    const lookedAt = async (path: string) => {
      const taken = await takeLock(at(path), wish, ports);
      if (!taken.held) throw new Error('another holds it');
      const { lock } = taken;
      let told = 0;
      return {
        lock,
        listen: () => lock.onLost(() => (told += 1)),
        told: () => told,
        look: () => vi.advanceTimersByTime(5_000),
      };
    };

    test('is told to who listens only later, until it is released', async () => {
      const path = join(tempFolder(), 'lock');
      const { lock, listen, told, look } = await lookedAt(path);
      rewrite(path, { nonce: 'another' });
      look();
      listen();
      look();
      expect(told()).toBe(1);
      lock.release();
      look();
      expect(told()).toBe(1);
    });

    test('with its folder is kept again when that is back', async () => {
      const folder = tempFolder();
      const [here, away] = [join(folder, 'here'), join(folder, 'away')];
      mkdirSync(here);
      const path = join(here, 'lock');
      const { listen, told, look } = await lookedAt(path);
      listen();
      renameSync(here, away);
      look();
      renameSync(away, here);
      utimesSync(path, 1, 1);
      look();
      expect(statSync(path).mtimeMs).toBeGreaterThan(1_000);
      expect(told()).toBe(1);
      rewrite(path, { nonce: 'another' });
      look();
      expect(told()).toBe(2);
    });
  });

  test('of a living process stands', async () => {
    const path = join(tempFolder(), 'lock');
    const holder = startProgram(program, [path]);
    await holder.line((line) => line === 'held');
    expect(await takeLock(at(path), wish, ports)).toMatchObject({
      held: false,
      holder: { pid: holder.process.pid },
    });
  });

  test('of a killed process is taken over', async () => {
    const path = join(tempFolder(), 'lock');
    const holder = startProgram(program, [path]);
    await holder.line((line) => line === 'held');
    await holder.kill('SIGKILL');
    expect(existsSync(path)).toBe(true);
    expect(await takeLock(at(path), wish, ports)).toMatchObject({ held: true });
  });

  test('of a process whose number was reused is taken over', async () => {
    const path = join(tempFolder(), 'lock');
    await takeLock(at(path), wish, ports);
    rewrite(path, { started: 'another boot/1' });
    expect(await takeLock(at(path), wish, ports)).toMatchObject({ held: true });
  });

  test('of another machine stands while it is touched, and falls when it was not for long', async () => {
    const path = join(tempFolder(), 'lock');
    await takeLock(at(path), wish, ports);
    rewrite(path, { machine: 'elsewhere', pid: 1 });
    expect(await takeLock(at(path), wish, ports)).toMatchObject({
      held: false,
      holder: { machine: 'elsewhere' },
    });
    const longAgo = Date.now() / 1000 - 3600;
    utimesSync(path, longAgo, longAgo);
    expect(await takeLock(at(path), wish, ports)).toMatchObject({ held: true });
  });

  test('that is torn is taken over once it is old enough', async () => {
    const path = join(tempFolder(), 'lock');
    writeFileSync(path, '{"nonce":"x"');
    const longAgo = Date.now() / 1000 - 60;
    utimesSync(path, longAgo, longAgo);
    expect(await takeLock(at(path), wish, ports)).toMatchObject({ held: true });
  });

  test('goes to exactly one of many who find it dead at once, even when a taker died half way', async () => {
    const folder = tempFolder();
    const path = join(folder, 'lock');
    const dead = startProgram(program, [path]);
    await dead.line((line) => line === 'held');
    await dead.kill('SIGKILL');
    const { nonce } = z.object({ nonce: z.string() }).parse(JSON.parse(readFileSync(path, 'utf8')));
    // As a taker leaves it that is killed between winning the guard and replacing the lock.
    writeFileSync(`${path}.${nonce}`, readFileSync(path));
    const takers = Array.from({ length: 6 }, () => startProgram(program, [path]));
    const outcomes = await Promise.all(takers.map((taker) => taker.line(outcome)));
    const winners = takers.filter((_, index) => outcomes[index] === 'held');
    expect(winners).toHaveLength(1);
    const others = outcomes.filter((line) => line !== 'held');
    expect(new Set(others)).toEqual(new Set([`other ${winners[0]?.process.pid}`]));
    expect(readdirSync(folder)).toEqual(['lock']);
  });
});
