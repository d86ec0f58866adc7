import type { Reader } from '../../handle.ts';
import { metricValues } from '../../tables/fleet/metric-step.ts';

const MINUTE = 60_000;
const QUEUES = ['queue.urgent', 'queue.high', 'queue.normal', 'queue.low'] as const;
const NAMES = [...QUEUES, 'tasks.completed', 'tasks.failed', 'tasks.dead', 'assign.p95'] as const;

export interface HubMeasures {
  /** How often in a row the queue was longer than in the sample before, up to the newest one. */
  readonly increases: number | null;
  /** In the last hour. */
  readonly finished: number | null;
  readonly failed: number | null;
  /** Milliseconds, at its worst in the last ten minutes. */
  readonly toAgent: number | null;
}

/** What the samples of a hub say until now; nothing where the newest is older than half a minute. */
export function hubMeasures(db: Reader, hubN: number, now: number): HubMeasures {
  const samples = metricValues(db, hubN, NAMES, {
    step: 10_000,
    from: now - 60 * MINUTE,
    to: now + 10_000,
  }).map(({ at, values }) => ({ at, of: valuesBy(values) }));
  const newest = samples.at(-1)?.at ?? 0;
  if (newest < now - MINUTE / 2) return { increases: null, finished: null, failed: null, toAgent: null };
  const sum = (name: string): number => samples.reduce((total, { of }) => total + (of[name] ?? 0), 0);
  const completed = sum('tasks.completed');
  const failed = sum('tasks.failed');
  const waits = samples
    .filter(({ at }) => at >= now - 10 * MINUTE)
    .flatMap(({ of }) => of['assign.p95'] ?? []);
  return {
    increases: increasesOf(
      samples.map(({ of }) => QUEUES.reduce((total, name) => total + (of[name] ?? 0), 0)),
    ),
    finished: completed + failed,
    failed,
    toAgent: waits.length === 0 ? null : Math.max(...waits),
  };
}

function valuesBy(text: string): Readonly<Record<string, number | null>> {
  const values: (number | null)[] = JSON.parse(text);
  return Object.fromEntries(NAMES.map((name, at) => [name, values[at] ?? null]));
}

function increasesOf(lengths: readonly number[]): number {
  let found = 0;
  while (found + 1 < lengths.length && (lengths.at(-1 - found) ?? 0) > (lengths.at(-2 - found) ?? 0))
    found += 1;
  return found;
}
