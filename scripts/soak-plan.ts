import { parseArgs } from 'node:util';
import { z } from 'zod';

/**
 * One part of a soak: a fresh workspace killed several times, a hub killed several times, devices that exchange their
 * logs in several random interleavings, other programs that save beside our edits, mutations of our documents that are read
 * and edited, or the property tests.
 */
export type Round =
  | { readonly kind: 'edits' | 'hub'; readonly seed: number; readonly kills: number }
  | { readonly kind: 'devices'; readonly seed: number; readonly exchanges: number }
  | { readonly kind: 'writers'; readonly seed: number; readonly saves: number }
  | { readonly kind: 'readings'; readonly seed: number; readonly readings: number }
  | { readonly kind: 'properties'; readonly seed: number };

/** Where a soak stands after its last finished round; enough to go on with the same rounds. */
export const SoakState = z.strictObject({
  seed: z.int(),
  kills: z.int().positive(),
  /** Goes round and round until the time is up, instead of ending after `kills`. */
  endless: z.boolean(),
  rounds: z.int().nonnegative(),
  changes: z.int().nonnegative(),
  tasks: z.int().nonnegative(),
  problems: z.int().nonnegative(),
  /** Saves by other programs, by kind of writer. */
  writers: z.record(z.string(), z.strictObject({ rounds: z.int(), problems: z.int() })),
  seconds: z.number().nonnegative(),
});
export type SoakState = z.infer<typeof SoakState>;

export interface SoakOptions {
  readonly minutes: number | null;
  readonly seed: number | null;
  readonly kills: number | null;
  readonly goOn: boolean;
  readonly stateFile: string | null;
}

const KILLS_PER_ROUND = 25;
const KILLS_BY_DEFAULT = 200;
const EXCHANGES_PER_ROUND = 50;
/** A thousand with the kills by default. */
const EXCHANGES_PER_KILL = 5;
const SAVES_PER_ROUND = 100;
/** A thousand as well. */
const SAVES_PER_KILL = 5;
const READINGS_PER_ROUND = 20_000;
/** A million with the kills by default. */
const READINGS_PER_KILL = 5000;

/** Throws with one line that says what is wrong. */
export function readSoakOptions(args: readonly string[]): SoakOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      for: { type: 'string' },
      seed: { type: 'string' },
      kills: { type: 'string' },
      state: { type: 'string' },
      continue: { type: 'boolean', default: false },
    },
  });
  const minutes = readNumber('--for', values.for, z.number().positive());
  const seed = readNumber('--seed', values.seed, z.int().nonnegative());
  const kills = readNumber('--kills', values.kills, z.int().positive());
  if (values.continue && (seed !== null || kills !== null))
    throw new Error(
      '--continue goes on with the seed and the kills it began with: leave out --seed and --kills.',
    );
  return { minutes, seed, kills, goOn: values.continue, stateFile: values.state ?? null };
}

function readNumber(name: string, text: string | undefined, schema: z.ZodNumber): number | null {
  if (text === undefined) return null;
  const read = schema.safeParse(text.trim() === '' ? Number.NaN : Number(text));
  if (!read.success) throw new Error(`${name} takes a number, not "${text}".`);
  return read.data;
}

export function firstState(options: SoakOptions, newSeed: () => number): SoakState {
  return {
    seed: options.seed ?? newSeed(),
    kills: options.kills ?? KILLS_BY_DEFAULT,
    endless: options.minutes !== null,
    rounds: 0,
    changes: 0,
    tasks: 0,
    problems: 0,
    writers: {},
    seconds: 0,
  };
}

const ENDLESS_KINDS = ['edits', 'hub', 'devices', 'writers', 'readings', 'properties'] as const;

/**
 * The next round, or null when all is done: all edits, half as many kills of a hub, five exchanges and five saves by
 * other programs for each kill, five thousand mutated documents for each, then the property tests.
 */
export function nextRound({ seed, kills, endless, rounds }: SoakState): Round | null {
  if (endless) {
    const kind = ENDLESS_KINDS[rounds % ENDLESS_KINDS.length] ?? 'edits';
    if (kind === 'properties') return { kind, seed: seed + rounds };
    if (kind === 'readings')
      return { kind, seed: seed + rounds * READINGS_PER_ROUND, readings: READINGS_PER_ROUND };
    const own = seed + rounds * SAVES_PER_ROUND;
    if (kind === 'writers') return { kind, seed: own, saves: SAVES_PER_ROUND };
    return kind === 'devices'
      ? { kind, seed: own, exchanges: EXCHANGES_PER_ROUND }
      : { kind, seed: own, kills: KILLS_PER_ROUND };
  }
  const edits = roundsOf('edits', seed, kills);
  const hub = roundsOf('hub', seed, Math.ceil(kills / 2));
  const devices = exchangesOf(seed, kills * EXCHANGES_PER_KILL);
  const writers = savesOf(seed, kills * SAVES_PER_KILL);
  const readings = readingsOf(seed, kills * READINGS_PER_KILL);
  return (
    [...edits, ...hub, ...devices, ...writers, ...readings, { kind: 'properties' as const, seed }][rounds] ??
    null
  );
}

function exchangesOf(seed: number, exchanges: number): Round[] {
  return Array.from({ length: Math.ceil(exchanges / EXCHANGES_PER_ROUND) }, (_, at) => ({
    kind: 'devices',
    seed: seed + at * EXCHANGES_PER_ROUND,
    exchanges: Math.min(EXCHANGES_PER_ROUND, exchanges - at * EXCHANGES_PER_ROUND),
  }));
}

function savesOf(seed: number, saves: number): Round[] {
  return Array.from({ length: Math.ceil(saves / SAVES_PER_ROUND) }, (_, at) => ({
    kind: 'writers',
    seed: seed + at * SAVES_PER_ROUND,
    saves: Math.min(SAVES_PER_ROUND, saves - at * SAVES_PER_ROUND),
  }));
}

function readingsOf(seed: number, readings: number): Round[] {
  return Array.from({ length: Math.ceil(readings / READINGS_PER_ROUND) }, (_, at) => ({
    kind: 'readings',
    seed: seed + at * READINGS_PER_ROUND,
    readings: Math.min(READINGS_PER_ROUND, readings - at * READINGS_PER_ROUND),
  }));
}

function roundsOf(kind: 'edits' | 'hub', seed: number, kills: number): Round[] {
  return Array.from({ length: Math.ceil(kills / KILLS_PER_ROUND) }, (_, at) => ({
    kind,
    seed: seed + at * KILLS_PER_ROUND,
    kills: Math.min(KILLS_PER_ROUND, kills - at * KILLS_PER_ROUND),
  }));
}
