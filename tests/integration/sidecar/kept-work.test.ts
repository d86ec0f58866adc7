import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RepositoryId } from '../../../core/kernel/ids.ts';
import { runTestSidecar } from '../../support/fleet/running-sidecar.ts';
import { startScriptedHub, writeAgent } from '../../support/fleet/scripted-hub.ts';
import { git, makeRemote } from '../../support/git-remote.ts';
import { tempFolder } from '../../support/temp-folder.ts';

async function setUp(retries: number, workspaces: Readonly<Record<string, unknown>> = {}) {
  const hub = await startScriptedHub({ retries });
  const folder = tempFolder();
  const remote = makeRemote(folder);
  const agent = join(folder, 'agent');
  writeAgent(agent, hub.url, { workspaces });
  const repository = { id: RepositoryId.parse('re_one'), name: 'one', url: remote.url };
  const runs = join(folder, 'runs');
  const work = { kind: 'shell' as const, command: `echo run >> ${runs}; echo done > done.txt` };
  const clone = join(agent, 'repositories', 're_one.git');
  return { hub, folder, remote, agent, repository, runs, work, clone };
}

/** A hook that says no so many times, then yes. */
function refuse(hook: string, times: number, words: string): void {
  mkdirSync(join(hook, '..'), { recursive: true });
  const count = `${hook}.count`;
  writeFileSync(
    hook,
    `#!/bin/sh\necho x >> ${count}\n[ "$(grep -c x ${count})" -le ${times} ] || exit 0\necho "${words}" >&2\nexit 1\n`,
  );
  chmodSync(hook, 0o755);
}

const generation = (n: number) => (frame: { readonly generation: number }) => frame.generation === n;

describe('finished work', () => {
  it('that the remote refuses is done once, told with the remote’s words, and only pushed again', async () => {
    const { hub, remote, agent, repository, runs, work, clone } = await setUp(2);
    refuse(join(remote.url, 'hooks', 'pre-receive'), 2, 'branch names must match team/*');
    const sidecar = runTestSidecar(agent);
    hub.submit('refused', { work, repository, verification: [{ type: 'file_exists', path: 'done.txt' }] });
    const first = await hub.frame('fail', generation(1));
    expect(first).toMatchObject({ reason: 'undelivered', retryable: true });
    expect(first.error).toContain('branch names must match team/*');
    expect(first.error).toContain('refs/quarterdeck/finished/ta_refused');
    const second = await hub.frame('fail', generation(2));
    expect(second).toMatchObject({ reason: 'undelivered' });
    const end = await hub.frame('complete');
    expect(end.generation).toBe(3);
    expect(end.result).toMatchObject({ verified: true, branch: 'quarterdeck/ta_refused' });
    expect(first.error).toContain(end.result.commit?.slice(0, 12));
    expect(git(remote.url, 'rev-parse', 'quarterdeck/ta_refused')).toBe(end.result.commit);
    expect(readFileSync(runs, 'utf8')).toBe('run\n');
    expect(git(clone, 'for-each-ref', 'refs/quarterdeck/finished', 'refs/quarterdeck/set-aside')).toBe('');
    await sidecar.stop();
  });

  it('is pushed by the command that is told with it, also onto the mark of a second attempt', async () => {
    const { hub, folder, remote, agent, repository } = await setUp(1);
    const closed = join(folder, 'closed');
    const hook = join(remote.url, 'hooks', 'pre-receive');
    mkdirSync(join(hook, '..'), { recursive: true });
    writeFileSync(hook, `#!/bin/sh\n[ ! -e ${closed} ]\n`);
    chmodSync(hook, 0o755);
    runTestSidecar(agent);
    const command = `echo done > done.txt; [ "$QUARTERDECK_GENERATION" = 2 ] && touch ${closed}`;
    hub.submit('byhand', { work: { kind: 'shell', command }, repository });
    const { error } = await hub.frame('fail', generation(2));
    rmSync(closed);
    expect(git(remote.url, 'log', '-1', '--format=%s', 'quarterdeck/ta_byhand')).toContain('begins');
    execFileSync('sh', ['-c', / To push it by hand: (.+)$/.exec(error)?.[1] ?? 'false'], { stdio: 'pipe' });
    expect(git(remote.url, 'show', 'quarterdeck/ta_byhand:done.txt')).toBe('done');
  });

  it('is handed over by a sidecar that was ended meanwhile', async () => {
    const { hub, remote, agent, repository, runs, work } = await setUp(0);
    refuse(join(remote.url, 'hooks', 'pre-receive'), 1, 'not today');
    const before = runTestSidecar(agent);
    const taskId = hub.submit('restart', { work, repository });
    await hub.frame('fail');
    await hub.until(() => hub.tasks.get(taskId)?.status === 'given-up');
    await before.stop();
    runTestSidecar(agent);
    hub.requeue(taskId);
    const end = await hub.frame('complete');
    expect(git(remote.url, 'rev-parse', 'quarterdeck/ta_restart')).toBe(end.result.commit);
    expect(readFileSync(runs, 'utf8')).toBe('run\n');
  });

  it('is done anew when the main branch was rewritten below it', async () => {
    const { hub, remote, agent, repository, runs, work } = await setUp(0);
    refuse(join(remote.url, 'hooks', 'pre-receive'), 1, 'not today');
    runTestSidecar(agent);
    const taskId = hub.submit('anew', { work, repository });
    await hub.frame('fail');
    await hub.until(() => hub.tasks.get(taskId)?.status === 'given-up');
    const anew = git(remote.url, 'commit-tree', '-m', 'Begin anew', 'trunk^{tree}');
    git(remote.url, 'update-ref', 'refs/heads/trunk', anew);
    hub.requeue(taskId);
    const end = await hub.frame('complete');
    expect(readFileSync(runs, 'utf8')).toBe('run\nrun\n');
    expect(git(remote.url, 'rev-parse', `${end.result.commit}^`)).toBe(anew);
  });

  it('that a hook of the repository refuses is committed and kept, and the hook asked again', async () => {
    const { hub, remote, agent, repository, runs, work, clone } = await setUp(1, { hooks: true });
    refuse(join(clone, 'hooks', 'pre-commit'), 1, 'format it first');
    runTestSidecar(agent);
    hub.submit('hooked', { work, repository });
    const failed = await hub.frame('fail');
    expect(failed).toMatchObject({ reason: 'undelivered' });
    expect(failed.error).toContain('format it first');
    const end = await hub.frame('complete');
    expect(git(remote.url, 'show', `${end.result.commit}:done.txt`)).toBe('done');
    expect(git(remote.url, 'rev-list', '--count', `trunk..${end.result.commit}`)).toBe('1');
    expect(readFileSync(runs, 'utf8')).toBe('run\n');
  });

  it('that pre-push refuses sees the work tree, and is kept', async () => {
    const { hub, agent, repository, work, clone } = await setUp(1, { hooks: true });
    refuse(join(clone, 'hooks', 'pre-push'), 1, 'tests fail beside $(cat done.txt)');
    runTestSidecar(agent);
    hub.submit('prepush', { work, repository });
    const failed = await hub.frame('fail');
    expect(failed.error).toContain('tests fail beside done');
    await hub.frame('complete');
  });
});
