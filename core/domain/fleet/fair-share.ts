import type { Moment } from '../../kernel/clock.ts';
import type { Initiator } from './initiators.ts';
import type { FleetState } from './state.ts';

/** Weights below this count as zero: a submitter served long ago is like one never served. */
const forgotten = 0.01;

/** Half-life of an assigned task in its submitter's share. */
const halfLifeMs = 60_000;

export const submitterKey = (by: Initiator): string => `${by.kind}:${by.id}`;

type Served = FleetState['served'];

/** A submitter's recent share: one per task just assigned, decaying with time. */
export function servedWeight(
  served: ReadonlyMap<string, Readonly<{ weight: number; atSteady: number }>>,
  key: string,
  at: Moment,
): number {
  const known = served.get(key);
  if (known === undefined) return 0;
  const weight = known.weight * 0.5 ** (Math.max(0, at.steady - known.atSteady) / halfLifeMs);
  return weight < forgotten ? 0 : weight;
}

/** Counts one task for its submitter, and forgets submitters whose weight has faded away. */
export function countServed(served: Served, by: Initiator, at: Moment): void {
  const key = submitterKey(by);
  const weight = servedWeight(served, key, at) + 1;
  served.set(key, { weight, atSteady: at.steady });
  if (served.size <= 1000) return;
  for (const one of served.keys()) if (servedWeight(served, one, at) === 0) served.delete(one);
}
