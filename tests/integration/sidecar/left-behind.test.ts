import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RepositoryId } from '../../../core/kernel/ids.ts';
import { runTestSidecar } from '../../support/fleet/running-sidecar.ts';
import { startScriptedHub, writeAgent } from '../../support/fleet/scripted-hub.ts';
import { git, makeRemote } from '../../support/git-remote.ts';
import { onUnix } from '../../support/not-run.ts';
import { tempFolder } from '../../support/temp-folder.ts';

async function setUp() {
  const hub = await startScriptedHub();
  const folder = tempFolder();
  const remote = makeRemote(folder);
  const agent = join(folder, 'agent');
  writeAgent(agent, hub.url, {});
  const repository = { id: RepositoryId.parse('re_one'), name: 'one', url: remote.url };
  const clone = join(agent, 'repositories', 're_one.git');
  const submit = (name: string, command: string, more: object = {}) =>
    hub.submit(name, { work: { kind: 'shell', command }, repository, ...more });
  /** Runs it, and answers what is said of its failure, and the one folder that was kept. */
  const failed = async (name: string, command: string) => {
    runTestSidecar(agent);
    submit(name, command);
    const { error } = await hub.frame('fail');
    expect(git(remote.url, 'for-each-ref', '--format=%(refname:short)', 'refs/heads')).toBe('trunk');
    const aside = join(agent, 'set-aside');
    const [kept = 'none'] = readdirSync(aside);
    expect(error).toContain(join(aside, kept));
    return { error, kept: join(aside, kept) };
  };
  /** Runs it, and answers what is said at its end. */
  const completed = async (name: string, command: string, more: object = {}) => {
    runTestSidecar(agent);
    submit(name, command, more);
    return (await hub.frame('complete')).result;
  };
  return { folder, remote, agent, clone, submit, failed, completed, hub };
}

describe('work that ends', () => {
  it('with merge conflicts is not handed over, and kept', async () => {
    const stage = await setUp();
    const { error, kept } = await stage.failed(
      'conflict',
      'echo one > README.md; git commit -qam one; git checkout -q -b side HEAD^; echo two > README.md; git commit -qam two; git checkout -q -; git merge side; true',
    );
    expect(error).toContain('merge conflicts that nobody resolved, in README.md.');
    expect(readFileSync(join(kept, 'README.md'), 'utf8')).toContain('<<<<<<<');
  });

  it('with a merge that was resolved but not committed is handed over', async () => {
    const stage = await setUp();
    const { commit } = await stage.completed(
      'resolved',
      'echo one > README.md; git commit -qam one; git checkout -q -b side HEAD^; echo two > README.md; git commit -qam two; git checkout -q -; git merge side; echo both > README.md',
    );
    expect(git(stage.remote.url, 'show', `${commit}:README.md`)).toBe('both');
    expect(git(stage.remote.url, 'rev-list', '--count', '--merges', `trunk..${commit}`)).toBe('1');
  });

  it('in the middle of a rebase is not handed over, since commits are missing', async () => {
    const stage = await setUp();
    const { error } = await stage.failed(
      'rebase',
      'B=$(git branch --show-current); git checkout -q -b side; echo two > README.md; git commit -qam two; git checkout -q $B; echo one > README.md; git commit -qam one; git checkout -q side; git rebase $B; git checkout -q --ours README.md; true',
    );
    expect(error).toContain('in the middle of a rebase');
  });

  it('where git can write nothing just then fails, and may be tried again', async () => {
    const stage = await setUp();
    runTestSidecar(stage.agent);
    stage.submit('blocked', 'echo two > README.md; B=$(git symbolic-ref HEAD); mkdir -p ".git/$B.lock/held"');
    expect(await stage.hub.frame('fail')).toMatchObject({
      error: expect.stringContaining('git commit failed'),
      retryable: true,
    });
  });

  it('with commits on another branch, or in the stash, keeps them and says where', async () => {
    const stage = await setUp();
    const { summary, branch } = await stage.completed(
      'side',
      'B=$(git branch --show-current); git checkout -q -b idea; echo a > a.txt; git add .; git commit -qm idea; git checkout -q $B; echo b > README.md; git stash -q',
    );
    expect(branch).toBeNull();
    expect(summary).toContain('on the branch idea is not in it');
    expect(summary).toContain('in the stash is not in it');
    const refs = [...summary.matchAll(/refs\/quarterdeck\/set-aside\/\S+/g)].map(([ref]) => ref);
    const kept = refs.map((ref) => git(stage.clone, 'ls-tree', '--name-only', ref).split('\n'));
    expect(kept).toContainEqual(['README.md', 'a.txt']);
    expect(refs.map((ref) => git(stage.clone, 'show', `${ref}:README.md`)).toSorted()).toEqual([
      'b',
      'first',
    ]);
  });

  it('with files that .gitignore leaves out says so where a check asked for one, or nothing else was made', async () => {
    const stage = await setUp();
    stage.remote.push({ '.gitignore': 'dist/\n*.log\n' });
    const onlyIgnored = await stage.completed('only', 'mkdir dist; echo x > dist/x; echo y > b.log');
    expect(onlyIgnored.summary).toContain('b.log and dist/ are left out by .gitignore');
    const verification = [{ type: 'file_exists', path: 'dist/x' }];
    stage.submit('asked', 'mkdir dist; echo x > dist/x; echo z > z.txt', { verification });
    const asked = await stage.hub.frame('complete', (frame) => frame.taskId === 'ta_asked');
    expect(asked.result.summary).toContain('dist/x is left out by .gitignore');
    expect(asked.result.branch).not.toBeNull();
  });
});

describe('a repository inside of the work', () => {
  it('is left out of the branch where it is a clone, with a word', async () => {
    const stage = await setUp();
    const { remote } = stage;
    const { summary, commit } = await stage.completed(
      'clone',
      `git clone -q ${remote.url} 'look [here] at'; git clone -q ${remote.url} added; git add added; git commit -qm added; echo a > a.txt`,
    );
    expect(git(remote.url, 'ls-tree', '--name-only', commit ?? '').split('\n')).toEqual([
      'README.md',
      'a.txt',
    ]);
    expect(summary).toContain('are clones of other repositories, so they were left out');
  });

  it.each([
    ['has commits of its own', 'git init -q sub; cd sub; echo a > a; git add a; git commit -qm a'],
    ['has no commit yet', 'git init -q sub; echo a > sub/a'],
    [
      'was added as a mere pointer',
      'git init -q sub; cd sub; echo a > a; git add a; git commit -qm a; cd ..; git add sub; git commit -qm sub',
    ],
  ])('that %s is kept with the workspace', async (_, command) => {
    const stage = await setUp();
    const { error, kept } = await stage.failed('nested', command);
    expect(error).toContain('sub is a git repository of its own');
    expect(readFileSync(join(kept, 'sub', 'a'), 'utf8')).toBe('a\n');
  });
});

describe('a task that removes its repository', () => {
  it('touches none that the agent’s folder lies in, and its files are kept', async () => {
    const stage = await setUp();
    git(stage.folder, 'init', '--quiet', '.');
    git(stage.folder, 'commit', '--quiet', '--allow-empty', '--message=A person’s own');
    const { error, kept } = await stage.failed(
      'removed',
      'rm -rf .git; echo z > z.txt; git rev-parse --show-toplevel && touch found; true',
    );
    expect(error).toContain('removed or damaged the .git folder');
    expect(readFileSync(join(kept, 'z.txt'), 'utf8')).toBe('z\n');
    expect(existsSync(join(kept, 'found'))).toBe(false);
    expect(git(stage.folder, 'log', '--format=%s')).toBe('A person’s own');
    expect(git(stage.folder, 'diff', '--cached', '--name-only')).toBe('');
  });

  it('or begins another in its place, has its files kept when it fails, too', async () => {
    const stage = await setUp();
    runTestSidecar(stage.agent);
    stage.submit('anew', 'rm -rf .git; git init -q; echo z > z.txt; exit 1');
    await stage.hub.frame('fail');
    await stage.hub.until(() => readdirSync(join(stage.agent, 'attempts')).length === 0);
    const [kept = 'none'] = readdirSync(join(stage.agent, 'set-aside'));
    expect(readFileSync(join(stage.agent, 'set-aside', kept, 'z.txt'), 'utf8')).toBe('z\n');
  });
});

it('a command that would open an editor takes the text as it stands', async () => {
  const stage = await setUp();
  const { commit } = await stage.completed(
    'editor',
    'echo a > a.txt; git add .; git commit -qm first; git commit --amend; GIT_COMMITTER_NAME=x git rebase -i HEAD^ && git revert HEAD && ${VISUAL:-vi} x',
  );
  expect(git(stage.remote.url, 'log', '--format=%s', `trunk..${commit}`).split('\n')).toEqual([
    'Revert "first"',
    'first',
  ]);
});

it('a host without git is said so, with what to do', async () => {
  const stage = await setUp();
  runTestSidecar(stage.agent, { environment: { PATH: '/nowhere' } });
  stage.submit('gitless', 'true');
  const { error } = await stage.hub.frame('fail');
  expect(error).toBe(
    'git init could not be run: git is not installed on this host, or not on its PATH. Install it, then try again.',
  );
});

/** PATH with a git that has no room for one of its commands. */
function pathWithFullGit(folder: string, command: string): string {
  const programs = join(folder, 'programs');
  mkdirSync(programs);
  const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
  const full = `#!/bin/sh\ncase " $* " in *" ${command}"*) echo "fatal: No space left on device" >&2; exit 128;; esac\nexec ${real} "$@"\n`;
  writeFileSync(join(programs, 'git'), full, { mode: 0o755 });
  return `${programs}:${process.env['PATH']}`;
}

it('a checkout that git could not look at just then is tried again, with what git said', async (context) => {
  onUnix(context);
  const stage = await setUp();
  runTestSidecar(stage.agent, { environment: { PATH: pathWithFullGit(stage.folder, 'status ') } });
  stage.submit('full', 'true');
  expect(await stage.hub.frame('fail')).toMatchObject({
    error: expect.stringContaining('No space left on device'),
    retryable: true,
  });
});

it('work is handed over and its folder kept where what stands beside it could not be kept', async (context) => {
  onUnix(context);
  const stage = await setUp();
  runTestSidecar(stage.agent, {
    environment: { PATH: pathWithFullGit(stage.folder, 'for-each-ref --no-merged') },
  });
  stage.submit(
    'beside',
    'B=$(git branch --show-current); git checkout -q -b idea; echo a > a.txt; git add .; git commit -qm idea; git checkout -q $B; echo b > README.md',
  );
  const { result } = await stage.hub.frame('complete');
  expect(result.branch).not.toBeNull();
  expect(result.summary).toContain('No space left on device');
  const [kept = ''] = readdirSync(join(stage.agent, 'set-aside'));
  expect(result.summary).toContain(kept);
  expect(git(join(stage.agent, 'set-aside', kept), 'show', 'idea:a.txt')).toBe('a');
});
