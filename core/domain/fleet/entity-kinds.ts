/** What of the fleet is decided by ops: all else is reported by a hub, as an event. */
export const fleetEntityKinds = ['template', 'hub'] as const;
