import { z } from 'zod';
import { AlertId } from '../../kernel/ids.ts';
import { Millis } from '../../kernel/time.ts';

/** The worst first. */
export const severities = ['critical', 'warning', 'info'] as const;
export const Severity = z.enum(severities);
export type Severity = z.infer<typeof Severity>;

/**
 * `pending`: its condition holds, not yet for as long as its rule asks. What is acknowledged goes on firing: somebody
 * has taken it, until they let go of it or their time runs out.
 */
export const AlertState = z.enum(['pending', 'firing', 'resolved']);
export type AlertState = z.infer<typeof AlertState>;

/** What an alert is told apart by; as in Prometheus. */
export const Labels = z.record(z.string(), z.string());
export type Labels = Readonly<z.infer<typeof Labels>>;

/** Somebody has taken an alert on. In force from `at`; null: until the alert ends. */
export const Ack = z.object({
  at: Millis,
  by: z.string(),
  comment: z.string(),
  until: Millis.nullable(),
});
export type Ack = z.infer<typeof Ack>;

/** Who raised it: a rule of this workspace, or a receiver that outside alerts come in by. */
export const AlertSource = z.discriminatedUnion('of', [
  z.object({ of: z.literal('rule'), ruleId: z.string() }),
  z.object({ of: z.literal('receiver'), receiverId: z.string() }),
]);
export type AlertSource = z.infer<typeof AlertSource>;

export const AlertRow = z.object({
  id: AlertId,
  source: AlertSource,
  /** What is wrong, in one line. */
  summary: z.string(),
  detail: z.string(),
  severity: Severity,
  state: AlertState,
  labels: Labels,
  /** The number its rule shows; null where there is none. */
  value: z.number().nullable(),
  /** When its condition began to hold. `sinceAtLeast`: it held already when it was first judged. */
  since: Millis,
  sinceAtLeast: z.boolean(),
  firedAt: Millis.nullable(),
  resolvedAt: Millis.nullable(),
  /** Null: nobody has taken it, or no longer. */
  ack: Ack.nullable(),
  /** The screen of what it is about; null where there is none. */
  route: z.string().nullable(),
});
export type AlertRow = z.infer<typeof AlertRow>;

/** An ack counts for the alert that fires now, not for one of the same name that ended before, and until its time is up. */
export function ackInForce(ack: Ack | null, since: number, now: number): Ack | null {
  return ack !== null && ack.at >= since && (ack.until === null || now < ack.until) ? ack : null;
}
