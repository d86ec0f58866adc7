import { describe, expect, it } from 'vitest';
import {
  firstState,
  nextRound,
  type Round,
  readSoakOptions,
  type SoakState,
} from '../../../scripts/soak-plan.ts';
import { soak } from '../../../scripts/soak-run.ts';

const begin = (...args: readonly string[]) => firstState(readSoakOptions(args), () => 4711);

describe('the options of a soak', () => {
  it('are all optional', () => {
    expect(readSoakOptions([])).toEqual({
      minutes: null,
      seed: null,
      kills: null,
      goOn: false,
      stateFile: null,
    });
    expect(begin()).toMatchObject({ seed: 4711, kills: 200, endless: false });
  });

  it('are read', () => {
    expect(readSoakOptions(['--for', '2.5', '--seed', '7', '--kills', '30', '--state', 'x.json'])).toEqual({
      minutes: 2.5,
      seed: 7,
      kills: 30,
      goOn: false,
      stateFile: 'x.json',
    });
    expect(readSoakOptions(['--continue', '--for', '1'])).toMatchObject({ goOn: true, minutes: 1 });
  });

  it.each([
    ['--for soon', '--for takes a number, not "soon".'],
    ['--for 0', '--for takes a number'],
    ['--kills 1.5', '--kills takes a number'],
    ['--seed -', '--seed'],
    ['--continue --seed 3', 'leave out --seed'],
    ['--quickly', '--quickly'],
    ['200', '200'],
  ])('%s is refused', (line, reason) => {
    expect(() => readSoakOptions(line.split(' '))).toThrow(reason);
  });
});

/** Runs with a clock that each round moves on by a minute. */
function run(state: SoakState, minutes: number | null, problems: readonly string[] = []) {
  let now = 0;
  const rounds: Round[] = [];
  const kept: SoakState[] = [];
  const lines: string[] = [];
  const end = soak(state, minutes, {
    now: () => now,
    async run(round) {
      rounds.push(round);
      now += 60_000;
      return { problems, changes: 10, tasks: 1 };
    },
    keep: (next) => kept.push(next),
    say: (line) => lines.push(line),
  });
  return end.then((last) => ({ last, rounds, kept, lines }));
}

describe('a soak', () => {
  it('makes all kills in fresh workspaces of 25, half as many of a hub, five exchanges, five saves and 5,000 mutated documents for each, then the properties', async () => {
    const { rounds, last } = await run(begin('--kills', '60', '--seed', '100'), null);
    const exchanges = [0, 50, 100, 150, 200, 250].map((at) => ({
      kind: 'devices',
      seed: 100 + at,
      exchanges: 50,
    }));
    expect(rounds).toEqual([
      { kind: 'edits', seed: 100, kills: 25 },
      { kind: 'edits', seed: 125, kills: 25 },
      { kind: 'edits', seed: 150, kills: 10 },
      { kind: 'hub', seed: 100, kills: 25 },
      { kind: 'hub', seed: 125, kills: 5 },
      ...exchanges,
      ...[100, 200, 300].map((seed) => ({ kind: 'writers', seed, saves: 100 })),
      ...Array.from({ length: 15 }, (_, at) => ({
        kind: 'readings',
        seed: 100 + at * 20_000,
        readings: 20_000,
      })),
      { kind: 'properties', seed: 100 },
    ]);
    expect(last).toMatchObject({ rounds: 30, changes: 300, tasks: 30, problems: 0, seconds: 1800 });
    expect(nextRound(last)).toBeNull();
  });

  it('goes round until its time is up', async () => {
    const { rounds, last } = await run(begin('--for', '6', '--seed', '1'), 6);
    expect(rounds.map((round) => round.kind)).toEqual([
      'edits',
      'hub',
      'devices',
      'writers',
      'readings',
      'properties',
    ]);
    expect(new Set(rounds.map((round) => round.seed)).size).toBe(6);
    expect(last.rounds).toBe(6);
  });

  it('goes on after the last finished round with the rounds it would have run', async () => {
    const whole = await run(begin('--kills', '60', '--seed', '100'), null);
    for (const stopped of whole.kept) {
      const { rounds, last } = await run(stopped, null);
      expect(rounds).toEqual(whole.rounds.slice(stopped.rounds));
      expect(last).toEqual(whole.last);
    }
  });

  it('keeps the count of problems and names the seed of each', async () => {
    const { last, lines } = await run(begin('--kills', '1', '--seed', '9'), null, ['torn']);
    expect(last.problems).toBe(6);
    expect(lines).toContain('FAILED edits with seed 9: torn');
  });
});
