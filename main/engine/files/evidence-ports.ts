import type { Digest, Locator, Verification } from '../../../core/domain/readiness/evidence.ts';
import type { Guard } from '../../../core/domain/readiness/measure/guard.ts';
import type { EvidenceStore } from '../../../node/evidence/evidence-store.ts';

/** What is looked at. `root`: null where the place is the store alone. */
export interface EvidenceSubject {
  readonly root: { readonly folder: string; readonly isRepository: boolean } | null;
  readonly locator: Locator;
  /** Null: any contents will do. */
  readonly digest: Digest | null;
  /** What the number it measures is held to. */
  readonly guard: Guard | null;
}

/** How evidence is looked at and kept on this machine. What is aborted rejects with the reason of its signal. */
export interface EvidencePorts {
  /** Says what holds of it, without a network. */
  verify(subject: EvidenceSubject, signal: AbortSignal): Promise<Verification>;
  readonly store: Pick<EvidenceStore, 'put' | 'open'>;
}
