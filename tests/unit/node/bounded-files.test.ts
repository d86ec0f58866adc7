import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { boundedFiles, FILE_BOUNDS, WAITING_THREADS } from '../../../node/files/bounded-files.ts';
import type { FilePort } from '../../../node/files/file-port.ts';
import { memoryFiles } from '../../support/devices/memory-files.ts';

const BOUNDS = { answerMs: 1_000, atOnce: 2, together: 4 };

/** Files below `/share` answer only when `comeBack` says so; the others at once. */
function withAwayShare() {
  const disk = memoryFiles(() => 0);
  const hanging: (() => void)[] = [];
  let asked = 0;
  const answer = async <Value>(path: string, call: () => Promise<Value>): Promise<Value> => {
    if (path.startsWith('/share/')) {
      asked += 1;
      await new Promise<void>((resolve) => hanging.push(resolve));
    }
    return call();
  };
  const closed: string[] = [];
  const noted = <Opened extends { close(): Promise<void> }>(path: string, opened: Opened): Opened => ({
    ...opened,
    close: async () => void closed.push(path),
  });
  const slow: FilePort = {
    ...disk,
    read: (path) => answer(path, () => disk.read(path)),
    hold: (path) => answer(path, async () => noted(path, await disk.hold(path))),
    createExclusive: (path, mode) =>
      answer(path, async () => noted(path, await disk.createExclusive(path, mode))),
  };
  return {
    disk,
    closed,
    files: boundedFiles(slow, BOUNDS),
    asked: () => asked,
    comeBack: () => hanging.splice(0).forEach((end) => end()),
  };
}

const outcome = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'answered',
    (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : String(error)),
  );

describe('files with a bound for every call', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('leaves threads to everything else, however many folders of a share do not answer', async () => {
    const { disk, files, asked, comeBack } = withAwayShare();
    disk.save('/here/a.md', new Uint8Array());
    const paths = Array.from({ length: 20 }, (_, at) => `/share/${at}/plan.md`);
    const reads = paths.map((path) => outcome(files.read(path)));
    await vi.advanceTimersByTimeAsync(BOUNDS.answerMs);
    expect(new Set(await Promise.all(reads))).toEqual(new Set(['ETIMEDOUT']));
    expect(await outcome(files.read('/share/other/plan.md'))).toBe('ETIMEDOUT');
    expect(asked()).toBe(BOUNDS.together);
    comeBack();
    await vi.advanceTimersByTimeAsync(0);
    expect(await outcome(files.read('/here/a.md'))).toBe('answered');
  });

  it('has threads to spare in every process that hosts an engine', () => {
    expect(FILE_BOUNDS.together).toBeLessThan(WAITING_THREADS);
    const command = readFileSync('quarterdeck.mjs', 'utf8');
    expect(command).toContain(`process.env.UV_THREADPOOL_SIZE = '${WAITING_THREADS}';`);
  });

  it('goes on with a folder that has answered since the others fell silent', async () => {
    const { disk, files } = withAwayShare();
    disk.save('/here/a.md', new Uint8Array());
    disk.save('/there/b.md', new Uint8Array());
    const read = (path: string): Promise<string> => outcome(files.read(path));
    const silent = [read('/share/0/a.md'), read('/share/0/b.md')];
    await vi.advanceTimersByTimeAsync(BOUNDS.answerMs);
    silent.push(read('/share/1/a.md'));
    expect(await read('/here/a.md')).toBe('answered');
    silent.push(read('/share/2/a.md'));
    // Behind it, and nothing tells it from the share.
    const unknown = read('/there/b.md');
    await vi.advanceTimersByTimeAsync(BOUNDS.answerMs);
    expect(new Set(await Promise.all([...silent, unknown]))).toEqual(new Set(['ETIMEDOUT']));
    expect(await read('/there/b.md')).toBe('ETIMEDOUT');
    expect(await read('/here/a.md')).toBe('answered');
  });

  it('closes what is opened after it was given up on, and removes what was made', async () => {
    const { disk, files, comeBack, closed } = withAwayShare();
    disk.save('/share/0/a.md', new Uint8Array());
    const held = outcome(files.hold('/share/0/a.md'));
    const made = outcome(files.createExclusive('/share/0/.a.md.draft', 0o600));
    await vi.advanceTimersByTimeAsync(BOUNDS.answerMs);
    expect([await held, await made]).toEqual(['ETIMEDOUT', 'ETIMEDOUT']);
    comeBack();
    await vi.advanceTimersByTimeAsync(0);
    expect(closed.toSorted()).toEqual(['/share/0/.a.md.draft', '/share/0/a.md']);
    expect(disk.paths()).toEqual(['/share/0/a.md']);
    expect(await outcome(files.facts('/share/0/a.md'))).toBe('answered');
  });
});
