/** What of readiness is decided by ops. */
export const readinessEntityKinds = ['evidence', 'gate', 'exception'] as const;
export type ReadinessEntityKind = (typeof readinessEntityKinds)[number];
