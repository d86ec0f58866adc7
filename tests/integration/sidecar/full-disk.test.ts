import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RepositoryId } from '../../../core/kernel/ids.ts';
import { type ScriptedHub, startScriptedHub, writeAgent } from '../../support/fleet/scripted-hub.ts';
import { makeRemote } from '../../support/git-remote.ts';
import { needsOwnMounts, withMounts } from '../../support/own-mounts.ts';
import { type ChildProgram, startProgram } from '../../support/programs/child-program.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const FILL = 'dd if=/dev/zero of=big bs=64k count=4000';

interface Stage {
  readonly hub: ScriptedHub;
  readonly folder: string;
  readonly sidecar: ChildProgram;
}

async function onSmallDisk(kilobytes: number, more: Readonly<Record<string, unknown>> = {}): Promise<Stage> {
  const hub = await startScriptedHub();
  const folder = tempFolder();
  const path = join(folder, 'disk');
  mkdirSync(path);
  writeAgent(join(folder, 'prepared'), hub.url, more);
  const sidecar = startProgram(
    'tests/support/programs/small-disk-sidecar-program.ts',
    [join(folder, 'prepared'), path],
    undefined,
    (command) => withMounts([{ kind: 'small-disk', path, kilobytes }], command),
  );
  return { hub, folder, sidecar };
}

const shell = (command: string) => ({ work: { kind: 'shell' as const, command } });

async function nextTaskRuns({ hub }: Stage): Promise<void> {
  hub.submit('next', shell('dd if=/dev/zero of=some bs=64k count=16 && echo room'));
  const end = await hub.frame('complete', (frame) => frame.taskId === 'ta_next');
  expect(end.transcript.lines.map((line) => line.text)).toContain('room');
}

describe('a task that fills the disk', () => {
  it('ends as it ended, its workspace is cleared, and the next one runs', async (context) => {
    needsOwnMounts(context);
    const stage = await onSmallDisk(4096);
    stage.hub.submit('fill', shell(FILL));
    const end = await stage.hub.frame('fail');
    expect(end.error).toContain('exit code 1');
    expect(end.transcript.lines.map((line) => line.text).join('\n')).toContain('No space left on device');
    await nextTaskRuns(stage);
    expect(stage.sidecar.lines.join('\n')).toContain('The room kept in reserve is used');
  });

  it('also when nothing was left in reserve, and it printed much', async (context) => {
    needsOwnMounts(context);
    const stage = await onSmallDisk(4096);
    stage.hub.submit(
      'fill',
      shell(`rm ../../reserve; seq 1 3000; ${FILL}; for n in 1 2 3; do cat /dev/zero > small-$n; done`),
    );
    const end = await stage.hub.frame('fail');
    expect(end.transcript.lines.map((line) => line.text).join('\n')).toContain('No space left on device');
    await nextTaskRuns(stage);
    expect(stage.sidecar.lines.join('\n')).toContain('The workspace of the attempt was removed');
  });

  it('in a repository, too', async (context) => {
    needsOwnMounts(context);
    const stage = await onSmallDisk(4096);
    const remote = makeRemote(stage.folder);
    const repository = { id: RepositoryId.parse('re_one'), name: 'one', url: remote.url };
    stage.hub.submit('fill', { ...shell(`${FILL}; echo kept`), repository });
    const end = await stage.hub.frame('fail');
    expect(end.error).toContain('No space left on device');
    await nextTaskRuns(stage);
    stage.hub.submit('again', { ...shell('echo x > x.md'), repository });
    await stage.hub.frame('complete', (frame) => frame.taskId === 'ta_again');
  });

  it('is named when it leaves no room to start a sidecar, or to take any into reserve', async (context) => {
    needsOwnMounts(context);
    // Two pages hold configuration and token; a third the lock.
    const without = await onSmallDisk(8);
    expect(await without.sidecar.line((line) => line.startsWith('ended'))).toBe('ended disk-full');
    const { sidecar } = await onSmallDisk(128);
    await sidecar.line((line) => line.includes('almost full'));
  });
});
