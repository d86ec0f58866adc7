import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Locator } from '../../../../core/domain/readiness/evidence.ts';
import { createGit } from '../../../../node/git/git.ts';
import { git, makeRemote } from '../../../support/git-remote.ts';
import { type EvidenceBench, evidenceBench } from './evidence-bench.ts';

interface Project extends EvidenceBench {
  /** Of the two commits, oldest first. */
  readonly commits: readonly [string, string];
  readonly url: string;
  readonly code: (
    revision: string | null,
    path?: string | null,
    folder?: string,
  ) => ReturnType<EvidenceBench['verify']>;
}

/** A clone with two commits: the second adds `src/new.ts`, a link and a folder. */
async function project(): Promise<Project> {
  const bench = await evidenceBench();
  const remote = makeRemote(bench.folder);
  const { url, clone } = remote;
  const first = git(clone, 'rev-parse', 'HEAD');
  mkdirSync(join(clone, 'src'));
  symlinkSync('new.ts', join(clone, 'src/link'));
  const second = remote.push({ 'src/new.ts': 'export {};\n', 'a [b]*.ts': '' });
  git(clone, 'tag', '-a', '-m', 'One', 'v1.0');
  return {
    ...bench,
    url,
    commits: [first, second],
    code: (revision, path = null, folder = clone) =>
      bench.verify({ type: 'code', revision, path }, { root: { folder, isRepository: true } }),
  };
}

describe('code as evidence', () => {
  it('is a commit by its id, its beginning, a branch or a tag', async () => {
    const { commits, code } = await project();
    const [, commit] = commits;
    const short = commit.slice(0, 12);
    for (const revision of [commit, commit.slice(0, 8)]) {
      expect(await code(revision)).toEqual({
        result: 'verified',
        says: `The repository has the commit ${short}.`,
        digest: null,
        commit,
      });
    }
    for (const revision of ['trunk', 'v1.0', 'origin/trunk', 'refs/heads/trunk', 'HEAD']) {
      const says = `The repository has the commit ${revision} (${short}).`;
      expect(await code(revision)).toEqual({ result: 'verified', says, digest: null, commit });
    }
  });

  it('is a path at a revision, as it was then', async () => {
    const { commits, code } = await project();
    const [first, second] = commits;
    const found = async (revision: string, path: string) => (await code(revision, path)).says;
    expect(await found('v1.0', 'src/new.ts')).toBe(
      `The commit v1.0 (${second.slice(0, 12)}) has the file src/new.ts.`,
    );
    expect(await found(second, 'src')).toContain('has the folder src.');
    expect(await found(second, 'src/link')).toContain('has the symbolic link src/link.');
    expect(await found(second, 'a [b]*.ts')).toContain('has the file a [b]*.ts.');
    expect(await code(first, 'src/new.ts')).toEqual({
      result: 'missing',
      says: `src/new.ts is not in the commit ${first.slice(0, 12)}.`,
      digest: null,
      commit: first,
    });
    for (const path of ['src/*', ':(glob)**', 'src/new.ts/below', 'README']) {
      expect(await code(second, path)).toMatchObject({ result: 'missing', commit: second });
    }
  });

  it('is the file as it is, without a revision', async () => {
    const { code } = await project();
    expect(await code(null, 'src/new.ts')).toMatchObject({ result: 'verified', commit: null });
    expect((await code(null, 'src/new.ts')).digest).toMatch(/^[0-9a-f]{64}$/u);
    expect(await code(null, 'src/old.ts')).toMatchObject({ result: 'missing' });
    expect(await code(null, null)).toMatchObject({ result: 'failed' });
  });

  it('is missing when the whole history lacks it', async () => {
    const { code, verify, folder } = await project();
    for (const revision of ['0'.repeat(40), 'abcdef12', 'no-such-branch', 'v2.0']) {
      expect(await code(revision)).toEqual({
        result: 'missing',
        says: `The repository has no commit, branch or tag ${revision}.`,
        digest: null,
        commit: null,
      });
    }
    const plain = await verify(
      { type: 'code', revision: 'trunk', path: null },
      { root: { folder, isRepository: false } },
    );
    expect(plain).toMatchObject({ result: 'missing' });
  });

  it('fails for what is there and is no commit, and for a digest that nothing can be compared with', async () => {
    const { commits, code, verify, folder } = await project();
    const clone = join(folder, 'person');
    const tree = git(clone, 'rev-parse', 'HEAD^{tree}');
    expect(await code(tree)).toMatchObject({
      result: 'failed',
      says: `${tree} is in the repository, and is no commit.`,
    });
    const digest = '0'.repeat(64);
    const root = { folder: clone, isRepository: true };
    expect(
      await verify({ type: 'code', revision: commits[1], path: 'README.md' }, { root, digest }),
    ).toMatchObject({
      result: 'failed',
    });
  });

  it('fails where the beginning of an id means several commits', async () => {
    const { code, folder } = await project();
    const clone = join(folder, 'person');
    const commit = (at: number) =>
      `commit refs/heads/many\ncommitter Kim <kim@example.invalid> ${at} +0000\ndata 1\na\n`;
    const input = Array.from({ length: 1500 }, (_, at) => commit(at)).join('');
    execFileSync('git', ['fast-import', '--quiet'], { cwd: clone, input });
    const ids = git(clone, 'rev-list', 'many').split('\n');
    const seen = new Set<string>();
    const short = ids.map((id) => id.slice(0, 4)).find((start) => seen.size === seen.add(start).size) ?? '';
    expect(await code(short)).toMatchObject({
      result: 'failed',
      says: `${short} is short for several objects: name more of the commit.`,
    });
  });

  it('is asked for by names alone: nothing else that git takes for a revision, and no option', () => {
    const parsed = (revision: string) => Locator.safeParse({ type: 'code', revision, path: null }).success;
    const other = [
      '--help',
      '-n1',
      'main~3',
      'HEAD^',
      ':/fix',
      'a..b',
      '@{u}',
      'HEAD:src',
      'a b',
      'a\nb',
      '*',
      '',
    ];
    expect(other.filter(parsed)).toEqual([]);
    expect(['main', 'v1.0', 'feature/a-b', '0f3c', 'user@work'].filter(parsed)).toHaveLength(5);
  });

  it('is unreachable, not missing, in a clone that was made without it', async () => {
    const { commits, code, folder, url } = await project();
    const [first, second] = commits;
    git(url, 'config', 'uploadpack.allowFilter', 'true');
    git(folder, 'clone', '--quiet', '--depth=1', `file://${url}`, 'shallow');
    git(folder, 'clone', '--quiet', '--filter=tree:0', '--no-checkout', `file://${url}`, 'partial');
    const shallow = join(folder, 'shallow');
    expect(await code(first, null, shallow)).toEqual({
      result: 'unreachable',
      says: `The clone is shallow and lacks ${first}; nothing was fetched.`,
      digest: null,
      commit: null,
    });
    expect(await code(second, 'README.md', shallow)).toMatchObject({ result: 'verified' });
    const partial = join(folder, 'partial');
    expect(await code(second, null, partial)).toMatchObject({ result: 'verified' });
    expect(await code(second, 'README.md', partial)).toMatchObject({
      result: 'unreachable',
      says: `Whether README.md is in ${second.slice(0, 12)} is not known: the clone is partial, and nothing was fetched.`,
    });
    expect(await code('f'.repeat(40), null, partial)).toMatchObject({ result: 'unreachable' });
  });

  it('is unreachable where there is no repository, or it is gone, or git is', async () => {
    const { code, folder, ports, verify } = await project();
    mkdirSync(join(folder, '../plain'));
    for (const place of ['../plain', 'person/src']) {
      expect(await code('trunk', null, join(folder, place))).toMatchObject({ result: 'unreachable' });
    }
    expect(await code('trunk', null, join(folder, 'gone'))).toMatchObject({ result: 'unreachable' });
    expect(await verify({ type: 'code', revision: 'trunk', path: null }, { root: null })).toMatchObject({
      result: 'unreachable',
    });
    Object.assign(ports, {
      git: createGit({ environment: { PATH: '' }, author: null, hooks: false, foreign: true }),
    });
    expect(await code('trunk')).toMatchObject({ result: 'unreachable' });
  });

  it('runs nothing that the repository names, and reads no link for one of its files', async () => {
    const { commits, code, folder } = await project();
    const clone = join(folder, 'person');
    const proof = join(folder, 'it-ran');
    const command = join(folder, 'run-me.sh');
    writeFileSync(command, `#!/bin/sh\ntouch '${proof}'\n`);
    chmodSync(command, 0o755);
    appendFileSync(
      join(clone, '.git/config'),
      `[core]\n\tfsmonitor = ${command}\n\tsshCommand = ${command}\n\tpager = ${command}\n[alias]\n\trev-parse = !${command}\n[diff]\n\texternal = ${command}\n[remote "origin"]\n\tpromisor = true\n\tuploadpack = ${command}\n\turl = ext::${command}\n[extensions]\n\tpartialClone = origin\n[core]\n\trepositoryformatversion = 1\n`,
    );
    expect(await code(commits[1], 'src/new.ts')).toMatchObject({ result: 'verified' });
    const blob = git(clone, 'rev-parse', 'HEAD^{tree}');
    rmSync(join(clone, '.git/objects', blob.slice(0, 2)), { recursive: true });
    expect(await code(commits[1], 'src/new.ts')).toMatchObject({ result: 'unreachable' });
    expect(await code('f'.repeat(40))).toMatchObject({ result: 'unreachable' });
    expect(existsSync(proof)).toBe(false);
  });

  it('is given up on when the caller cancels', async () => {
    const { verify, folder } = await project();
    const cancel = new AbortController();
    cancel.abort(new Error('closed'));
    const root = { folder: join(folder, 'person'), isRepository: true };
    const verifying = verify({ type: 'code', revision: 'trunk', path: null }, { root }, cancel.signal);
    await expect(verifying).rejects.toThrow('closed');
  });
});
