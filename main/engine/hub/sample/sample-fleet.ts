import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { RowOf } from '../../../../core/contract/index.ts';
import { freeShipName } from '../../../../core/domain/fleet/agents/ship-names.ts';
import type { FleetCommand } from '../../../../core/domain/fleet/commands.ts';
import type { Fleet } from '../../../../core/domain/fleet/fleet-view.ts';
import type { Initiator } from '../../../../core/domain/fleet/initiators.ts';
import type { Entropy } from '../../../../core/kernel/clock.ts';
import { AgentId, RepositoryId, TaskId, TokenId } from '../../../../core/kernel/ids.ts';
import { randomId } from '../../../../core/kernel/random-id.ts';
import { fail, ok, type Result } from '../../../../core/kernel/result.ts';
import { readSmall } from '../../../../node/files/durable-file.ts';
import { folderNumber, wasMadeIn } from '../../../../node/locks/folder-number.ts';
import type { Log } from '../../../../node/log/log.ts';
import type { StartCommand } from '../../options.ts';
import { freshToken } from '../fresh-token.ts';
import { makeSampleRepository } from './sample-repository.ts';
import { createSampleSidecars, endSampleProcesses, type SampleSidecars } from './sample-sidecars.ts';
import { sampleTasks } from './sample-tasks.ts';
import { workOfOthers } from './work-of-others.ts';

export interface SampleFleetOptions {
  readonly fleet: Fleet;
  readonly entropy: Entropy;
  readonly log: Log;
  /** The workspace's folder: where a sample that outlived its engine is remembered. */
  readonly workspace: string;
  /** Null while the hub does not listen. */
  readonly hubUrl: () => string | null;
  /** Undefined where this process can start none. */
  readonly startCommand: StartCommand | undefined;
  readonly onChange: () => void;
}

export interface SampleFleet {
  now(): RowOf<'hub.status'>['sample'];
  start(): Promise<Result<{ readonly summary: string }>>;
  stop(): Promise<Result<{ readonly summary: string }>>;
}

export interface RunningSample extends SampleFleet {
  /** Removes what an engine that was killed left behind. */
  clearLeftovers(): Promise<void>;
}

type Summary = Result<{ readonly summary: string }>;

const agentCount = 3;
const prefix = 'quarterdeck-sample-';
const by: Initiator = { kind: 'hub', id: 'sample', name: 'Sample fleet' };

const Home = z.object({
  folder: z.string(),
  repositoryId: RepositoryId,
  /** The sample's own. */
  taskIds: z.array(TaskId).default([]),
});
/** As it is noted: with the workspace it belongs to. */
const Note = Home.extend({ workspace: z.string().optional() });
type Home = z.infer<typeof Home>;

/** Why it can't be started now; null when it can. */
const refusals = {
  off: null,
  starting: 'The sample fleet is starting already.',
  running: 'The sample fleet is running already.',
  stopping: 'The sample fleet is just being removed. Start it again when it is gone.',
} as const;

/** Three real sidecars with the shell executor and small real work, in a temporary folder that goes with them. */
export function createSampleFleet(options: SampleFleetOptions): RunningSample {
  const { fleet, entropy, log, hubUrl, onChange } = options;
  const note = join(options.workspace, 'sample-fleet.json');
  let state: keyof typeof refusals = 'off';
  let home: Home | null = null;
  let sidecars: SampleSidecars | null = null;
  let giveUp = new AbortController();
  /** The start or stop under way: a stop waits for it. */
  let turn: Promise<Summary> | null = null;

  const setState = (next: typeof state): void => {
    state = next;
    onChange();
  };
  const all = async (commands: readonly FleetCommand[]): Promise<Result<null>> => {
    const answers = await Promise.all(commands.map((command) => fleet.run(command)));
    return answers.find((answer) => !answer.ok) ?? ok(null);
  };

  const addAgents = async (url: string, folder: string, crew: SampleSidecars): Promise<Result<null>> => {
    for (let count = 0; count < agentCount; count += 1) {
      const agentId = AgentId.parse(randomId(entropy, 'ag'));
      const taken = [...fleet.now.agents.values()].map((agent) => agent.name);
      const name = freeShipName(taken, entropy.bytes(1)[0] ?? 0);
      const { token, sha256 } = freshToken(entropy);
      const tokenId = TokenId.parse(randomId(entropy, 'tk'));
      const added = await all([
        { type: 'agent.add', by, agentId, name, actorId: null, sample: true },
        { type: 'token.add', by, tokenId, name, scope: 'agent', agentId, sha256 },
      ]);
      if (!added.ok) return added;
      crew.start(folder, url, { agentId, name, token });
    }
    return ok(null);
  };

  const addTasks = async (at: Home): Promise<Result<number>> => {
    const ids = new Map<string, TaskId>();
    const idOf = (name: string): TaskId => {
      const known = ids.get(name) ?? TaskId.parse(randomId(entropy, 'ta'));
      ids.set(name, known);
      return known;
    };
    const tasks = sampleTasks(at.repositoryId, idOf);
    const noted = attempt(() => remember({ ...at, taskIds: tasks.map(({ taskId }) => taskId) }));
    if (!noted.ok) return noted;
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
    return submitted.ok ? ok(tasks.length) : submitted;
  };

  /** Known to the next start before there is anything to clear. */
  const remember = (at: Home): Home => {
    home = at;
    writeFileSync(note, JSON.stringify({ ...at, workspace: folderNumber(options.workspace) }));
    return at;
  };

  const fill = async (url: string, at: Home, crew: SampleSidecars): Promise<Summary> => {
    const { folder, repositoryId } = at;
    const repository = await makeSampleRepository(folder);
    if (!repository.ok) return repository;
    const { url: origin } = repository.value;
    const registered = await fleet.run({
      type: 'repository.add',
      by,
      repositoryId,
      name: 'harbour',
      url: origin,
    });
    if (!registered.ok) return registered;
    const agents = await addAgents(url, folder, crew);
    if (!agents.ok) return agents;
    const tasks = await addTasks(at);
    if (!tasks.ok) return tasks;
    const connected = await crew.connected(giveUp.signal);
    if (!connected.ok) return connected;
    return ok({ summary: `${agentCount} sidecars are connected and have ${tasks.value} tasks to do.` });
  };

  /** Answers where work that wasn't the sample's own was left, if anywhere. */
  const remove = async (left: Home | null): Promise<Result<string | null>> => {
    await sidecars?.end();
    sidecars = null;
    // What a sidecar that was killed had started works on without it.
    if (left !== null) await endSampleProcesses(left.folder);
    const removed = await fleet.run({ type: 'sample.remove', by });
    if (!removed.ok) return removed;
    let kept: string | null = null;
    if (left !== null) {
      const { folder, repositoryId, taskIds } = left;
      if (fleet.now.repositories.has(repositoryId)) {
        const unlisted = await fleet.run({ type: 'repository.remove', by, repositoryId });
        if (!unlisted.ok) return unlisted;
      }
      kept = await workOfOthers(folder, taskIds);
      const gone = kept === null ? [folder] : othersIn(folder, kept);
      const cleared = attempt(() => {
        for (const path of gone) rmSync(path, { recursive: true, force: true, maxRetries: 5 });
      });
      if (!cleared.ok) return cleared;
    }
    const forgotten = attempt(() => rmSync(note, { force: true }));
    return forgotten.ok ? ok(kept) : forgotten;
  };

  const start = async (url: string, startCommand: StartCommand): Promise<Summary> => {
    giveUp = new AbortController();
    setState('starting');
    const made = attempt(() => {
      const folder = mkdtempSync(join(tmpdir(), prefix));
      return remember({ folder, repositoryId: RepositoryId.parse(randomId(entropy, 're')), taskIds: [] });
    });
    const crew = createSampleSidecars({
      startCommand,
      fleet,
      onEnd: (name, why) => {
        if (state === 'running') log.warn('A sidecar of the sample ended.', { name, why });
        onChange();
      },
    });
    sidecars = crew;
    const filled = made.ok ? await fill(url, made.value, crew) : made;
    if (filled.ok) {
      setState('running');
      return filled;
    }
    setState('stopping');
    const removed = await remove(home);
    if (!removed.ok) log.warn(removed.error.message, removed.error.facts);
    home = null;
    setState('off');
    const after = removed.ok
      ? 'Nothing was left behind.'
      : `Not all could be removed: ${removed.error.message}`;
    const why = filled.error.message.replace(/\.$/, '');
    return fail('sample.failed', `The sample fleet could not start: ${why}. ${after}`, filled.error.facts);
  };

  const stop = async (): Promise<Summary> => {
    setState('stopping');
    const removed = await remove(home ?? leftOver(note, options.workspace));
    if (removed.ok) home = null;
    // What could not be removed is still noted: stopping again, or the next start of the hub, tries it again.
    setState('off');
    if (!removed.ok) return removed;
    const kept =
      removed.value === null
        ? ''
        : `, but for ${removed.value}, which holds the work of tasks that you gave it`;
    return ok({ summary: `The sample fleet is gone: agents, tasks and its folder${kept}.` });
  };

  const inTurn = (work: Promise<Summary>): Promise<Summary> => {
    const mine = work.finally(() => {
      if (turn === mine) turn = null;
    });
    turn = mine;
    return mine;
  };

  return {
    now: () => ({ state, agents: sidecars?.count ?? 0, folder: home?.folder ?? null }),
    async start() {
      const refusal = refusals[state];
      if (refusal !== null) return fail('sample.running', refusal);
      const { startCommand } = options;
      if (startCommand === undefined)
        return fail('sample.failed', 'This engine starts no sidecars. Nothing was started.');
      const url = hubUrl();
      if (url === null)
        return fail('hub.off', 'The hub is not listening, so no agent can connect. See the hub’s settings.');
      const cleared = existsSync(note) ? await inTurn(stop()) : null;
      if (cleared?.ok === false) return cleared;
      return inTurn(start(url, startCommand));
    },
    async stop() {
      giveUp.abort();
      if (turn !== null) {
        await turn;
        return this.stop();
      }
      if (state === 'off' && !existsSync(note)) return ok({ summary: 'There is no sample fleet to remove.' });
      return inTurn(stop());
    },
    async clearLeftovers() {
      if (!existsSync(note)) return;
      const removed = await inTurn(stop());
      if (!removed.ok) log.warn(removed.error.message, removed.error.facts);
    },
  };
}

/**
 * What an engine that was killed had noted; null when that can't be read, names a folder that is not the sample's, or came
 * along in a copy of the workspace: the sample is the original's.
 */
function leftOver(note: string, workspace: string): Home | null {
  const read = attempt((): unknown => JSON.parse(readSmall(note).toString('utf8')));
  const home = Note.safeParse(read.ok ? read.value : null);
  const isOwn = home.success && wasMadeIn(workspace)({ folder: home.data.workspace });
  return isOwn && isSamples(home.data.folder) ? home.data : null;
}

/** What lies in a folder beside one thing that stays. */
function othersIn(folder: string, stays: string): string[] {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((path) => path !== stays);
}

/** A workspace may come from anybody: what its note names is cleared only where a sample is made. */
function isSamples(folder: string): boolean {
  const name = basename(folder);
  return name.startsWith(prefix) && folder === join(tmpdir(), name);
}

function attempt<T>(work: () => T): Result<T> {
  try {
    return ok(work());
  } catch (error) {
    return fail('sample.failed', error instanceof Error ? error.message : String(error));
  }
}
