import { spawnSync } from 'node:child_process';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seeded } from '../bench/random.ts';
import { OUTSIDE_TIMES } from '../main/engine/files/outside-times.ts';
import { exchangeBetweenThree } from '../tests/support/devices/three-devices.ts';
import { mutatedMessages } from '../tests/torture/doors/doors-round.ts';
import { startFleetTorture } from '../tests/torture/fleet/round.ts';
import { startMixed } from '../tests/torture/mixed/mixed-turn.ts';
import { startMixedWorld } from '../tests/torture/mixed/mixed-world.ts';
import { mutatedReadings } from '../tests/torture/readings/reader-promises.ts';
import { startTorture } from '../tests/torture/round.ts';
import { writersRounds } from '../tests/torture/writers/writers-rounds.ts';
import { firstState, type Part, readSoakOptions, SoakState } from './soak-plan.ts';
import { type RoundReport, soak } from './soak-run.ts';

/**
 * `npm run soak -- [--for MINUTES] [--only PART] [--seed N] [--kills N] [--continue] [--state FILE]`: the parts of
 * soak-plan.ts, one after the other, each judged by what is left and not by what the product says. With `--for` it goes
 * round until the time is up; `--continue` goes on after the last finished round.
 */
async function main(): Promise<void> {
  const options = readSoakOptions(process.argv.slice(2));
  const file = options.stateFile ?? join(tmpdir(), 'soak-state.json');
  const state = options.goOn
    ? { ...readState(file), ...(options.minutes === null ? {} : { endless: true }) }
    : firstState(options, () => Math.floor(Math.random() * 1_000_000));
  const began = new Date();
  console.log(
    `soak: seed ${state.seed}, ${began.toISOString()}, ${state.rounds === 0 ? 'from the beginning' : `after round ${state.rounds}`}; state in ${file}`,
  );
  const end = await soak(state, options.minutes, {
    now: () => performance.now(),
    run: ({ kind, seed, size }) => RUN[kind](seed, size),
    keep: (kept) => keepState(file, kept),
    say: (line) => console.log(line),
  });
  for (const [kind, { rounds, problems }] of Object.entries(end.writers))
    console.log(`writers: ${kind}: ${rounds} saves, ${problems} with a problem`);
  const taken = (end.seconds - state.seconds) / 60;
  console.log(
    `soak: ${end.rounds} rounds, ${end.changes} changes, ${end.tasks} tasks, ${end.problems} problems; ${taken.toFixed(1)} minutes now, ${(end.seconds / 60).toFixed(1)} in all (seed ${end.seed})`,
  );
  process.exitCode = end.problems === 0 ? 0 : 1;
}

function readState(file: string): SoakState {
  try {
    return SoakState.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new Error(`There is no soak to continue in ${file}: start one without --continue.`);
  }
}

function keepState(file: string, state: SoakState): void {
  writeFileSync(`${file}.new`, JSON.stringify(state));
  renameSync(`${file}.new`, file);
}

type Run = (seed: number, size: number) => Promise<RoundReport>;

const RUN: Readonly<Record<Part, Run>> = {
  edits: runEdits,
  hub: runHub,
  devices: runDevices,
  writers: runWriters,
  readings: runReadings,
  doors: runDoors,
  mixed: runMixed,
  properties: runProperties,
};

async function runEdits(seed: number, kills: number): Promise<RoundReport> {
  const random = seeded(seed);
  const torture = startTorture(seed);
  const problems: string[] = [];
  for (let kill = 1; kill <= kills; kill += 1) {
    const found = await torture.kill({ afterMilliseconds: random.below(600) });
    problems.push(...found.map((problem) => `kill ${kill}: ${problem}`));
  }
  problems.push(...(await torture.verify()).map((problem) => `replay: ${problem}`));
  torture.end();
  return { problems, changes: torture.acknowledged, tasks: 0 };
}

async function runHub(seed: number, kills: number): Promise<RoundReport> {
  const random = seeded(seed);
  const torture = await startFleetTorture(seed);
  for (let kill = 1; kill <= kills; kill += 1) await torture.kill(100 + random.below(900));
  const { problems, tasks } = await torture.judge();
  torture.end();
  return { problems, changes: 0, tasks };
}

async function runDevices(seed: number, exchanges: number): Promise<RoundReport> {
  const problems: string[] = [];
  let changes = 0;
  for (let at = 0; at < exchanges; at += 1) {
    const exchange = await exchangeBetweenThree(seed + at);
    changes += exchange.steps.length;
    problems.push(...exchange.problems.map((problem) => `exchange ${seed + at}: ${problem}`));
  }
  return { problems, changes, tasks: 0 };
}

/** So many at once as two cores stand without making every writer slow. */
const SAVES_AT_ONCE = 12;

async function runWriters(seed: number, saves: number): Promise<RoundReport> {
  const rounds = await writersRounds(seed, saves, SAVES_AT_ONCE, OUTSIDE_TIMES);
  const writers: Record<string, { rounds: number; problems: number }> = {};
  for (const { kind, problems } of rounds) {
    const sum = (writers[kind] ??= { rounds: 0, problems: 0 });
    sum.rounds += 1;
    if (problems.length > 0) sum.problems += 1;
  }
  return { problems: rounds.flatMap(({ problems }) => problems), changes: 0, tasks: 0, writers };
}

async function runReadings(seed: number, documents: number): Promise<RoundReport> {
  return { problems: mutatedReadings(seed, documents), changes: 0, tasks: 0 };
}

async function runDoors(seed: number, messages: number): Promise<RoundReport> {
  const { problems, tasks, settledInSeveral } = await mutatedMessages(seed, messages);
  console.log(
    `doors: ${settledInSeveral} of ${tasks} tasks were settled in several generations, each after a retry or a requeue`,
  );
  return { problems, changes: 0, tasks };
}

async function runMixed(seed: number, turns: number): Promise<RoundReport> {
  const world = await startMixedWorld();
  try {
    const everything = await startMixed(world, seeded(seed));
    const problems: string[] = [];
    for (let turn = 1; turn <= turns; turn += 1)
      problems.push(...(await everything.turn(turn)).map((problem) => `turn ${turn}: ${problem}`));
    problems.push(...(await everything.finish()));
    return { problems, changes: everything.changes(), tasks: everything.tasks() };
  } finally {
    await world.end();
  }
}

async function runProperties(seed: number): Promise<RoundReport> {
  const vitest = join(import.meta.dirname, '../node_modules/.bin/vitest');
  const run = spawnSync(vitest, ['run', '--reporter=dot', 'tests/property'], {
    stdio: 'inherit',
    env: { ...process.env, QUARTERDECK_SEED: String(seed) },
  });
  return { problems: run.status === 0 ? [] : ['see above'], changes: 0, tasks: 0 };
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
