import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MEMBERS } from '../../../../core/domain/readiness/bundle/member-path.ts';
import { archiveWriter } from '../../../../node/bundle/write-archive.ts';
import { JON, jsonText, MIRA, sha256 } from './made-bundle.ts';

export interface LooseBundle {
  readonly manifest: unknown;
  readonly lineage: unknown;
  readonly signoffs: unknown;
  /** All others, by their path. */
  readonly texts: ReadonlyMap<string, string>;
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const idHash = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 32);

function envelope(predicateType: string, subject: unknown, predicate: unknown): string {
  const type = 'application/vnd.in-toto+json';
  const payload = jsonText({ _type: 'https://in-toto.io/Statement/v1', subject, predicateType, predicate });
  const sig = MIRA.sign(`DSSEv1 ${type.length} ${type} ${Buffer.byteLength(payload)} ${payload}`);
  const keyid = MIRA.fingerprint.replaceAll(' ', '');
  return jsonText({ payload: base64(payload), payloadType: type, signatures: [{ keyid, sig }] });
}

/** What a lineage is about, where it says it in a way that can be read at all. */
function subjectsOf(lineage: unknown): unknown[] {
  const nodes: unknown = Object(lineage).nodes;
  return (Array.isArray(nodes) ? nodes : []).flatMap((node: unknown): unknown[] => {
    const { id, type, digest } = Object(node);
    if (digest !== null) return [{ name: id, digest: { sha256: digest } }];
    const commit = type === 'source' ? /^commit:([0-9a-f]{40})$/u.exec(String(id))?.[1] : undefined;
    return commit === undefined ? [] : [{ name: id, digest: { gitCommit: commit } }];
  });
}

/**
 * Writes a bundle of whatever it is given, with every digest, id and signature right for that: as somebody could who has
 * the keys and a program of their own.
 */
export function signedAnew(folder: string, { manifest, lineage, signoffs, texts }: LooseBundle): string {
  const all = new Map(texts);
  for (const signoff of Array.isArray(signoffs) ? signoffs : []) {
    const { statement, values } = Object(signoff);
    const signed = jsonText(statement ?? null);
    all.set(
      `signoffs/so_${idHash(signed)}.json`,
      jsonText({ statement, signature: JON.sign(signed), values }),
    );
  }
  all.set(MEMBERS.lineage, jsonText(lineage));
  all.set(MEMBERS.lineageSigned, envelope('urn:quarterdeck:lineage:v1', subjectsOf(lineage), lineage));
  const members = [...all]
    .map(([path, text]) => ({ path, bytes: Buffer.byteLength(text), sha256: sha256(text) }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const { bundle: _old, ...given } = Object(manifest);
  const says = { ...given, ...('members' in given ? { members } : {}) };
  const bundle = `bn_${idHash(jsonText(says))}`;
  const manifestText = jsonText({ ...says, bundle });
  const subject = { name: MEMBERS.manifest, digest: { sha256: sha256(manifestText) } };
  const signature = envelope('urn:quarterdeck:bundle:v1', [subject], { bundle });
  const listed = [
    ...members,
    { path: MEMBERS.manifest, sha256: sha256(manifestText) },
    { path: MEMBERS.signature, sha256: sha256(signature) },
  ].toSorted((a, b) => (a.path < b.path ? -1 : 1));
  all.set(MEMBERS.signature, signature);
  all.set(MEMBERS.sums, listed.map((member) => `${member.sha256}  ${member.path}\n`).join(''));
  const pieces: Uint8Array[] = [];
  const writer = archiveWriter((bytes) => void pieces.push(bytes));
  for (const [path, text] of [[MEMBERS.manifest, manifestText] as const, ...all]) {
    writer.begin(path, Buffer.byteLength(text));
    writer.write(Buffer.from(text));
  }
  writer.end();
  const path = join(folder, 'bundle.tar');
  writeFileSync(path, Buffer.concat(pieces));
  return path;
}
