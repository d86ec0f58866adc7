import type { FleetSettings } from './settings.ts';
import type { FleetState } from './state.ts';

/** A hub before its first event. */
export function emptyState(settings: FleetSettings): FleetState {
  return {
    tasks: new Map(),
    agents: new Map(),
    endpoints: new Map(),
    repositories: new Map(),
    proposals: new Map(),
    tokens: new Map(),
    limits: new Map(),
    served: new Map(),
    settings,
    lastRank: 0,
  };
}
