/**
 * What is done with an entry or batch that came from elsewhere. `parked`: it may be right and what proves it is not here
 * yet, so it is tried again. `set-aside`: it can never be right; it is kept for a person to see and never applied.
 */
export type Verdict = Accepted | Parked | SetAside;

interface Accepted {
  readonly kind: 'accepted';
}
export interface Parked {
  readonly kind: 'parked';
  readonly reason: ParkedReason;
  readonly detail: string;
}
export interface SetAside {
  readonly kind: 'set-aside';
  readonly reason: SetAsideReason;
  readonly detail: string;
}

export type ParkedReason = 'actor.unknown' | 'device.unknown' | 'batch.gap' | 'batch.newer';

export type SetAsideReason =
  | 'signature.missing'
  | 'signature.wrong'
  | 'fingerprint.wrong'
  | 'key.changed'
  | 'actor.revoked'
  | 'device.revoked'
  | 'batch.broken'
  | 'batch.other-workspace'
  | 'batch.foreign-op'
  | 'batch.forked';

export const accepted: Accepted = { kind: 'accepted' };

export const parked = (reason: ParkedReason, detail: string): Parked => ({ kind: 'parked', reason, detail });

export const setAside = (reason: SetAsideReason, detail: string): SetAside => ({
  kind: 'set-aside',
  reason,
  detail,
});
