/**
 * What is done with an entry or batch that came from elsewhere. `parked`: it may be right and what proves it is not here
 * yet, so it is tried again. `set-aside`: it cannot be right by what is known here; it is kept for a person to see and
 * not applied.
 */
export type Verdict = Accepted | Parked | SetAside;

interface Accepted {
  readonly kind: 'accepted';
}
export interface Parked {
  readonly kind: 'parked';
  readonly reason: ParkedReason;
  readonly detail: string;
  /** The name under which what is missing will arrive; null for what no arrival brings. */
  readonly waitsFor: string | null;
}
export interface SetAside {
  readonly kind: 'set-aside';
  readonly reason: SetAsideReason;
  readonly detail: string;
}

export type ParkedReason =
  | 'actor.unknown'
  | 'device.unknown'
  | 'batch.gap'
  | 'batch.newer'
  | 'clock.ahead'
  | 'kind.unknown'
  | 'tracker.missing'
  | 'parent.missing'
  | 'content.missing'
  | 'note.missing';

export type SetAsideReason =
  | 'signature.missing'
  | 'signature.wrong'
  | 'fingerprint.wrong'
  | 'key.changed'
  | 'key.not-replaced'
  | 'actor.revoked'
  | 'device.revoked'
  | 'batch.broken'
  | 'batch.other-workspace'
  | 'batch.foreign-op'
  | 'batch.forked'
  | 'form.broken'
  | 'id.reused'
  | 'revision.forged'
  | 'note.foreign';

export const accepted: Accepted = { kind: 'accepted' };

export const parked = (reason: ParkedReason, detail: string, waitsFor: string | null = null): Parked => ({
  kind: 'parked',
  reason,
  detail,
  waitsFor,
});

export const setAside = (reason: SetAsideReason, detail: string): SetAside => ({
  kind: 'set-aside',
  reason,
  detail,
});
