import { MEMBERS } from '../../core/domain/readiness/bundle/member-path.ts';
import {
  type BundleProblem,
  BundleProblemCode,
  type BundleVerdict,
} from '../../core/domain/readiness/bundle/verdict.ts';
import { fail, ok } from '../../core/kernel/result.ts';
import { readFailure } from '../files/file-failure.ts';
import type { FilePort, FileResult, HeldFile } from '../files/file-port.ts';
import { sha256 } from './bundle-texts.ts';
import { checkContents } from './check-contents.ts';
import { verifierProgram } from './programs/embedded.ts';
import { type ArchiveResult, readArchive } from './read-archive.ts';

/**
 * Says whether a bundle holds, and what of it does not. Nothing else than the file is needed, and none of it is unpacked.
 * `trust`: fingerprints of keys, one of which has to have signed it; empty: that is not asked. Rejects when it is aborted.
 */
export async function verifyBundle(
  files: Pick<FilePort, 'hold'>,
  path: string,
  { trust, signal }: { readonly trust: readonly string[]; readonly signal: AbortSignal },
): Promise<FileResult<BundleVerdict>> {
  let file: HeldFile;
  try {
    file = await files.hold(path);
  } catch (error) {
    return readFailure(path, error);
  }
  try {
    return judged(await readArchive(file, path, signal), trust);
  } finally {
    await file.close();
  }
}

function judged(read: ArchiveResult, trust: readonly string[]): FileResult<BundleVerdict> {
  if (!read.ok) {
    const { code, message, facts } = read.error;
    const known = BundleProblemCode.safeParse(code);
    if (!known.success) return fail(code === 'file.too-large' ? code : 'file.read-failed', message, facts);
    const member = typeof facts['member'] === 'string' ? facts['member'] : null;
    return ok({ ...NOTHING_KNOWN, problems: [{ code: known.data, member, says: message }] });
  }
  const { digest, members } = read.value;
  const { manifest, problems: found } = checkContents(members);
  const problems: BundleProblem[] = [...found];
  const signer = manifest?.keys.find(({ fingerprint }) => fingerprint === manifest.signer) ?? null;
  const trusted =
    trust.length === 0 ? null : signer !== null && trust.some((key) => isSame(key, signer.fingerprint));
  if (trusted === false)
    problems.push({
      code: 'bundle.untrusted',
      member: null,
      says: `It is signed with the key ${signer?.fingerprint ?? 'of nobody'}, which is not one that you trust.`,
    });
  return ok({
    holds: problems.length === 0,
    problems,
    archive: digest,
    bundleId: manifest?.bundle ?? null,
    manifest,
    signer: signer === null ? null : { fingerprint: signer.fingerprint, name: signer.name },
    trusted,
    ownVerifier: members.get(MEMBERS.verifier)?.sha256 === sha256(verifierProgram),
  });
}

const NOTHING_KNOWN = {
  holds: false,
  archive: null,
  bundleId: null,
  manifest: null,
  signer: null,
  trusted: null,
  ownVerifier: null,
} as const;

/** With or without the spaces between its groups. */
function isSame(given: string, fingerprint: string): boolean {
  return given.replaceAll(/\s/gu, '').toLowerCase() === fingerprint.replaceAll(' ', '');
}
