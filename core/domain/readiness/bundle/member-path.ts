import { z } from 'zod';

/** As a tar header has room for, without any of the extensions that readers understand differently. */
const LONGEST = 100;
const PATH = /^(?:[A-Za-z0-9][A-Za-z0-9._-]*\/)*[A-Za-z0-9][A-Za-z0-9._-]*$/u;

/** Whether a member may be called so: a relative path of plain names, which is the same file on every system. */
export function isMemberPath(path: string): boolean {
  return path.length <= LONGEST && PATH.test(path);
}

export const MemberPath = z.string().refine(isMemberPath, { message: 'A relative path of plain names.' });

/** Members that every bundle has, by what they are for. */
export const MEMBERS = {
  manifest: 'manifest.json',
  sums: 'SHA256SUMS',
  signature: 'signature.dsse.json',
  report: 'gate-report.json',
  gate: 'gate.json',
  lineage: 'lineage.json',
  lineageSigned: 'lineage.dsse.json',
  evidence: 'evidence.json',
  viewer: 'viewer.html',
  verifier: 'verify.mjs',
} as const;

/** What the manifest cannot list: itself, and what is made of it. */
export const ABOUT_THE_MANIFEST: readonly string[] = [MEMBERS.manifest, MEMBERS.sums, MEMBERS.signature];

export const EVIDENCE_MEMBERS = 'evidence/';
export const evidenceMember = (digest: string): string => `${EVIDENCE_MEMBERS}${digest}`;
export const signoffMember = (id: string): string => `signoffs/${id}.json`;
/** Named by the SHA-256 of what it says. */
export const policyMember = (digest: string): string => `policies/${digest}.json`;
export const keyMember = (fingerprint: string): string => `keys/${fingerprint.replaceAll(' ', '')}.pem`;
