import { HubId } from '../../kernel/ids.ts';

/**
 * Which hub an input speaks of, to be spread into it. Null: the one on this device, or, where the input names an agent
 * or a task, the one that knows it.
 */
export const atHub = { hubId: HubId.nullable().default(null) };

/** Failures of whatever changes the fleet of a hub: only one on this device takes orders. */
export const hubErrors = ['hub.not-here', 'hub.not-found'] as const;
