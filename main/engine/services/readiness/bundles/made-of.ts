import type { BundleManifest } from '../../../../../core/domain/readiness/bundle/manifest.ts';
import type { BundleMade } from '../../../../../core/domain/readiness/environment/environment.ts';
import type { Digest } from '../../../../../core/domain/readiness/evidence.ts';

/** What the log keeps of a bundle. */
export function madeOf(
  { gate, run, commit, lineage, signer, created_at }: BundleManifest,
  { digest, bytes }: { readonly digest: Digest; readonly bytes: number },
): BundleMade {
  return {
    archive: digest,
    bytes,
    gate: { ...gate },
    run: run.id,
    decision: run.decision,
    commit,
    lineageComplete: lineage.complete,
    signer,
    createdAt: created_at,
  };
}
