import { afterEach, describe, expect, it } from 'vitest';
import { seeded } from '../../bench/random.ts';
import { startTorture, type Torture } from './round.ts';

let torture: Torture | null = null;
afterEach(() => torture?.end());

describe('a process killed at any moment', () => {
  it('loses no acknowledged edit and tears no file, at each named point of a write', async () => {
    torture = startTorture(41);
    const points = [
      'after-intent',
      'after-temp',
      'after-fsync',
      'after-rename',
      'before-confirm',
      'during-import',
    ];
    for (const point of points) expect([point, await torture.kill({ point, pass: 2 })]).toEqual([point, []]);
    expect(await torture.verify()).toEqual([]);
  }, 120_000);

  it('loses nothing at ten random moments (seed 7)', async () => {
    torture = startTorture(7);
    const random = seeded(7);
    for (let kill = 1; kill <= 10; kill += 1) {
      expect([kill, await torture.kill({ afterMilliseconds: random.below(400) })]).toEqual([kill, []]);
    }
    expect(await torture.verify()).toEqual([]);
    expect(torture.acknowledged).toBeGreaterThan(0);
  }, 120_000);

  it('finishes a writing in place that it was in the midst of', async () => {
    torture = startTorture(19, { linked: true });
    for (const bytes of [0, 1, 3, 40, 700, 100_000])
      expect([bytes, await torture.kill({ inPlace: 2, bytes })]).toEqual([bytes, []]);
    for (const point of ['after-intent', 'after-in-place', 'before-confirm'])
      expect([point, await torture.kill({ point, pass: 2 })]).toEqual([point, []]);
    expect(await torture.verify()).toEqual([]);
  }, 120_000);

  it('loses nothing of a file that is written into at ten random moments (seed 23)', async () => {
    torture = startTorture(23, { linked: true });
    const random = seeded(23);
    for (let kill = 1; kill <= 10; kill += 1)
      expect([kill, await torture.kill({ afterMilliseconds: random.below(400) })]).toEqual([kill, []]);
    expect(await torture.verify()).toEqual([]);
    expect(torture.acknowledged).toBeGreaterThan(0);
  }, 120_000);
});
