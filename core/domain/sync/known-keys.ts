/** What asymmetric cryptography is needed for, answered by each host: core has none of its own. */
export interface KeyChecks {
  /** Ed25519, base64, over the text as UTF-8. False as well for a key or signature that can't be read. */
  verify(publicKey: string, text: string, signature: string): boolean;
  /** Null where the key can't be read. */
  fingerprint(publicKey: string): string | null;
}

export interface KnownActor {
  readonly publicKey: string;
  /** The smallest clock of the ops that give the key: before it nobody could sign as this actor. */
  readonly enrolledAt: string;
  readonly revocations: readonly ActorRevocation[];
}

export interface ActorRevocation {
  /** Its clock. */
  readonly hlc: string;
  /** Who signed it. */
  readonly by: string;
  /** The last clock of what the revoked actor had signed, per device, as far as the revoker knew; null where it says nothing. */
  readonly knew: Readonly<Record<string, string>> | null;
}

/** The last batch of a revoked device that is accepted: all behind it is not, whatever time it claims. */
export interface LastBatch {
  readonly counter: number;
  readonly hash: string | null;
}

export interface KnownDevice {
  readonly signingKey: string | null;
  readonly revokedAfter: LastBatch | null;
}

/** Whose keys are enrolled here. */
export interface KnownKeys {
  actor(id: string): KnownActor | null;
  device(id: string): KnownDevice | null;
  /** False only before the first enrolment, which signs itself. */
  readonly hasActors: boolean;
}
