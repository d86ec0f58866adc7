import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { seeded } from '../bench/random.ts';
import { startFleetTorture } from '../tests/torture/fleet/round.ts';
import { startTorture } from '../tests/torture/round.ts';

/**
 * `npm run soak [kills] [seed]`: the process is killed 200 times at random moments during edits and imports; after each
 * restart everything acknowledged must be there. A fresh workspace every 25 kills; each is replayed at its end. Then half
 * as many kills of a hub under load, judged by its logs alone. Last the property tests look at cases made from the same
 * seed.
 */
const kills = Number(process.argv[2] ?? 200);
const seed = Number(process.argv[3] ?? Math.floor(Math.random() * 1_000_000));
const random = seeded(seed);
const perWorkspace = 25;
let failed = 0;
let acknowledged = 0;
const complain = (where: string, problems: readonly string[]) => {
  for (const problem of problems) {
    failed += 1;
    console.log(`FAILED ${where}: ${problem}`);
  }
};

console.log(`soak: ${kills} kills, seed ${seed}`);
const started = performance.now();
for (let done = 0; done < kills; ) {
  const torture = startTorture(seed + done);
  const until = Math.min(done + perWorkspace, kills);
  for (; done < until; done += 1) {
    complain(`kill ${done + 1}`, await torture.kill({ afterMilliseconds: random.below(600) }));
  }
  complain(`replay after kill ${done}`, await torture.verify());
  acknowledged += torture.acknowledged;
  torture.end();
  console.log(`${done} of ${kills} kills, ${acknowledged} changes, ${failed} problems`);
}

const hubKills = Math.ceil(kills / 2);
let tasks = 0;
for (let done = 0; done < hubKills; ) {
  const torture = await startFleetTorture(seed + done);
  const until = Math.min(done + perWorkspace, hubKills);
  for (; done < until; done += 1) await torture.kill(100 + random.below(900));
  const found = await torture.judge();
  complain(`hub kill ${done}`, found.problems);
  tasks += found.tasks;
  torture.end();
  console.log(
    `${done} of ${hubKills} hub kills: ${found.tasks} tasks in ${found.events} events, ${found.completed} completed, ${found.deadLetters} dead letters, ${found.problems.length} problems`,
  );
}

const properties = spawnSync(
  join(import.meta.dirname, '../node_modules/.bin/vitest'),
  ['run', '--reporter=dot', 'tests/property'],
  { stdio: 'inherit', env: { ...process.env, QUARTERDECK_SEED: String(seed) } },
);
if (properties.status !== 0) complain(`properties with seed ${seed}`, ['see above']);
console.log(
  `soak: ${kills} kills, ${acknowledged} changes, ${hubKills} hub kills, ${tasks} tasks, ${failed} problems in ${((performance.now() - started) / 1000).toFixed(0)} s (seed ${seed})`,
);
process.exitCode = failed === 0 ? 0 : 1;
