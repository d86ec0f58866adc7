import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { FleetCommand } from '../../../../core/domain/fleet/commands.ts';
import type { By } from '../../../../core/domain/fleet/events.ts';
import { freeShipName } from '../../../../core/domain/fleet/ship-names.ts';
import type { Entropy } from '../../../../core/kernel/clock.ts';
import { AgentId, RepositoryId, TaskId, TokenId } from '../../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../../core/kernel/result.ts';
import type { Log } from '../../log/log.ts';
import type { SampleFleet } from '../../services/fleet/fleet-parts.ts';
import { freshToken } from '../../services/fleet/fresh-token.ts';
import type { FleetCore } from '../fleet-core.ts';
import { makeSampleRepository } from './sample-repository.ts';
import { sampleTasks } from './sample-tasks.ts';

export interface SampleFleetOptions {
  readonly core: FleetCore;
  readonly entropy: Entropy;
  readonly log: Log;
  /** The workspace's folder: where a sample that outlived its engine is remembered. */
  readonly workspace: string;
  /** Null while the hub does not listen. */
  readonly hubUrl: () => string | null;
  readonly sidecarCommand: readonly string[];
  readonly onChange: () => void;
}

export interface RunningSample extends SampleFleet {
  /** Removes what an engine that was killed left behind. */
  clearLeftovers(): Promise<void>;
}

const agentCount = 3;
const prefix = 'quarterdeck-sample-';
const endPatience = 5_000;
const by: By = { kind: 'hub', id: 'sample', name: 'Sample fleet' };

const Leftover = z.object({ folder: z.string(), repositoryId: RepositoryId });
type Leftover = z.infer<typeof Leftover>;

/** Three real sidecars with the shell executor and small real work, in a temporary folder that goes with them. */
export function createSampleFleet(options: SampleFleetOptions): RunningSample {
  const { core, entropy, log, hubUrl, onChange } = options;
  const note = join(options.workspace, 'sample-fleet.json');
  let state: ReturnType<SampleFleet['now']>['state'] = 'off';
  let home: Leftover | null = null;
  let sidecars: ChildProcess[] = [];

  const become = (next: typeof state): void => {
    state = next;
    onChange();
  };
  const random = (): string => Buffer.from(entropy.bytes(12)).toString('base64url').replaceAll('-', 'x');
  const all = async (commands: readonly FleetCommand[]): Promise<Result<null>> => {
    const answers = await Promise.all(commands.map((command) => core.run(command)));
    return answers.find((answer) => !answer.ok) ?? ok(null);
  };

  const addAgent = async (url: string, home: string): Promise<Result<null>> => {
    const agentId = AgentId.parse(`ag_${random()}`);
    const taken = [...core.state.agents.values()].map((agent) => agent.name);
    const name = freeShipName(taken, entropy.bytes(1)[0] ?? 0);
    const { token, sha256 } = freshToken(entropy);
    const tokenId = TokenId.parse(`tk_${random()}`);
    const added = await all([
      { type: 'agent.add', by, agentId, name, actorId: null, sample: true },
      { type: 'token.add', by, tokenId, name, scope: 'agent', agentId, sha256 },
    ]);
    if (!added.ok) return added;
    const [program, ...first] = options.sidecarCommand;
    if (program === undefined) return noSidecar('it is not known how to start one here');
    const place = join(home, agentId);
    const args = [
      'agent',
      'join',
      url,
      '--id',
      agentId,
      '--name',
      name,
      '--folder',
      place,
      '--executor',
      'shell',
    ];
    const child = spawn(program, [...first, ...args, '--run', '--leash'], {
      // The open pipe is the leash: it ends with this process, however it ends, and the sidecar with it.
      stdio: ['pipe', 'ignore', 'pipe'],
      env: { ...process.env, QUARTERDECK_AGENT_TOKEN: token },
    });
    let complaint = '';
    child.stderr.on('data', (part) => (complaint = `${complaint}${String(part)}`.slice(-1000)));
    child.once('error', (error) => log.warn(`A sidecar of the sample did not start: ${error.message}`));
    child.once('exit', (code) => {
      sidecars = sidecars.filter((one) => one !== child);
      if (state === 'running') log.warn('A sidecar of the sample ended.', { name, code, complaint });
      onChange();
    });
    sidecars.push(child);
    return ok(null);
  };

  const fill = async (
    url: string,
    { folder, repositoryId }: Leftover,
  ): Promise<Result<{ readonly summary: string }>> => {
    const repository = await makeSampleRepository(folder);
    if (!repository.ok) return repository;
    const registered = await core.run({
      type: 'repository.add',
      by,
      repositoryId,
      name: 'harbour',
      url: repository.value.url,
    });
    if (!registered.ok) return registered;
    for (let count = 0; count < agentCount; count += 1) {
      const added = await addAgent(url, folder);
      if (!added.ok) return added;
    }
    const ids = new Map<string, TaskId>();
    const idOf = (name: string): TaskId => {
      const known = ids.get(name) ?? TaskId.parse(`ta_${random()}`);
      ids.set(name, known);
      return known;
    };
    const tasks = sampleTasks(repositoryId, idOf);
    const submitted = await all(
      tasks.map(({ taskId, spec }) => ({
        type: 'task.submit',
        by,
        taskId,
        clientKey: null,
        spec,
        sample: true,
        dependencies: new Map(spec.dependsOn.map((id) => [id, 'queued'])),
      })),
    );
    if (!submitted.ok) return submitted;
    return ok({ summary: `${agentCount} sidecars are starting, with ${tasks.length} tasks to do.` });
  };

  const endSidecars = async (): Promise<void> => {
    await Promise.all(
      sidecars.map(
        (child) =>
          new Promise<void>((resolve) => {
            if (child.exitCode !== null || child.signalCode !== null) return resolve();
            const hard = setTimeout(() => child.kill('SIGKILL'), endPatience);
            child.once('exit', () => {
              clearTimeout(hard);
              resolve();
            });
            child.kill('SIGTERM');
          }),
      ),
    );
    sidecars = [];
  };

  const remove = async (left: Leftover | null): Promise<Result<null>> => {
    await endSidecars();
    const removed = await core.run({ type: 'sample.remove', by });
    if (!removed.ok) return removed;
    if (left !== null) {
      if (core.state.repositories.has(left.repositoryId))
        await core.run({ type: 'repository.remove', by, repositoryId: left.repositoryId });
      rmSync(left.folder, { recursive: true, force: true, maxRetries: 5 });
    }
    rmSync(note, { force: true });
    return ok(null);
  };

  return {
    now: () => ({ state, agents: sidecars.length, folder: home?.folder ?? null }),
    async start() {
      if (state !== 'off') return fail('sample.running', 'The sample fleet is running already.');
      const url = hubUrl();
      if (url === null)
        return fail('hub.off', 'The hub is not listening, so no agent can connect. See the hub’s settings.');
      become('starting');
      home = {
        folder: mkdtempSync(join(tmpdir(), prefix)),
        repositoryId: RepositoryId.parse(`re_${random()}`),
      };
      writeFileSync(note, JSON.stringify(home));
      const filled = await fill(url, home);
      if (filled.ok) become('running');
      else {
        await remove(home);
        home = null;
        become('off');
      }
      return filled;
    },
    async stop() {
      if (state !== 'running') return ok({ summary: 'There is no sample fleet to remove.' });
      become('stopping');
      const removed = await remove(home);
      home = null;
      become('off');
      return removed.ok
        ? ok({ summary: 'The sample fleet is gone: agents, tasks and its folder.' })
        : removed;
    },
    async clearLeftovers() {
      if (!existsSync(note)) return;
      const left = Leftover.safeParse(parse(readFileSync(note, 'utf8')));
      const isOurs = left.success && left.data.folder.startsWith(join(tmpdir(), prefix));
      const removed = await remove(isOurs ? left.data : null);
      if (!removed.ok) log.warn(removed.error.message, removed.error.facts);
    },
  };
}

function noSidecar(why: string) {
  return fail('sample.failed', `The sample fleet can't start its sidecars: ${why}. Nothing was left behind.`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
