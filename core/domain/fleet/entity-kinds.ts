/** What of the fleet is decided by ops: all else is reported by a hub, as an event. */
export const fleetEntityKinds = ['template'] as const;
export type FleetEntityKind = (typeof fleetEntityKinds)[number];
