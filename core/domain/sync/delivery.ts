import type { Failure } from '../../kernel/result.ts';

/**
 * What has to leave this machine, from its cause to its end. Held: its cause is not confirmed yet. Sent: handed over,
 * not answered. The last three are ends; refused and expired are kept for a person to see.
 */
export const DELIVERY_STATES = ['held', 'queued', 'sent', 'confirmed', 'refused', 'expired'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export interface DeliveryProgress {
  readonly state: DeliveryState;
  /** How often it was handed over. */
  readonly attempts: number;
  /** Queued: when it is sent. Sent: until when an answer is awaited. Null where nothing is due. */
  readonly nextAt: number | null;
  readonly expiresAt: number;
  /** Why it is not confirmed: the last failure, or the refusal. */
  readonly reason: Failure | null;
}

export type DeliveryStep =
  | { readonly kind: 'release'; readonly at: number }
  | { readonly kind: 'send'; readonly answerBy: number }
  | { readonly kind: 'confirm' }
  | { readonly kind: 'refuse'; readonly reason: Failure }
  | { readonly kind: 'fail'; readonly reason: Failure; readonly tryAt: number }
  | { readonly kind: 'expire'; readonly reason: Failure };

/** Where each step leads; what is not here cannot happen. */
const leadsTo: Readonly<
  Record<DeliveryState, Readonly<Partial<Record<DeliveryStep['kind'], DeliveryState>>>>
> = {
  held: { release: 'queued' },
  queued: { send: 'sent', expire: 'expired' },
  // Sent once more after its process was killed, or when no answer came: whoever receives it knows its id.
  sent: { send: 'sent', confirm: 'confirmed', refuse: 'refused', fail: 'queued', expire: 'expired' },
  confirmed: {},
  refused: {},
  expired: {},
};

/** Null where the step does not apply, as for an answer that comes after the end: then nothing changes. */
export function advanceDelivery(before: DeliveryProgress, step: DeliveryStep): DeliveryProgress | null {
  const state = leadsTo[before.state][step.kind];
  if (state === undefined) return null;
  switch (step.kind) {
    case 'release':
      return { ...before, state, nextAt: step.at };
    case 'send':
      return { ...before, state, attempts: before.attempts + 1, nextAt: step.answerBy };
    case 'confirm':
      return { ...before, state, nextAt: null, reason: null };
    case 'fail':
      return { ...before, state, nextAt: step.tryAt, reason: step.reason };
    case 'refuse':
    case 'expire':
      return { ...before, state, nextAt: null, reason: step.reason };
  }
}
