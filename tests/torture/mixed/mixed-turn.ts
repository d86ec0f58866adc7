import { execFileSync } from 'node:child_process';
import { z } from 'zod';
import type { InputOf, RowOf, ViewName } from '../../../core/contract/index.ts';
import type { WireClient } from '../../../core/contract/transport/client.ts';
import { judgeTasks, judgeTracker, type Promised } from './mixed-judge.ts';
import { type MixedWorld, ROWS } from './mixed-world.ts';

interface Random {
  below(limit: number): number;
}

type ItemId = RowOf<'trackers.items'>['id'];

/** Nobody hears what a dead host answers. */
const ANSWER_MS = 20_000;
const SETTLES_MS = 60_000;
const Added = z.object({ taskId: z.string() });

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** Screens, commands, an agent and outside programs at work while hosts die, sleep, run out of disk and out of time. */
export interface Mixed {
  /** What was wrong, a sentence each. */
  turn(n: number): Promise<readonly string[]>;
  /** Waits for every task, and judges them by the hub's log and the remote. */
  finish(): Promise<readonly string[]>;
  readonly changes: () => number;
  readonly tasks: () => number;
}

export async function startMixed(world: MixedWorld, random: Random): Promise<Mixed> {
  const promised: Promised[] = [];
  const tasks: string[] = [];
  const seen = new Set<number>();
  const texts: string[] = [];
  const trackerId = (await rowsOf(world.screen(), 'trackers.list', {}))[0]?.id;
  if (trackerId === undefined) throw new Error('no tracker');
  const items = await rowsOf(world.screen(), 'trackers.items', {
    trackerId,
    filter: {},
    sort: { by: 'document', descending: false },
    window: { start: 0, limit: ROWS },
  });
  const ids = new Map<string, ItemId>(items.map((row) => [row.key.toUpperCase(), row.id]));

  const screens = async (n: number) => {
    const row = `R${random.below(6)}`;
    const note = `screen-${n}-${promised.length}`;
    const itemId = ids.get(row);
    if (itemId === undefined) throw new Error(`no row ${row}`);
    const edits = [{ kind: 'set-field' as const, itemId, field: 'notes', value: note }];
    const asked = world.screen().call('trackers.edit', { trackerId, edits, log: null, actorId: null });
    const answer = await Promise.race([asked.catch(() => null), pause(ANSWER_MS).then(() => null)]);
    if (answer?.ok === true) promised.push({ row, note, by: 'screen' });
  };
  const commands = async (n: number) => {
    const row = `R${6 + random.below(6)}`;
    const note = `command-${n}-${promised.length}`;
    const done = await world.run('tracker', 'set', 'Mixed', row, 'notes', note).then(
      () => true,
      () => false,
    );
    if (done) promised.push({ row, note, by: 'command' });
  };
  /** Each writes what it read, but for one cell: complete on the disk when it ends. */
  const outside = async (n: number) => {
    const row = `R${12 + random.below(6)}`;
    const note = `outside-${n}-${promised.length}`;
    const change = `s/^(\\| ${row} \\|.*\\| )[^|]* \\|$/\\1${note} |/`;
    const scripts = [
      `sed -E -i '${change}' "$1"`,
      `sed -E '${change}' "$1" > "$1.new" && mv "$1.new" "$1"`,
      `text=$(sed -E '${change}' "$1"; printf x) && sleep 0.${random.below(6)} && printf %s "\${text%x}" > "$1"`,
    ];
    execFileSync('sh', ['-c', scripts[random.below(scripts.length)] ?? '', 'sh', world.file]);
    promised.push({ row, note, by: 'outside' });
  };
  const agents = async (n: number) => {
    const key = `mixed-${n}-${tasks.length}`;
    const script = `sleep 0.${random.below(9)}; echo "$QUARTERDECK_GENERATION" > "$QUARTERDECK_TASK.txt"`;
    const args = ['task', 'add', `Mixed ${key}`, '--repository', 'api', '--shell', script, '--retries', '20'];
    for (let tries = 0; tries < 20; tries += 1) {
      const said = await world.run('--json', ...args, '--key', key).catch(() => null);
      if (said !== null) {
        tasks.push(Added.parse(JSON.parse(said)).taskId);
        return;
      }
      await pause(200);
    }
  };

  const trouble = async (): Promise<void> => {
    await pause(random.below(900));
    switch (random.below(world.canFill ? 6 : 5)) {
      case 0:
      case 1:
        return world.kill('host');
      case 2:
        return world.kill('agent');
      case 3:
        return world.sleep(random.below(2) === 0 ? 'host' : 'agent', 200 + random.below(2500));
      case 4:
        return world.jumpClock((random.below(5) - 2) * 3_600_000);
      default:
        return world.fillDisk(200 + random.below(800));
    }
  };

  const settled = async (): Promise<string | null> => {
    const until = performance.now() + SETTLES_MS;
    for (;;) {
      const [row] = await rowsOf(world.screen(), 'trackers.list', {});
      if (row?.fileState === 'in-step' || row?.fileState === 'conflict') return null;
      if (performance.now() > until) return `the file is ${row?.fileState ?? 'gone'}: ${row?.fileNote ?? ''}`;
      await pause(100);
    }
  };

  const readRevisions = async (): Promise<readonly string[]> => {
    const client = world.screen();
    const answer = await client.call('trackers.revisions', { trackerId, limit: 100 });
    for (const { sequence } of answer.ok ? answer.value.rows : []) {
      if (seen.has(sequence)) continue;
      seen.add(sequence);
      const source = await client.call('trackers.source', { trackerId, revision: sequence });
      if (source.ok) texts.push(source.value.text);
    }
    return texts;
  };

  return {
    changes: () => promised.length,
    tasks: () => tasks.length,
    async turn(n) {
      const work = async (what: (n: number) => Promise<void>, times: number) => {
        for (let time = 0; time < times; time += 1) {
          await what(n);
          await pause(random.below(250));
        }
      };
      // A shell that writes what it read into a full disk loses it by itself, so nobody outside writes then.
      const both = async () => {
        await work(outside, 1 + random.below(2));
        await trouble();
        await work(outside, 1 + random.below(2));
      };
      await Promise.all([work(screens, 4), work(commands, 1), work(agents, 1), both()]);
      const unsettled = await settled();
      if (unsettled !== null) return [unsettled];
      const conflicts = [
        ...(await rowsOf(world.screen(), 'conflicts.list', { trackerId, resolved: false })),
        ...(await rowsOf(world.screen(), 'conflicts.list', { trackerId, resolved: true })),
      ];
      return judgeTracker(world.file, promised, [...(await readRevisions())], conflicts);
    },
    async finish() {
      const until = performance.now() + SETTLES_MS * 3;
      let problems = judgeTasks(world, tasks);
      while (problems.length > 0 && performance.now() < until) {
        await pause(500);
        problems = judgeTasks(world, tasks);
      }
      return problems.length === 0 ? [] : [...problems, ...world.ended()];
    },
  };
}

/** The rows of a view once, over any number of ends of its host. */
function rowsOf<Name extends ViewName>(
  client: WireClient,
  name: Name,
  input: InputOf<Name>,
): Promise<readonly RowOf<Name>[]> {
  return new Promise((resolve, reject) => {
    const tooLong = setTimeout(() => reject(new Error(`${name} was not shown within a minute`)), SETTLES_MS);
    const stop = client.watch(name, input, ({ phase, rows }) => {
      if (phase !== 'live') return;
      clearTimeout(tooLong);
      resolve(rows);
      queueMicrotask(() => stop());
    });
  });
}
