import { hash } from 'node:crypto';
import type { BundleManifest, BundleMember } from '../../core/domain/readiness/bundle/manifest.ts';
import { MEMBERS } from '../../core/domain/readiness/bundle/member-path.ts';
import type { Digest } from '../../core/domain/readiness/evidence.ts';
import type { Lineage } from '../../core/domain/readiness/lineage/lineage.ts';
import { canonicalJson } from '../../core/kernel/canonical-json.ts';
import { BundleId } from '../../core/kernel/ids.ts';
import type { Json } from '../../core/kernel/versioned-json.ts';

export const sha256 = (contents: string | Uint8Array): Digest => hash('sha256', contents, 'hex');

/** Every JSON file of a bundle is canonical and nothing else, so that one value has one digest. */
export function manifestText(manifest: BundleManifest): string {
  return canonicalJson(manifestJson(manifest));
}

/** A bundle is named by all that its manifest says. */
export function bundleIdOf(manifest: Omit<BundleManifest, 'bundle'>): BundleId {
  const { bundle: _none, ...says } = manifestJson({ ...manifest, bundle: BundleId.parse('bn_none') });
  return BundleId.parse(`bn_${hash('sha256', canonicalJson(says), 'base64url').slice(0, 32)}`);
}

function manifestJson(manifest: BundleManifest): { [key: string]: Json } {
  const { gate, run, lineage, keys, members } = manifest;
  return {
    ...manifest,
    gate: { ...gate },
    run: { ...run },
    lineage: { ...lineage },
    keys: keys.map((key) => ({ ...key })),
    members: members.map((member) => ({ ...member })),
  };
}

export function lineageJson({ nodes, edges, missing, ...rest }: Lineage): string {
  const copied = { nodes: nodes.map((node) => ({ ...node })), edges: edges.map((edge) => ({ ...edge })) };
  return canonicalJson({ ...rest, ...copied, missing: [...missing] });
}

/** As `sha256sum` writes and reads it: all but the checksums themselves, by path. */
export function checksumsText(
  members: readonly BundleMember[],
  about: { readonly manifest: string; readonly signature: string },
): string {
  return [
    ...members,
    { path: MEMBERS.manifest, sha256: sha256(about.manifest) },
    { path: MEMBERS.signature, sha256: sha256(about.signature) },
  ]
    .toSorted((a, b) => byPath(a, b))
    .map((member) => `${member.sha256}  ${member.path}\n`)
    .join('');
}

export function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : Number(a.path > b.path);
}
