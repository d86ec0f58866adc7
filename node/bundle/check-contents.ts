import { createPublicKey, hash } from 'node:crypto';
import { z } from 'zod';
import {
  BundledEvidenceList,
  BundledSignoff,
  type BundleKey,
  BundleManifest,
} from '../../core/domain/readiness/bundle/manifest.ts';
import {
  ABOUT_THE_MANIFEST,
  keyMember,
  MEMBERS,
  signoffMember,
} from '../../core/domain/readiness/bundle/member-path.ts';
import type { BundleProblem, BundleProblemCode } from '../../core/domain/readiness/bundle/verdict.ts';
import { GateReport } from '../../core/domain/readiness/gate/report.ts';
import { bundleStatement, lineageStatement } from '../../core/domain/readiness/lineage/in-toto.ts';
import { Lineage } from '../../core/domain/readiness/lineage/lineage.ts';
import { canonicalJson } from '../../core/kernel/canonical-json.ts';
import { parseOutsideJson } from '../../core/kernel/outside-json.ts';
import type { Json } from '../../core/kernel/versioned-json.ts';
import { quoted } from '../evidence/judgement.ts';
import { fingerprintOf, keyChecks } from '../secrets/ed25519.ts';
import { bundleIdOf, checksumsText, manifestText, sha256 } from './bundle-texts.ts';
import { isSignedStatement } from './dsse.ts';
import type { ReadMember } from './read-archive.ts';

const SIGNOFFS = /^signoffs\//u;

export interface CheckedContents {
  readonly problems: readonly BundleProblem[];
  readonly manifest: BundleManifest | null;
}

/** Whether the files of a bundle are what its manifest, its checksums and its signatures say, and fit each other. */
export function checkContents(members: ReadonlyMap<string, ReadMember>): CheckedContents {
  const problems: BundleProblem[] = [];
  const wrong = (code: BundleProblemCode, member: string | null, says: string): void =>
    void problems.push({ code, member, says });
  const textOf = (path: string): string | null => textIn(members.get(path));

  const text = textOf(MEMBERS.manifest);
  const manifest = canonical(BundleManifest, text);
  if (text === null || manifest === null || manifestText(manifest) !== text) {
    wrong(
      'bundle.manifest',
      MEMBERS.manifest,
      'Its manifest is missing, or is not as a manifest is written.',
    );
    return { problems, manifest: null };
  }
  if (bundleIdOf(manifest) !== manifest.bundle)
    wrong('bundle.manifest', MEMBERS.manifest, 'Its manifest says something else than the id of the bundle.');
  checkMembers(members, manifest, wrong);
  const signature = textOf(MEMBERS.signature) ?? '';
  if (textOf(MEMBERS.sums) !== checksumsText(manifest.members, { manifest: text, signature }))
    wrong('bundle.checksums', MEMBERS.sums, 'The list of checksums is not that of these files.');

  const keys = readKeys(manifest, textOf, wrong);
  const signer = keys.get(manifest.signer);
  if (signer === undefined) {
    wrong('bundle.key', null, 'The key that its signature was given with is not in it.');
  } else {
    const about = bundleStatement(manifest.bundle, {
      name: MEMBERS.manifest,
      digest: { sha256: sha256(text) },
    });
    if (!isSignedStatement(signature, about, signer))
      wrong(
        'bundle.signature',
        MEMBERS.signature,
        `Its signature is not one of ${quoted(signer.name)} for this bundle.`,
      );
  }
  checkDecision(manifest, textOf, signer, wrong);
  checkEvidence(members, textOf, wrong);
  checkSignoffs(manifest, textOf, keys, wrong);
  return { problems, manifest };
}

type Wrong = (code: BundleProblemCode, member: string | null, says: string) => void;
type TextOf = (path: string) => string | null;

function checkMembers(
  members: ReadonlyMap<string, ReadMember>,
  manifest: BundleManifest,
  wrong: Wrong,
): void {
  const listed = new Set(ABOUT_THE_MANIFEST);
  for (const { path, bytes, sha256: digest } of manifest.members) {
    if (listed.has(path)) wrong('bundle.manifest', path, `The manifest lists ${path} twice.`);
    listed.add(path);
    const found = members.get(path);
    if (found === undefined) wrong('bundle.member-missing', path, `${path} is missing.`);
    else if (found.bytes !== bytes || found.sha256 !== digest)
      wrong(
        'bundle.member-changed',
        path,
        `${path} is not the file that the manifest names: it was changed.`,
      );
  }
  for (const path of members.keys())
    if (!listed.has(path)) wrong('bundle.member-extra', path, `${quoted(path)} is not in the manifest.`);
}

interface FoundKey extends BundleKey {
  readonly publicKey: string;
  readonly keyid: string;
}

function readKeys(manifest: BundleManifest, textOf: TextOf, wrong: Wrong): ReadonlyMap<string, FoundKey> {
  const keys = new Map<string, FoundKey>();
  for (const key of manifest.keys) {
    const path = keyMember(key.fingerprint);
    const publicKey = textOf(path);
    if (publicKey === null || fingerprint(publicKey) !== key.fingerprint)
      wrong(
        'bundle.key',
        path,
        `The public key of ${quoted(key.name)} has another fingerprint than its name.`,
      );
    else keys.set(key.fingerprint, { ...key, publicKey, keyid: key.fingerprint.replaceAll(' ', '') });
  }
  return keys;
}

/** Only of a public key that signs as ours do: that of a private one could be made, and nobody should hand that on. */
function fingerprint(pem: string): string | null {
  try {
    const key = createPublicKey(pem);
    const isPlain =
      key.asymmetricKeyType === 'ed25519' && pem === key.export({ format: 'pem', type: 'spki' }).toString();
    return isPlain ? fingerprintOf(pem) : null;
  } catch {
    return null;
  }
}

function checkDecision(
  manifest: BundleManifest,
  textOf: TextOf,
  signer: FoundKey | undefined,
  wrong: Wrong,
): void {
  const reportText = textOf(MEMBERS.report);
  const report = canonical(GateReport, reportText);
  const { gate, run } = manifest;
  if (report === null) wrong('bundle.report', MEMBERS.report, 'The report of the gate cannot be read.');
  else if (
    report.run_id !== run.id ||
    report.decision !== run.decision ||
    report.generated_at !== run.at ||
    report.gate.id !== gate.id ||
    report.gate.version !== gate.version ||
    report.inputs.commit !== manifest.commit ||
    report.inputs.environment !== manifest.environment
  )
    wrong('bundle.report', MEMBERS.report, 'The report of the gate says something else than the manifest.');
  const document = textOf(MEMBERS.gate);
  if (document === null || sha256(document) !== gate.version)
    wrong('bundle.report', MEMBERS.gate, 'The gate in it is another version than the one that was run.');
  const lineageText = textOf(MEMBERS.lineage);
  const lineage = canonical(Lineage, lineageText);
  if (lineage === null || lineageText === null) {
    wrong('bundle.lineage', MEMBERS.lineage, 'The lineage cannot be read.');
    return;
  }
  const decided = lineage.nodes.some(({ id, type }) => type === 'decision' && id === `decision:${run.id}`);
  const { path, sha256: digest, complete } = manifest.lineage;
  if (path !== MEMBERS.lineage || digest !== sha256(lineageText) || complete !== lineage.complete || !decided)
    wrong('bundle.lineage', MEMBERS.lineage, 'The lineage is not that of the decision in the manifest.');
  const signed = textOf(MEMBERS.lineageSigned) ?? '';
  if (signer !== undefined && !isSignedStatement(signed, lineageStatement(lineage), signer))
    wrong(
      'bundle.lineage',
      MEMBERS.lineageSigned,
      'The signed statement of the lineage is not that of the lineage.',
    );
}

function checkEvidence(members: ReadonlyMap<string, ReadMember>, textOf: TextOf, wrong: Wrong): void {
  const pieces = canonical(BundledEvidenceList, textOf(MEMBERS.evidence));
  if (pieces === null) {
    wrong('bundle.evidence', MEMBERS.evidence, 'The list of evidence cannot be read.');
    return;
  }
  for (const { member, digest, where } of pieces) {
    if (member !== null && members.get(member)?.sha256 !== digest)
      wrong('bundle.evidence', member, `The file of "${quoted(where)}" is not the one that was verified.`);
  }
}

/** Signatures hold by themselves; which of them counted is in the report. */
function checkSignoffs(
  manifest: BundleManifest,
  textOf: TextOf,
  keys: ReadonlyMap<string, FoundKey>,
  wrong: Wrong,
): void {
  for (const { path } of manifest.members) {
    if (!SIGNOFFS.test(path)) continue;
    const signoff = canonical(BundledSignoff, textOf(path));
    if (signoff === null) {
      wrong('bundle.signoff', path, 'A sign-off cannot be read.');
      continue;
    }
    const { statement, signature, values } = signoff;
    const key = keys.get(statement.key);
    if (key === undefined || key.actor !== statement.actor)
      wrong('bundle.signoff', path, "The key of a sign-off is not in the bundle, or is somebody else's.");
    else if (!keyChecks.verify(key.publicKey, canonicalJson(json(statement)), signature))
      wrong('bundle.signoff', path, `A sign-off is not signed by ${quoted(key.name)}, whose key it names.`);
    if (signoffMember(`so_${base64(canonicalJson(json(statement)))}`) !== path)
      wrong('bundle.signoff', path, 'A sign-off says something else than its id.');
    if (sha256(canonicalJson({ ...values })) !== statement.fields)
      wrong('bundle.signoff', path, 'The fields of a sign-off are not those that were signed.');
  }
}

/** As ids are made of what they name. */
function base64(text: string): string {
  return hash('sha256', text, 'base64url').slice(0, 32);
}

function json({ evidence, ...rest }: BundledSignoff['statement']): Json {
  return { ...rest, evidence: evidence.map((piece) => ({ ...piece })) };
}

/** What a text says, where it is just the canonical form of that: nothing that the schema does not name may be in it. */
function canonical<Schema extends z.ZodType>(schema: Schema, text: string | null): z.output<Schema> | null {
  const value = text === null ? null : parseOutsideJson(text);
  if (value === null || !value.ok) return null;
  const parsed = schema.safeParse(value.value);
  return parsed.success && canonicalText(parsed.data) === text ? parsed.data : null;
}

function canonicalText(value: unknown): string | null {
  const parsed = z.json().safeParse(value);
  return parsed.success ? canonicalJson(parsed.data) : null;
}

function textIn(member: ReadMember | undefined): string | null {
  if (member === undefined || member.contents === null) return null;
  try {
    return utf8.decode(member.contents);
  } catch {
    return null;
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
