import type { FleetState } from '../../../core/domain/fleet/state.ts';

/** What no event tells: heartbeats and what they bring, the turns of submitters, what asked us to try again later, stamps of the steady clock. */
const passing = new Set(['served', 'pauses', 'heartbeatAt', 'resources', 'resourcesAt']);

/** The state as plain data that two replays must agree on. */
export function plainState(state: FleetState): unknown {
  return plain(state);
}

function plain(value: unknown): unknown {
  if (value instanceof Set) return [...value].map(String).toSorted((a, b) => (a < b ? -1 : 1));
  if (value instanceof Map)
    return [...value].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, plain(one)]);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => !key.endsWith('Steady') && !passing.has(key));
  return Object.fromEntries(kept.map(([key, one]) => [key, plain(one)]));
}
