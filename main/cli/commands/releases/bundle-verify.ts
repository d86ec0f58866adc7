import type { BundleVerdict } from '../../../../core/domain/readiness/bundle/verdict.ts';
import { verifyBundle } from '../../../../node/bundle/verify-bundle.ts';
import { absolutePath } from '../../../../node/files/absolute-path.ts';
import { nodeFiles } from '../../../../node/files/node-files.ts';
import type { CommandContext } from '../../context.ts';
import { type ExitCode, exitCodeOf, exitCodes } from '../../exit-codes.ts';

/** Without a workspace: whoever checks a bundle needs none. */
export async function verifyFile(
  { out, cwd }: CommandContext,
  file: string,
  trust: readonly string[],
): Promise<ExitCode> {
  const { signal } = new AbortController();
  const verdict = await verifyBundle(nodeFiles, absolutePath(file, cwd), { trust, signal });
  if (!verdict.ok) {
    out.failure(verdict.error);
    return exitCodeOf(verdict.error.code);
  }
  out.result(verdict.value, verdictLines(verdict.value));
  return verdict.value.holds ? exitCodes.ok : exitCodes.refused;
}

export function verdictLines(verdict: BundleVerdict): string[] {
  const { holds, problems, archive, manifest, signer, trusted, ownVerifier } = verdict;
  return [
    ...(manifest === null
      ? []
      : [
          `${manifest.bundle}  ${manifest.gate.title}: ${manifest.run.decision}, ${manifest.run.at}`,
          `${manifest.members.length} files, lineage ${manifest.lineage.complete ? 'complete' : 'NOT complete'}`,
        ]),
    ...(archive === null ? [] : [`SHA-256 ${archive}`]),
    ...(manifest?.keys ?? []).map(
      ({ fingerprint, name }) =>
        `key ${fingerprint}  ${name}${fingerprint === signer?.fingerprint ? ', who signed the bundle' : ''}`,
    ),
    ...(ownVerifier === false
      ? ['The verify.mjs in it is not the one of this version of Quarterdeck: its hash is in the manifest.']
      : []),
    ...problems.map(({ says }) => `NOT  ${says}`),
    holds
      ? `It holds.${trusted === null ? ' Whether its signer is who you think is yours to say: compare the fingerprint, or use --trust.' : ' Its signer is one that you trust.'}`
      : 'It does NOT hold.',
  ];
}
