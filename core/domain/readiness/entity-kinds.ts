/** What of readiness is decided by ops. */
export const readinessEntityKinds = [
  'evidence',
  'gate',
  'exception',
  'bundle',
  'environment',
  'command-approval',
  'move',
] as const;
export type ReadinessEntityKind = (typeof readinessEntityKinds)[number];
