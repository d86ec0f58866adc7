import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { RepositoryId, type TaskId } from '../../../core/kernel/ids.ts';
import { writeAgent } from '../../support/fleet/scripted-hub.ts';
import { type GitRemote, git, makeRemote } from '../../support/git-remote.ts';
import { type ChildProgram, startProgram } from '../../support/programs/child-program.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { person, type TestHub, testHub } from '../hub/hub-fixture.ts';

const realGit = execFileSync('which', ['git'], { encoding: 'utf8' }).trim();
/** Two hosts and git on a busy machine; each step is an event that comes. */
const WAIT = { timeout: 100_000, interval: 50 };

interface Stage {
  readonly hub: TestHub;
  readonly folder: string;
  readonly remote: GitRemote;
  readonly branch: string;
  readonly taskId: TaskId;
  /** The sidecar of the first attempt, which has begun. */
  readonly first: ChildProgram;
  /** Subjects of the commits the task's branch was pushed to, in order. */
  readonly pushes: () => readonly string[];
  readonly go: (generation: number) => void;
  /** Puts the first sidecar to sleep, until the hub has given its task to another, which begins. */
  readonly sleep: () => Promise<void>;
  readonly wake: () => void;
}

/**
 * Two agents on a real hub; the work of an attempt ends when it is told to. `before` runs before git in the first one.
 * Whatever loops does so only while the folder is there, which goes with the test.
 */
async function setUp(before = ''): Promise<Stage> {
  const hub = await testHub({ settings: { returnSeconds: 1, retrySeconds: 1 } });
  const folder = tempFolder();
  const remote = makeRemote(folder);
  const log = join(folder, 'pushes');
  writeFileSync(
    join(remote.url, 'hooks', 'post-receive'),
    `#!/bin/sh\nwhile read old new ref; do git log -1 --format=%s $new >> ${log}; done\n`,
  );
  chmodSync(join(remote.url, 'hooks', 'post-receive'), 0o755);
  const repositoryId = RepositoryId.parse('re_one');
  await hub.core.run({ type: 'repository.add', by: person, repositoryId, name: 'one', url: remote.url });
  const start = async (name: string, env: Record<string, string>): Promise<ChildProgram> => {
    const { agentId, token } = await hub.addAgent(name);
    const agent = join(folder, name);
    writeAgent(agent, hub.server.url, { agentId, name });
    writeFileSync(join(agent, 'token'), token, { mode: 0o600 });
    return startProgram('tests/support/programs/sidecar-program.ts', [agent, '-'], env);
  };
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) env[name] = value;
  const tools = join(folder, 'tools');
  mkdirSync(tools);
  writeFileSync(
    join(tools, 'git'),
    `#!/bin/sh\n${before.replaceAll('FOLDER', folder)}\nexec ${realGit} "$@"\n`,
  );
  chmodSync(join(tools, 'git'), 0o755);
  const first = await start('Rowan', { ...env, PATH: `${tools}:${env['PATH'] ?? ''}` });
  await vi.waitFor(() => expect(hub.committed('agent.connected')).toHaveLength(1), WAIT);
  const taskId = await hub.submit({
    description: 'Say who was here',
    repositoryId,
    work: {
      kind: 'shell',
      command: `echo "attempt $QUARTERDECK_GENERATION" > who; touch ${folder}/began-$QUARTERDECK_GENERATION; while [ -d ${folder} ] && [ ! -f ${folder}/go-$QUARTERDECK_GENERATION ]; do sleep 0.05; done`,
    },
  });
  const began = (generation: number) =>
    vi.waitFor(() => expect(existsSync(join(folder, `began-${generation}`))).toBe(true), WAIT);
  await began(1);
  await start('Alder', env);
  await vi.waitFor(() => expect(hub.committed('agent.connected')).toHaveLength(2), WAIT);
  return {
    hub,
    folder,
    remote,
    taskId,
    branch: `quarterdeck/${taskId}`,
    first,
    pushes: () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []),
    go: (generation) => writeFileSync(join(folder, `go-${generation}`), ''),
    async sleep() {
      first.process.kill('SIGSTOP');
      const { silentSeconds } = hub.core.now.settings;
      // The other agent goes on showing signs of life meanwhile.
      for (let passed = 0; passed < silentSeconds * 1000 + 2000; passed += 1000) {
        hub.pass(1000);
        for (const agent of hub.core.now.agents.values())
          if (agent.name === 'Alder') hub.core.heartbeat(agent.id, null);
      }
      await began(2);
    },
    wake: () => void first.process.kill('SIGCONT'),
  };
}

const completed = (hub: TestHub) =>
  vi.waitFor(() => expect(hub.committed('task.completed')).toHaveLength(1), WAIT);

describe('a task that was given to another agent', { timeout: 240_000 }, () => {
  it('is not touched any more by the one that slept meanwhile', async () => {
    const { hub, remote, branch, first, pushes, go, sleep, wake } = await setUp();
    await sleep();
    go(1);
    wake();
    await first.line((line) =>
      /does not want this attempt|gave this attempt to someone else|stopped an attempt/.test(line),
    );
    go(2);
    await completed(hub);
    expect(git(remote.url, 'show', `${branch}:who`)).toBe('attempt 2');
    expect(pushes()).toEqual(['Attempt 2 begins [skip ci]', 'Say who was here']);
    expect(hub.committed('task.completed')).toMatchObject([{ generation: 2 }]);
  });

  it('is not overwritten by a push that was under way when its host fell asleep', async () => {
    const { hub, folder, remote, branch, pushes, go, sleep, wake } = await setUp(
      'case " $* " in *" push "*) touch FOLDER/pushing; while [ -d FOLDER ] && [ ! -f FOLDER/push ]; do sleep 0.05; done; ' +
        `${realGit} "$@"; code=$?; echo $code > FOLDER/pushed; exit $code;; esac`,
    );
    go(1);
    await vi.waitFor(() => expect(existsSync(join(folder, 'pushing'))).toBe(true), WAIT);
    await sleep();
    writeFileSync(join(folder, 'push'), '');
    await vi.waitFor(() => expect(readFileSync(join(folder, 'pushed'), 'utf8')).toBe('1\n'), WAIT);
    wake();
    go(2);
    await completed(hub);
    expect(git(remote.url, 'show', `${branch}:who`)).toBe('attempt 2');
    expect(pushes()).toEqual(['Attempt 2 begins [skip ci]', 'Say who was here']);
  });

  it('succeeds also when the first had pushed before it was taken away, whose commit is kept', async () => {
    const { hub, folder, remote, branch, pushes, go, sleep } = await setUp(
      `case " $* " in *" push "*) ${realGit} "$@"; touch FOLDER/pushed; while [ -d FOLDER ]; do sleep 1; done;; esac`,
    );
    go(1);
    await vi.waitFor(() => expect(existsSync(join(folder, 'pushed'))).toBe(true), WAIT);
    const before = git(remote.url, 'rev-parse', branch);
    await sleep();
    expect(git(remote.url, 'show', `${branch}:who`)).toBe('attempt 1');
    go(2);
    await completed(hub);
    expect(git(remote.url, 'show', `${branch}:who`)).toBe('attempt 2');
    expect(pushes()).toEqual(['Say who was here', 'Attempt 2 begins [skip ci]', 'Say who was here']);
    const clone = join(folder, 'Alder', 'repositories', 're_one.git');
    const replaced = git(
      clone,
      'for-each-ref',
      '--format=%(objectname)',
      'refs/quarterdeck/set-aside/replaced',
    );
    expect(replaced.split('\n')).toContain(before);
  });
});
