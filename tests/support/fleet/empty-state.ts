import type { FleetSettings } from '../../../core/domain/fleet/settings.ts';
import type { FleetState } from '../../../core/domain/fleet/state.ts';

/** The state of a hub before its first event. */
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
    pauses: new Map(),
    settings,
    lastRank: 0,
  };
}
