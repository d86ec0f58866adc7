import type { FleetStore } from '../../../core/domain/fleet/ports.ts';

/** The store of a workspace that can only be read: nobody is connected in it, so nothing has to be written to begin. */
export function readOnlyStore(store: FleetStore): FleetStore {
  return {
    ...store,
    async load(at) {
      const loaded = await store.load(at);
      if (!loaded.ok) return loaded;
      for (const agent of loaded.value.agents.values()) agent.connected = false;
      return loaded;
    },
  };
}
