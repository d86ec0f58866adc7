import { seeded } from '../../../bench/random.ts';
import { knockAsAgent } from './agents-door.ts';
import { createDoorsJudge } from './doors-judge.ts';
import { type DoorsWorld, must, startDoorsWorld } from './doors-world.ts';
import { knockAsTool, knockAtPages } from './http-doors.ts';
import { knockAtWire } from './wire-door.ts';

/** Frames and requests between two looks at what they did. */
const BATCH = 1000;
/** Which part of them comes through which door, and by how many at once. */
const DOORS = { agents: [0.5, 8], tools: [0.25, 4], pages: [0.1, 2], wire: [0.15, 4] } as const;

/** Plain tasks that are submitted for each batch. */
const TASKS = 60;
const nowhere = {
  name: 'Nowhere',
  kind: 'openai' as const,
  url: 'http://127.0.0.1:9',
  tiers: ['standard' as const],
};

export interface DoorsReport {
  readonly problems: readonly string[];
  readonly tasks: number;
  readonly completed: number;
  /** Tasks whose end an agent was told in several generations: each a retry or a requeued dead letter. */
  readonly settledInSeveral: number;
  /** How often each kind of answer came, by door. */
  readonly answers: ReadonlyMap<string, number>;
}

/**
 * So many frames and requests, most of them wrong, through every door of a real engine: agents', tools', pages', contract's.
 * After each batch the engine must answer, have logged no bug, and have kept what it promises; at the end its tables must be
 * those that its logs give.
 */
export async function mutatedMessages(seed: number, count: number): Promise<DoorsReport> {
  const world = await startDoorsWorld();
  const judge = createDoorsJudge();
  try {
    for (let sent = 0; sent < count; sent += BATCH) {
      await furnish(world, seed + sent);
      await knock(world, judge, seed + sent, Math.min(BATCH, count - sent));
      await world.settle();
      for (const line of world.readLog()) world.complain(`logged: ${line.slice(0, 1500)}`);
      for (const problem of judge.judge(world.database)) world.complain(problem);
    }
    if (judge.counts().completed === 0) world.complain('nothing was completed: the messages got nowhere');
    const replayed = must(await world.screen.call('workspace.rebuild', { verify: true }));
    if (!replayed.same) world.complain(`replay differs: ${replayed.firstDifference ?? ''}`);
  } catch (error) {
    world.complain(error instanceof Error ? (error.stack ?? error.message) : String(error));
  } finally {
    await world.end();
  }
  return { problems: world.problems, answers: world.answers, ...judge.counts() };
}

/** Something to be about: work that any agent can do, and one of each kind of thing that orders name. */
async function furnish({ screen, known }: DoorsWorld, seed: number): Promise<void> {
  const random = seeded(seed);
  for (let task = 0; task < TASKS; task += 1) {
    const plain = {
      description: `Doors ${seed} ${task}`,
      work: { kind: 'shell' as const, command: 'true' },
      lane: random.pick<'high' | 'normal'>(['high', 'normal']),
      retries: random.below(3),
    };
    known.hear(must(await screen.call('tasks.submit', { task: plain })).taskId);
  }
  known.hear(JSON.stringify(await screen.call('repositories.add', { url: 'file:///nowhere/a.git' })));
  known.hear(JSON.stringify(await screen.call('endpoints.add', nowhere)));
  known.hear(JSON.stringify(await screen.call('actors.add', { name: `Actor ${seed}`, passphrase: null })));
}

async function knock(
  world: DoorsWorld,
  { heard }: ReturnType<typeof createDoorsJudge>,
  seed: number,
  count: number,
): Promise<void> {
  const clients = Object.values(DOORS).reduce((sum, [, many]) => sum + many, 0);
  const through = (door: keyof typeof DOORS, go: (n: number, each: number) => Promise<void>) => {
    const [part, many] = DOORS[door];
    return Array.from({ length: many }, (_, n) => go(n, Math.ceil((count * part) / many)));
  };
  let one = 0;
  const random = () => seeded(seed * clients + (one += 1));
  await Promise.all([
    ...through('agents', (n, each) => knockAsAgent(world, `Doors ${seed} ${n}`, each, random(), heard)),
    ...through('tools', (n, each) => knockAsTool(world, `Tool ${n}`, each, random(), heard)),
    ...through('pages', (_, each) => knockAtPages(world, each, random())),
    ...through('wire', (_, each) => knockAtWire(world, each, random())),
  ]);
}
