import { z } from 'zod';

/** How grave a finding is, gravest first. */
export const Severity = z.enum(['high', 'warning', 'info']);
export type Severity = z.infer<typeof Severity>;

/** Orders gravest first. */
export function compareSeverities(a: Severity, b: Severity): number {
  return Severity.options.indexOf(a) - Severity.options.indexOf(b);
}
