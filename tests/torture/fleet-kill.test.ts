import { afterEach, expect, it } from 'vitest';
import { seeded } from '../../bench/random.ts';
import { type FleetTorture, startFleetTorture } from './fleet/round.ts';

let torture: FleetTorture | null = null;
afterEach(() => torture?.end());

it('a hub killed ten times under load loses no task and completes none twice (seed 11)', async () => {
  torture = await startFleetTorture(11);
  const random = seeded(11);
  for (let kill = 1; kill <= 10; kill += 1) await torture.kill(100 + random.below(600));
  const { problems, completed, deadLetters, settled } = await torture.judge();
  expect(problems).toEqual([]);
  expect(completed).toBeGreaterThan(10);
  expect(deadLetters).toBeGreaterThan(3);
  expect(settled).toBeGreaterThan(10);
}, 240_000);
