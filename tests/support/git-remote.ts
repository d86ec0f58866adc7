import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const env = {
  ...process.env,
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.invalid',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.invalid',
};

export const git = (folder: string, ...args: readonly string[]): string =>
  execFileSync('git', [...args], {
    cwd: folder,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim();

export interface GitRemote {
  /** Address of the bare repository. */
  readonly url: string;
  /** A person's clone of it. */
  readonly clone: string;
  /** Commits files on the current branch of the clone and pushes; answers the commit. */
  push(files: Readonly<Record<string, string>>): string;
}

/** A remote of our own with a first commit on `trunk`, its default branch. */
export function makeRemote(folder: string): GitRemote {
  const bare = join(folder, 'remote.git');
  const clone = join(folder, 'person');
  mkdirSync(bare, { recursive: true });
  git(bare, 'init', '--quiet', '--bare', '--initial-branch=trunk');
  git(folder, 'clone', '--quiet', bare, clone);
  git(clone, 'checkout', '--quiet', '-B', 'trunk');
  const remote: GitRemote = {
    url: bare,
    clone,
    push(files) {
      for (const [name, text] of Object.entries(files)) writeFileSync(join(clone, name), text);
      git(clone, 'add', '--all');
      git(clone, 'commit', '--quiet', '--message=Change files');
      git(clone, 'push', '--quiet', 'origin', 'HEAD');
      return git(clone, 'rev-parse', 'HEAD');
    },
  };
  remote.push({ 'README.md': 'first\n' });
  return remote;
}
