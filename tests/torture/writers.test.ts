import { expect, it } from 'vitest';
import { OUTSIDE_TIMES } from '../../main/engine/files/outside-times.ts';
import { writersRounds } from './writers/writers-rounds.ts';

/** A quarter of the real times, and writers as much faster. */
const times = {
  ...OUTSIDE_TIMES,
  still: OUTSIDE_TIMES.still / 4,
  shrunk: OUTSIDE_TIMES.shrunk / 4,
  atLatest: OUTSIDE_TIMES.atLatest / 4,
};

it('programs that save at random speeds beside our edits lose nothing, and neither do we (seed 3)', async () => {
  const rounds = await writersRounds(3, 16, 8, times);
  expect(rounds.flatMap(({ problems }) => problems)).toEqual([]);
  expect(rounds).toHaveLength(16);
}, 120_000);
