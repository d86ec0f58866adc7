import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Assignment } from '../../../core/contract/hub/assignment.ts';
import { RepositoryId } from '../../../core/kernel/ids.ts';
import { runTestSidecar } from '../../support/fleet/running-sidecar.ts';
import { startScriptedHub, writeAgent } from '../../support/fleet/scripted-hub.ts';
import { type GitRemote, git, makeRemote } from '../../support/git-remote.ts';
import { pathWithout } from '../../support/programs/path-without.ts';
import { tempFolder } from '../../support/temp-folder.ts';

interface Host {
  readonly place?: string;
  /** The person's git configuration. */
  readonly config?: string;
  readonly variables?: Readonly<Record<string, string>>;
  readonly url?: (remote: GitRemote, folder: string) => string;
}

async function setUp({ place = '.', config = '', variables = {}, url }: Host = {}) {
  const hub = await startScriptedHub();
  const folder = join(tempFolder(), place);
  mkdirSync(folder, { recursive: true });
  const remote = makeRemote(folder);
  const agent = join(folder, 'agent');
  const home = join(folder, 'home');
  mkdirSync(home);
  writeFileSync(join(home, '.gitconfig'), config);
  writeAgent(agent, hub.url);
  const { GIT_CONFIG_GLOBAL: _, XDG_CONFIG_HOME: __, ...inherited } = process.env;
  const environment = { ...inherited, HOME: home, GIT_CONFIG_NOSYSTEM: '1', ...variables };
  const sidecar = runTestSidecar(agent, { environment });
  const repository = {
    id: RepositoryId.parse('re_one'),
    name: 'one',
    url: url?.(remote, folder) ?? remote.url,
  };
  const submit = (name: string, command: string, wish: Partial<Assignment> = {}) =>
    hub.submit(name, { work: { kind: 'shell', command }, repository, ...wish });
  return {
    hub,
    folder,
    remote,
    agent,
    home,
    sidecar,
    repository,
    clone: join(agent, 'repositories', 're_one.git'),
    submit,
    done: (name: string, command: string, wish: Partial<Assignment> = {}) => {
      const taskId = submit(name, command, wish);
      const failed = async () => {
        throw new Error((await hub.frame('fail', (frame) => frame.taskId === taskId)).error);
      };
      return Promise.race([hub.frame('complete', (frame) => frame.taskId === taskId), failed()]);
    },
  };
}

const check = (command: string): Partial<Assignment> => ({
  verification: [{ type: 'command_succeeds', command }],
});
const printed = (end: { readonly transcript: { readonly lines: readonly { readonly text: string }[] } }) =>
  end.transcript.lines.map((line) => line.text).join('\n');

describe('a task finds the repository as a person’s clone has it', () => {
  it('with the tags of the remote', async () => {
    const { remote, done } = await setUp();
    git(remote.clone, 'tag', '-a', '-m', 'four', 'v1.4.0');
    git(remote.clone, 'push', '-q', 'origin', 'v1.4.0');
    remote.push({ 'next.md': 'x' });
    const end = await done('tags', 'git describe --tags', check('git describe --tags'));
    expect(printed(end)).toMatch(/v1\.4\.0-1-g[0-9a-f]+/);
  });

  it('with its submodules, or says which could not be fetched', async () => {
    const { folder, remote, done, hub } = await setUp();
    const lib = makeRemote(join(folder, 'lib'));
    git(remote.clone, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', lib.url, 'lib');
    git(remote.clone, 'commit', '-qm', 'With a submodule');
    git(remote.clone, 'push', '-q', 'origin', 'HEAD');
    await done('with', 'cat lib/README.md', check('test -f lib/README.md'));
    git(remote.clone, 'config', '-f', '.gitmodules', 'submodule.lib.url', join(folder, 'nowhere.git'));
    git(remote.clone, 'commit', '-qam', 'Move the submodule');
    git(remote.clone, 'push', '-q', 'origin', 'HEAD');
    const end = await done('without', 'ls lib; echo x > own.md');
    expect(printed(end)).toContain('has submodules, and not all of them could be fetched');
    expect(hub.broken).toEqual([]);
  });

  it('and does not push a commit of a submodule that nobody else could get', async () => {
    const { folder, remote, submit, hub, clone } = await setUp();
    const lib = makeRemote(join(folder, 'lib'));
    git(remote.clone, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', lib.url, 'lib');
    git(remote.clone, 'commit', '-qm', 'With a submodule');
    git(remote.clone, 'push', '-q', 'origin', 'HEAD');
    submit('lost', 'cd lib && echo x > new && git add new && git commit -qm new');
    const end = await hub.frame('fail');
    expect(end.error).toContain('of the submodule lib');
    const kept = /kept as (\S+)\./.exec(end.error)?.[1] ?? '';
    expect(git(join(kept, 'lib'), 'show', 'HEAD:new')).toBe('x');
    expect(git(clone, 'for-each-ref', 'refs/quarterdeck/finished')).toBe('');
    expect(git(remote.url, 'branch', '--list', 'quarterdeck/*')).toBe('');
  });

  it('from a source that is shallow, or stands on no branch', async () => {
    const stage = await setUp({
      url(remote, folder) {
        for (const n of [1, 2, 3]) remote.push({ 'n.md': String(n) });
        git(folder, 'clone', '-q', '--depth=2', `file://${remote.url}`, 'shallow');
        return join(folder, 'shallow');
      },
    });
    const end = await stage.done('shallow', 'git rev-list --count HEAD; echo x > x.md');
    expect(printed(end)).toContain('2');
    const source = join(stage.folder, 'shallow');
    expect(git(source, 'show', 'quarterdeck/ta_shallow:x.md')).toBe('x');
    git(source, 'checkout', '-q', '--detach', 'HEAD^');
    git(source, 'branch', '-qD', 'trunk');
    const detached = await stage.done('detached', 'cat n.md; echo y > y.md');
    expect(printed(detached)).toContain('2');
    expect(git(source, 'log', '--format=%s', 'HEAD..quarterdeck/ta_detached')).toBe('Do a small thing');
  });

  it('and is told what a source lacks that has nothing to start from', async () => {
    const empty = await setUp({
      url(_, folder) {
        git(folder, 'init', '-q', '--bare', 'empty.git');
        return join(folder, 'empty.git');
      },
    });
    empty.submit('empty', 'true');
    expect((await empty.hub.frame('fail')).error).toContain('has no commit to start from');
    const odd = await setUp();
    git(odd.remote.url, 'symbolic-ref', 'HEAD', 'refs/heads/gone');
    odd.submit('odd', 'true');
    expect((await odd.hub.frame('fail')).error).toMatch(
      /names a default branch that it does not have.*It has: trunk\./,
    );
  });

  it('below folders with spaces and other signs', async () => {
    const { done, remote } = await setUp({ place: "my projects/ägent's (1)" });
    const end = await done('spaces', 'echo x > x.md');
    expect(git(remote.url, 'rev-parse', 'quarterdeck/ta_spaces')).toBe(end.result.commit);
  });
});

describe('the person’s configuration of git', () => {
  it('has no say in how the sidecar commits and pushes', async () => {
    const { folder, done, remote } = await setUp({
      config: `
[user]
	signingkey = 0xDEADBEEF
	useConfigOnly = true
[commit]
	gpgsign = true
	cleanup = strip
[tag]
	gpgsign = true
[push]
	gpgSign = true
	followTags = true
	recurseSubmodules = check
	default = nothing
[fetch]
	recurseSubmodules = on-demand
[submodule]
	recurse = true
[core]
	hooksPath = /somewhere/with/a/failing/pre-commit/and/pre-push
	fsmonitor = /somewhere/else
	safecrlf = true
	pager = false
	editor = false
[init]
	templateDir = TEMPLATE
[status]
	showUntrackedFiles = no
	branch = true
	short = true
[color]
	ui = always
[column]
	ui = always
[log]
	showSignature = true
[safe]
	bareRepository = explicit
`.replace('TEMPLATE', '/somewhere/template'),
    });
    expect(existsSync(folder)).toBe(true);
    const end = await done('hostile', `printf 'a\\r\\nb\\n' > mixed.txt; git commit -qm own --allow-empty`, {
      description: 'Commit\n\n# a heading is no comment',
    });
    expect(git(remote.url, 'rev-parse', 'quarterdeck/ta_hostile')).toBe(end.result.commit);
    expect(git(remote.url, 'log', '-1', '--format=%B', end.result.commit ?? '')).toContain(
      '# a heading is no comment',
    );
    expect(git(remote.url, 'show', '--format=', '--name-only', end.result.commit ?? '')).toBe('mixed.txt');
  });

  it('may be without a name: what the task commits carries the agent’s', async () => {
    const { done, remote } = await setUp({ variables: { EMAIL: '' } });
    const end = await done('identity', 'echo y >> README.md && git commit -qam "say y"', {
      verification: [
        { type: 'git_clean' },
        { type: 'command_succeeds', command: 'git commit -q --allow-empty -m checked' },
      ],
    });
    expect(
      git(remote.url, 'log', '--format=%s by %an <%ae>, %cn', `trunk..${end.result.commit}`).split('\n'),
    ).toEqual([
      'checked by Tester <ag_tester@agents.invalid>, Tester',
      'say y by Tester <ag_tester@agents.invalid>, Tester',
    ]);
  });

  it('says how ssh is called', async () => {
    const ssh = (log: string): string => `sh -c 'echo called >> ${log}; exit 1' x`;
    const folder = tempFolder();
    const stage = await setUp({
      config: `[core]\n\tsshCommand = "${ssh(join(folder, 'config'))}"\n`,
      url: () => 'git@host.example:one.git',
    });
    stage.submit('ssh', 'true');
    expect((await stage.hub.frame('fail')).error).toContain("can't be fetched");
    expect(readFileSync(join(folder, 'config'), 'utf8')).toMatch(/called/);
  });

  it('keeps its helpers for credentials, and none is shown', async () => {
    const sent: string[] = [];
    const server = createServer((request, response) => {
      const { authorization } = request.headers;
      if (authorization !== undefined) sent.push(Buffer.from(authorization.slice(6), 'base64').toString());
      response.writeHead(authorization === undefined ? 401 : 403, { 'WWW-Authenticate': 'Basic realm="x"' });
      response.end();
    }).listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : null;
    const stage = await setUp({
      config: '[credential]\n\thelper = "!f() { echo username=ada; echo password=hunter2; }; f"\n',
      url: () => `http://127.0.0.1:${port}/one.git`,
    });
    stage.submit('helper', 'true');
    const refused = await stage.hub.frame('fail');
    expect(refused.error).toContain('403');
    expect(sent).toContain('ada:hunter2');
    stage.hub.submit('secret', {
      work: { kind: 'shell', command: 'true' },
      repository: { ...stage.repository, url: 'https://ada:hunter2@host.example/one.git' },
    });
    const end = await stage.hub.frame('fail', (frame) => frame.taskId === 'ta_secret');
    expect(end.error).toContain('credential helper');
    expect(JSON.stringify([stage.hub.frames, stage.sidecar.log])).not.toContain('hunter2');
  });
});

describe('what a task leaves in its repository', () => {
  it('rules no other task: settings, hooks, refs, a cut history, replaced objects', async () => {
    const { folder, remote, done } = await setUp();
    remote.push({ 'second.md': '2' });
    const evil = join(folder, 'evil.git');
    git(folder, 'init', '-q', '--bare', evil);
    const trace = join(folder, 'trace');
    await done(
      'evil',
      [
        `git config remote.origin.pushurl ${evil}`,
        `git config url.${evil}.insteadOf ${remote.url}`,
        `git config core.fsmonitor "touch ${trace}; false"`,
        'git config core.hooksPath .evil',
        `mkdir -p .evil && printf '#!/bin/sh\\ntouch ${trace}\\n' > .evil/pre-push && cp .evil/pre-push .evil/pre-commit && chmod +x .evil/*`,
        'echo .evil > .git/info/exclude',
        'git config filter.x.clean "sed s/a/b/"',
        'echo "* filter=x" > .git/info/attributes',
        'git tag -f planted',
        'git update-ref refs/remotes/origin/trunk HEAD~1',
        'git replace HEAD HEAD~1',
        'git rev-parse HEAD > .git/shallow',
        'touch .git/index.lock .git/HEAD.lock',
        'echo own > own.md',
      ].join(' && '),
    );
    expect(git(remote.url, 'show', 'quarterdeck/ta_evil:own.md')).toBe('own');
    const end = await done(
      'next',
      'git config --local --list; ls -a . .git .git/hooks; git tag; git replace; git rev-list --count HEAD; echo a > a.md',
    );
    expect(printed(end)).not.toMatch(/evil|planted|filter\.x/);
    expect(printed(end)).toContain('\n2\n');
    expect(git(remote.url, 'show', 'quarterdeck/ta_next:a.md')).toBe('a');
    expect(git(evil, 'for-each-ref')).toBe('');
    expect(existsSync(trace)).toBe(false);
  });

  it('not even when it writes into the agent’s clone itself', async () => {
    const { folder, remote, clone, done } = await setUp();
    await done('first', 'true');
    const trace = join(folder, 'trace');
    await done(
      'direct',
      `git --git-dir=${clone} config remote.origin.pushurl /nowhere && git --git-dir=${clone} config core.sshCommand "touch ${trace}" && touch ${clone}/packed-refs.lock ${clone}/config.lock ${clone}/refs/heads/x.lock`,
    );
    const end = await done('after', 'echo x > x.md');
    expect(git(remote.url, 'rev-parse', 'quarterdeck/ta_after')).toBe(end.result.commit);
    expect(existsSync(trace)).toBe(false);
  });
});

describe('a clone that a crash left half made', () => {
  it('is repaired, or set aside and made anew, with a word', async () => {
    const { agent, clone, done } = await setUp();
    mkdirSync(join(clone, 'objects'), { recursive: true });
    writeFileSync(join(clone, 'HEAD'), '');
    await done('empty', 'true');
    const locks = [
      'refs/quarterdeck/remote-head.lock',
      'objects/maintenance.lock',
      'objects/info/commit-graphs/commit-graph-chain.lock',
      'objects/pack/multi-pack-index.lock',
    ].map((name) => join(clone, name));
    mkdirSync(join(clone, 'objects', 'info', 'commit-graphs'), { recursive: true });
    for (const lock of locks) writeFileSync(lock, '');
    await done('locked', 'true');
    expect(locks.filter((lock) => existsSync(lock))).toEqual([]);
    for (const name of readdirSync(join(clone, 'refs', 'remotes', 'origin')))
      writeFileSync(join(clone, 'refs', 'remotes', 'origin', name), '');
    const end = await done('torn', 'echo x > x.md');
    expect(printed(end)).toContain('was damaged and made anew');
    expect(readdirSync(join(agent, 'set-aside'))).toContainEqual(
      expect.stringMatching(/^re_one\.git\.broken/),
    );
  });
});

describe('files in LFS', () => {
  it('are said to be pointers where git lfs is not installed', async () => {
    const { remote, done } = await setUp({ variables: { PATH: pathWithout('git-lfs') } });
    remote.push({ '.gitattributes': '*.bin filter=lfs diff=lfs merge=lfs -text\n', 'a.bin': 'pointer\n' });
    const end = await done('pointers', 'cat a.bin; echo x > x.md');
    expect(printed(end)).toContain('keeps 1 file in LFS, and git lfs is not installed');
    expect(end.result.branch).toBe('quarterdeck/ta_pointers');
  });

  it('are fetched before the work, and brought to the remote before the push', async () => {
    const { said, variables } = notingLfs();
    const { remote, done, hub } = await setUp({ variables });
    remote.push({ '.gitattributes': '*.bin filter=lfs -text\n', 'a.bin': 'pointer\n' });
    const end = await done('lfs', 'cat a.bin; echo x > x.md');
    expect(printed(end)).toContain('whole');
    expect(said()).toEqual([
      'version',
      'install --local --skip-repo',
      'pull origin',
      `push origin ${end.result.commit}`,
    ]);
    expect(hub.broken).toEqual([]);
  });

  it('are brought to the remote also when the task puts the first one there', async () => {
    const { said, variables } = notingLfs();
    const { done, clone } = await setUp({ variables });
    const end = await done(
      'first',
      'git config lfs.storage; echo "*.bin filter=lfs -text" > .gitattributes; echo big > a.bin',
    );
    expect(printed(end)).toContain(join(clone, 'lfs'));
    expect(said()).toEqual(['version', `push origin ${end.result.commit}`]);
  });
});

/** What git calls for `git lfs`: this one notes what is asked of it. */
function notingLfs() {
  const tools = tempFolder();
  const file = join(tools, 'said');
  writeFileSync(
    join(tools, 'git-lfs'),
    `#!/bin/sh\necho "$*" >> ${file}\n[ "$1" = pull ] && echo whole > a.bin\ncase $1 in clean|smudge) cat;; esac\nexit 0\n`,
  );
  chmodSync(join(tools, 'git-lfs'), 0o755);
  return {
    said: () => readFileSync(file, 'utf8').trim().split('\n'),
    variables: { PATH: `${tools}:${process.env['PATH'] ?? ''}` },
  };
}
