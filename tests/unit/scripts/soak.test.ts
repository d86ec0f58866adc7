import { describe, expect, it } from 'vitest';
import {
  firstState,
  nextRound,
  PARTS,
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
      only: null,
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
      only: null,
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
    ['--only edit', '--only takes one of edits, hub'],
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
  it('does each part as often as the kills that are asked for say, in rounds of its own size', async () => {
    const { rounds, last } = await run(begin('--kills', '60', '--seed', '100'), null);
    const sizes = (kind: Round['kind']) => rounds.filter((one) => one.kind === kind).map(({ size }) => size);
    expect([...new Set(rounds.map(({ kind }) => kind))]).toEqual(Object.keys(PARTS));
    expect(sizes('edits')).toEqual([25, 25, 10]);
    expect(sizes('hub')).toEqual([25, 5]);
    expect(sizes('devices')).toEqual([50, 50, 50, 50, 50, 50]);
    expect(sizes('writers')).toEqual([100, 100, 100]);
    expect(sizes('readings')).toEqual(Array.from({ length: 15 }, () => 20_000));
    expect(sizes('doors')).toEqual([20_000, 20_000, 20_000]);
    expect(sizes('mixed')).toEqual([25, 25, 25, 15]);
    expect(sizes('properties')).toEqual([1]);
    expect(rounds.slice(0, 3).map(({ seed }) => seed)).toEqual([100, 125, 150]);
    expect(last).toMatchObject({ rounds: 37, changes: 370, tasks: 37, problems: 0, seconds: 2220 });
    expect(nextRound(last)).toBeNull();
  });

  it('does one part alone where it is asked for', async () => {
    const { rounds } = await run(begin('--kills', '20', '--only', 'mixed', '--seed', '3'), null);
    expect(rounds).toEqual([
      { kind: 'mixed', seed: 3, size: 25 },
      { kind: 'mixed', seed: 28, size: 5 },
    ]);
    const endless = await run(begin('--for', '2', '--only', 'writers', '--seed', '3'), 2);
    expect(endless.rounds.map(({ kind, seed }) => [kind, seed])).toEqual([
      ['writers', 3],
      ['writers', 103],
    ]);
  });

  it('goes round until its time is up', async () => {
    const { rounds, last } = await run(begin('--for', '8', '--seed', '1'), 8);
    expect(rounds.map((round) => round.kind)).toEqual(Object.keys(PARTS));
    expect(new Set(rounds.map((round) => round.seed)).size).toBe(8);
    expect(last.rounds).toBe(8);
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
    expect(last.problems).toBe(8);
    expect(lines).toContain('FAILED edits with seed 9: torn');
  });
});
