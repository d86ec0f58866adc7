/** What of readiness is decided by ops. */
export const readinessEntityKinds = [
  'evidence',
  'gate',
  'exception',
  'bundle',
  'environment',
  'command-approval',
  'move',
  'signoff-request',
  'signoff',
  'gap',
  'signoff-policy',
  'slo-policy',
  'slo-value',
] as const;
export type ReadinessEntityKind = (typeof readinessEntityKinds)[number];
