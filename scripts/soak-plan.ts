import { parseArgs } from 'node:util';
import { z } from 'zod';

/**
 * What a soak is made of, in order, with what is counted in it: how many make a round, and how many there are for each kill
 * that is asked for (200 by default).
 */
export const PARTS = {
  /** A fresh workspace each, killed during edits and imports. */
  edits: { counts: 'kills', each: 25, perKill: 1 },
  hub: { counts: 'kills', each: 25, perKill: 0.5 },
  /** Devices that exchange their logs in random interleavings. */
  devices: { counts: 'exchanges', each: 50, perKill: 5 },
  writers: { counts: 'saves by other programs', each: 100, perKill: 5 },
  readings: { counts: 'mutated documents', each: 20_000, perKill: 5000 },
  /** Mutated messages of agents, tools, browsers and screens to a running engine. */
  doors: { counts: 'mutated frames and requests', each: 20_000, perKill: 1000 },
  /** Screens, commands, an agent and outside programs at work while processes die, sleep, run out of disk and of time. */
  mixed: { counts: 'turns of everything at once', each: 25, perKill: 1.5 },
  /** The property tests. */
  properties: { counts: 'run', each: 1, perKill: 0 },
} as const;

export type Part = keyof typeof PARTS;
const KINDS = z.enum(['edits', 'hub', 'devices', 'writers', 'readings', 'doors', 'mixed', 'properties']);

export interface Round {
  readonly kind: Part;
  readonly seed: number;
  /** So many of what its part counts. */
  readonly size: number;
}

/** Where a soak stands after its last finished round; enough to go on with the same rounds. */
export const SoakState = z.strictObject({
  seed: z.int(),
  kills: z.int().positive(),
  /** Goes round and round until the time is up, instead of ending after `kills`. */
  endless: z.boolean(),
  /** One part alone. */
  only: KINDS.nullable(),
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
  readonly only: Part | null;
  readonly goOn: boolean;
  readonly stateFile: string | null;
}

const KILLS_BY_DEFAULT = 200;

/** Throws with one line that says what is wrong. */
export function readSoakOptions(args: readonly string[]): SoakOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      for: { type: 'string' },
      seed: { type: 'string' },
      kills: { type: 'string' },
      only: { type: 'string' },
      state: { type: 'string' },
      continue: { type: 'boolean', default: false },
    },
  });
  const minutes = readNumber('--for', values.for, z.number().positive());
  const seed = readNumber('--seed', values.seed, z.int().nonnegative());
  const kills = readNumber('--kills', values.kills, z.int().positive());
  const only = KINDS.nullable().safeParse(values.only ?? null);
  if (!only.success)
    throw new Error(`--only takes one of ${KINDS.options.join(', ')}, not "${values.only}".`);
  if (values.continue && (seed !== null || kills !== null || only.data !== null))
    throw new Error('--continue goes on as it began: leave out --seed, --kills and --only.');
  return { minutes, seed, kills, only: only.data, goOn: values.continue, stateFile: values.state ?? null };
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
    only: options.only,
    rounds: 0,
    changes: 0,
    tasks: 0,
    problems: 0,
    writers: {},
    seconds: 0,
  };
}

/** The next round, or null when all is done. */
export function nextRound({ seed, kills, endless, only, rounds }: SoakState): Round | null {
  const kinds = only === null ? KINDS.options : [only];
  if (!endless) return kinds.flatMap((kind) => roundsOf(kind, seed, kills))[rounds] ?? null;
  const kind = kinds[rounds % kinds.length] ?? 'edits';
  const { each } = PARTS[kind];
  return { kind, seed: seed + rounds * each, size: each };
}

function roundsOf(kind: Part, seed: number, kills: number): Round[] {
  const { each, perKill } = PARTS[kind];
  const all = Math.max(1, Math.ceil(kills * perKill));
  return Array.from({ length: Math.ceil(all / each) }, (_, at) => ({
    kind,
    seed: seed + at * each,
    size: Math.min(each, all - at * each),
  }));
}
