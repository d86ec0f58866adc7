import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RepositoryId } from '../../../core/kernel/ids.ts';
import { runTestSidecar } from '../../support/fleet/running-sidecar.ts';
import { type ScriptedHub, startScriptedHub, writeAgent } from '../../support/fleet/scripted-hub.ts';
import { type GitRemote, git, makeRemote } from '../../support/git-remote.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const id = RepositoryId.parse('re_one');
const shell = (command: string) => ({ work: { kind: 'shell' as const, command } });

interface Stage {
  readonly hub: ScriptedHub;
  readonly remote: GitRemote;
  readonly agent: string;
  readonly repository: { readonly id: typeof id; readonly name: string; readonly url: string };
}

async function setUp(more: Readonly<Record<string, unknown>> = {}): Promise<Stage> {
  const hub = await startScriptedHub();
  const folder = tempFolder();
  const remote = makeRemote(folder);
  const agent = join(folder, 'agent');
  writeAgent(agent, hub.url, more);
  return { hub, remote, agent, repository: { id, name: 'one', url: remote.url } };
}

const cleared = ({ hub, agent }: Stage) => hub.until(() => readdirSync(join(agent, 'attempts')).length === 0);

describe('a task in a repository', () => {
  it('works on a branch from the freshly fetched main branch, commits as the agent and pushes', async () => {
    const stage = await setUp();
    const { hub, remote, agent, repository } = stage;
    runTestSidecar(agent);
    hub.submit('first', { ...shell('cat README.md; echo a > a.txt'), repository });
    const first = await hub.frame('complete');
    expect(first.result.branch).toBe('quarterdeck/ta_first');
    const base = remote.push({ 'README.md': 'second\n' });

    hub.submit('second', {
      description: 'Add b\n\nWith a reason.',
      ...shell('cat README.md; echo b > b.txt'),
      repository,
    });
    const second = await hub.frame('complete', (frame) => frame.taskId === 'ta_second');
    expect(second.transcript.lines.map((line) => line.text)).toContain('second');
    const commit = second.result.commit ?? '';
    expect(git(remote.url, 'rev-parse', 'quarterdeck/ta_second')).toBe(commit);
    expect(git(remote.url, 'rev-parse', `${commit}^`)).toBe(base);
    expect(
      git(remote.url, 'log', '-1', '--format=%an|%ae|%s|%(trailers:key=Quarterdeck-Task,valueonly)', commit),
    ).toBe('Tester|ag_tester@agents.invalid|Add b|ta_second');
    expect(git(remote.url, 'show', '--format=', '--name-only', commit)).toBe('b.txt');
    expect(second.result.summary).toContain('open a request for trunk');
    await cleared(stage);
    expect(readdirSync(join(agent, 'workspaces'))).toEqual([]);
    const clone = join(agent, 'repositories', 're_one.git');
    expect(
      git(clone, 'for-each-ref', 'refs/heads', 'refs/quarterdeck/set-aside', 'refs/quarterdeck/finished'),
    ).toBe('');
  });

  it('says that nothing was changed, and makes no branch', async () => {
    const { hub, remote, agent, repository } = await setUp();
    runTestSidecar(agent);
    hub.submit('look', { ...shell('cat README.md'), repository });
    const end = await hub.frame('complete');
    expect(end.result).toMatchObject({ branch: null, commit: null, pullRequest: null });
    expect(end.result.summary).toContain('Nothing in the repository was changed');
    expect(git(remote.url, 'branch', '--list', 'quarterdeck/*')).toBe('');
  });

  it('takes over commits the work made itself, also from another branch', async () => {
    const { hub, remote, agent, repository } = await setUp();
    runTestSidecar(agent);
    const own = 'git -c user.name=x -c user.email=x@example.invalid commit -qm own';
    hub.submit('own', {
      ...shell(`git checkout -q -b elsewhere && echo c > c && git add c && ${own} && echo d > d`),
      repository,
    });
    const end = await hub.frame('complete');
    expect(git(remote.url, 'log', '--format=%s', 'trunk..quarterdeck/ta_own').split('\n')).toEqual([
      'Do a small thing',
      'own',
    ]);
    expect(end.result.branch).toBe('quarterdeck/ta_own');
  });

  it('refuses work that left the history of the main branch, and keeps it as a ref', async () => {
    const { hub, remote, agent, repository } = await setUp();
    runTestSidecar(agent);
    const own = 'git -c user.name=x -c user.email=x@example.invalid commit -qm root';
    hub.submit('orphan', { ...shell(`git checkout -q --orphan other && ${own}`), repository });
    const end = await hub.frame('fail');
    expect(end.error).toContain('does not grow from trunk');
    expect(git(remote.url, 'branch', '--list', 'quarterdeck/*')).toBe('');
    const ref = /refs\/quarterdeck\/set-aside\/\S+/.exec(end.error)?.[0] ?? '';
    expect(git(join(agent, 'repositories', 're_one.git'), 'log', '-1', '--format=%s', ref)).toBe('root');
  });

  it('keeps what a failed attempt left, uncommitted files included, and begins the next one clean', async () => {
    const stage = await setUp();
    const { hub, agent, repository } = stage;
    runTestSidecar(agent);
    hub.submit('half', { ...shell('echo half > half.txt; exit 1'), repository });
    await hub.frame('fail');
    await cleared(stage);
    const clone = join(agent, 'repositories', 're_one.git');
    const ref = git(clone, 'for-each-ref', '--format=%(refname)', 'refs/quarterdeck/set-aside');
    expect(ref).toContain('ta_half.g1');
    expect(git(clone, 'show', `${ref}:half.txt`)).toBe('half');
    hub.submit('clean', { ...shell('ls; git status --porcelain'), repository });
    const end = await hub.frame('complete');
    expect(end.transcript.lines.filter((line) => line.stream === 'stdout').map((line) => line.text)).toEqual([
      'README.md',
    ]);
  });

  it('keeps the folder of a failed attempt whose files git can’t take in', async () => {
    const stage = await setUp();
    const { hub, agent, repository } = stage;
    runTestSidecar(agent);
    hub.submit('inner', { ...shell('echo half > half.txt; git init -q inner; exit 1'), repository });
    await hub.frame('fail');
    await cleared(stage);
    const left = join(agent, 'set-aside', 'ta_inner.g1.left');
    expect(readFileSync(join(left, 'half.txt'), 'utf8')).toBe('half\n');
  });

  it('runs no hook of the repository, unless the agent is set to', async () => {
    for (const hooks of [false, true]) {
      const stage = await setUp({ workspaces: { hooks } });
      const { hub, agent, repository } = stage;
      const sidecar = runTestSidecar(agent);
      hub.submit('warm', { ...shell('true'), repository });
      await hub.frame('complete');
      await cleared(stage);
      const hook = join(agent, 'repositories', 're_one.git', 'hooks', 'pre-commit');
      mkdirSync(join(hook, '..'), { recursive: true });
      const trace = join(agent, 'hooked');
      writeFileSync(hook, `#!/bin/sh\ntouch ${trace}\n`);
      chmodSync(hook, 0o755);
      hub.submit('commit', { ...shell('echo e > e'), repository });
      await hub.frame('complete', (frame) => frame.taskId === 'ta_commit');
      expect([hooks, existsSync(trace)]).toEqual([hooks, hooks]);
      await sidecar.stop();
    }
  });

  it('leaves the branch on the host when it is set not to push, and says how to push it', async () => {
    const stage = await setUp({ workspaces: { push: false } });
    const { hub, remote, agent, repository } = stage;
    runTestSidecar(agent);
    hub.submit('quiet', { ...shell('echo f > f'), repository });
    const end = await hub.frame('complete');
    await cleared(stage);
    const clone = join(agent, 'repositories', 're_one.git');
    expect(end.result.summary).toContain(`git --git-dir=${clone} push origin quarterdeck/ta_quiet`);
    expect(git(clone, 'rev-parse', 'quarterdeck/ta_quiet')).toBe(end.result.commit);
    expect(git(remote.url, 'branch', '--list', 'quarterdeck/*')).toBe('');
  });

  it('opens a pull request through the tool that fits the remote', async () => {
    const stage = await setUp();
    const { hub, remote, agent } = stage;
    const tools = tempFolder();
    const said = join(tools, 'said');
    writeFileSync(
      join(tools, 'gh'),
      `#!/bin/sh\nprintf '%s\\n' "$@" > ${said}\necho https://github.com/example/one/pull/7\n`,
    );
    chmodSync(join(tools, 'gh'), 0o755);
    // Git itself leads the address to the local remote, so that everything else is as with the real one.
    const config = join(tools, 'gitconfig');
    writeFileSync(config, `[url "${remote.url}"]\n\tinsteadOf = https://github.com/example/one.git\n`);
    const environment = {
      ...process.env,
      PATH: `${tools}:${process.env['PATH'] ?? ''}`,
      GIT_CONFIG_GLOBAL: config,
    };
    runTestSidecar(agent, { environment });
    const repository = { id, name: 'one', url: 'https://github.com/example/one.git' };
    hub.submit('request', { description: '--fill is no option', ...shell('echo g > g'), repository });
    const end = await hub.frame('complete');
    expect(end.result.pullRequest).toBe('https://github.com/example/one/pull/7');
    expect(readFileSync(said, 'utf8').split('\n')).toEqual(
      expect.arrayContaining([
        '--head=quarterdeck/ta_request',
        '--base=trunk',
        '--title=--fill is no option',
      ]),
    );
  });

  it('fails in words, and may be tried again, when the remote is not there', async () => {
    const { hub, agent, repository } = await setUp();
    runTestSidecar(agent);
    hub.submit('gone', { ...shell('true'), repository: { ...repository, url: '/nowhere/at/all.git' } });
    const end = await hub.frame('fail');
    expect(end).toMatchObject({ retryable: true });
    expect(end.error).toContain("The repository one can't be fetched");
  });
});
