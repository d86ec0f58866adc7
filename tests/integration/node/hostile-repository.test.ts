import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { nodeFiles } from '../../../node/files/node-files.ts';
import { createCommittedAuthor } from '../../../node/git/committed-author.ts';
import { excludeFromGit } from '../../../node/git/exclude-hidden.ts';
import { createRepositoryFinder } from '../../../node/git/find-repository.ts';
import { createGit } from '../../../node/git/git.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** As the engine asks about a repository that anybody may have made: nothing of it is run. */
const git = createGit({ environment: process.env, author: null, hooks: false, foreign: true });
const { signal } = new AbortController();
const text = '# Plan\n\n- [x] Ship\n';

let folder = '';
let proof = '';
let command = '';

const own = (...args: readonly string[]): string =>
  execFileSync('git', ['-c', 'user.name=Kim', '-c', 'user.email=kim@example.com', ...args], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();

/** Everything that the engine asks of a repository. */
async function askEverything(): Promise<string | null> {
  const author = await createCommittedAuthor(git, { now: () => 0 })(
    join(folder, 'docs/plan.md'),
    Buffer.from(text),
  );
  await createRepositoryFinder(git, nodeFiles, signal)(join(folder, 'docs'));
  await excludeFromGit(git, join(folder, 'docs'), '.*.hidden', signal);
  return author;
}

beforeEach(() => {
  folder = tempFolder();
  proof = join(folder, 'it-ran');
  command = join(folder, 'run-me.sh');
  writeFileSync(command, `#!/bin/sh\ntouch '${proof}'\nexit 1\n`, { mode: 0o755 });
  own('init', '--quiet');
  mkdirSync(join(folder, 'docs'));
  for (const state of ['[ ]', '[x]']) {
    writeFileSync(join(folder, 'docs/plan.md'), `# Plan\n\n- ${state} Ship\n`);
    own('add', 'docs');
    own('commit', '--quiet', '-m', 'A step');
  }
});

describe("a repository that isn't ours", () => {
  it('is asked who committed a file', async () => {
    expect(await askEverything()).toBe('Kim');
  });

  it.each([
    'core.fsmonitor',
    'core.sshCommand',
    'core.gitProxy',
    'core.askPass',
    'core.pager',
    'core.editor',
    'core.alternateRefsCommand',
    'pager.log',
    'diff.external',
    'diff.a.textconv',
    'diff.a.command',
    'filter.a.clean',
    'filter.a.process',
    'gpg.program',
    'gpg.ssh.program',
    'credential.helper',
    'remote.origin.uploadpack',
    'remote.origin.vcs',
    'alias.log',
    'alias.rev-parse',
  ])('runs nothing named by %s', async (setting) => {
    appendFileSync(join(folder, '.git/info/attributes'), '* diff=a filter=a\n');
    own('config', 'log.showSignature', 'true');
    own('config', setting, setting.startsWith('alias.') ? `!${command}` : command);
    expect(await askEverything()).toBe('Kim');
    expect(existsSync(proof)).toBe(false);
  });

  it.each(['post-checkout', 'pre-auto-gc', 'reference-transaction', 'fsmonitor-watchman'])(
    'runs no hook: %s',
    async (name) => {
      symlinkSync(command, join(folder, '.git/hooks', name));
      expect(await askEverything()).toBe('Kim');
      expect(existsSync(proof)).toBe(false);
    },
  );

  it.each([
    ['ssh://host.invalid/x', 'core.sshCommand'],
    ['.', 'remote.origin.uploadpack'],
    ['ext::COMMAND', 'protocol.ext.allow'],
    ['git://host.invalid/x', 'core.gitProxy'],
  ])('fetches nothing that a partial clone lacks from %s', async (address, setting) => {
    const tree = own('rev-parse', 'HEAD~1:docs');
    rmSync(join(folder, '.git/objects', tree.slice(0, 2), tree.slice(2)), { force: true });
    own('config', 'core.repositoryFormatVersion', '1');
    own('config', 'extensions.partialClone', 'origin');
    own('config', 'remote.origin.promisor', 'true');
    own('config', 'remote.origin.url', address.replace('COMMAND', command));
    own('config', setting, setting.startsWith('protocol.') ? 'always' : command);
    expect(await askEverything()).toBeNull();
    expect(existsSync(proof)).toBe(false);
  });

  it.each(['/dev/zero', 'a pipe'])('whose settings include %s is given up on in time', async (kind) => {
    const path = kind === 'a pipe' ? join(folder, 'pipe') : kind;
    if (kind === 'a pipe') execFileSync('mkfifo', [path]);
    own('config', 'include.path', path);
    expect(
      await createCommittedAuthor(git, { now: () => 0 })(join(folder, 'docs/plan.md'), Buffer.from(text)),
    ).toBeNull();
  });

  it.each(['a link', 'a linked folder', 'a pipe', 'a folder'])(
    'has nothing written to its list of files to ignore where that is %s',
    async (kind) => {
      const other = join(tempFolder(), 'exclude');
      writeFileSync(other, 'kept\n');
      const list = join(folder, '.git/info/exclude');
      rmSync(list, { force: true });
      if (kind === 'a link') symlinkSync(other, list);
      if (kind === 'a pipe') execFileSync('mkfifo', [list]);
      if (kind === 'a folder') mkdirSync(list);
      if (kind === 'a linked folder') {
        rmSync(join(folder, '.git/info'), { recursive: true });
        symlinkSync(join(other, '..'), join(folder, '.git/info'));
      }
      await excludeFromGit(git, folder, '.*.hidden', signal);
      expect(readFileSync(other, 'utf8')).toBe('kept\n');
    },
  );
});
