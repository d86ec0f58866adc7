import { VERIFY_BUNDLE_JOB } from '../../../../../core/contract/bundles.ts';
import type { BundleVerdict } from '../../../../../core/domain/readiness/bundle/verdict.ts';
import { counted } from '../../../../../core/domain/trackers/read/counted.ts';
import { fail, ok, type Result } from '../../../../../core/kernel/result.ts';
import { isArchiveOfBundle } from '../../../../../db/readers/readiness/bundles/bundle-records.ts';
import { findBundle, movesOf, signerName } from '../../../../../db/readers/readiness/bundles/release-rows.ts';
import { recordBundle } from '../../../../../db/usecases/readiness/bundles.ts';
import { verifyBundle } from '../../../../../node/bundle/verify-bundle.ts';
import type { Service } from '../../../handlers.ts';
import { signatureOf } from '../../actors/signer.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { notWritable, untilAborted } from '../evidence/look-at.ts';
import { archivePath, hasArchive, takeArchive } from './kept-archives.ts';
import { madeOf } from './made-of.ts';

export const verify: Service<EngineDeps, 'bundles.verify'> = async (deps, { what, trust }, { signal }) => {
  const path = await pathOf(deps, what);
  if (!path.ok) return path;
  return deps.jobs.run(VERIFY_BUNDLE_JOB, signal, async (job) => {
    const verdict = await verified(deps, path.value, trust, job.signal);
    if (!verdict.ok) return verdict;
    const { signer } = verdict.value;
    return ok({
      verdict: verdict.value,
      signerName: signer === null ? null : signerName(deps.db.read, signer.fingerprint),
      summary: verdictInWords(verdict.value),
    });
  });
};

export const showBundle: Service<EngineDeps, 'bundles.show'> = async (deps, { bundleId }, { signal }) => {
  const row = findBundle(deps.db.read, bundleId);
  if (row === null) return noBundle(bundleId);
  const moves = movesOf(deps.db.read, bundleId);
  if (!(await hasArchive(deps, row.archive))) {
    const says = 'Its archive is not on this device: take it in from a file.';
    return ok({
      row,
      manifest: null,
      moves,
      problems: [{ code: 'bundle.member-missing', member: null, says }],
    });
  }
  const verdict = await verified(deps, archivePath(deps, row.archive), [], signal);
  if (!verdict.ok)
    return verdict.error.code === 'job.cancelled'
      ? fail('job.cancelled', verdict.error.message)
      : noBundle(bundleId);
  const { manifest, problems } = verdict.value;
  return ok({ row, manifest, moves, problems });
};

export const take: Service<EngineDeps, 'bundles.take'> = async (deps, { file }, context) => {
  if (deps.evidence === null) return notWritable(deps);
  const sign = await signatureOf(deps, context);
  if (!sign.ok) return sign;
  const { signal } = context;
  const kept = await untilAborted(takeArchive(deps, file, signal), signal);
  if (kept === null) return fail('job.cancelled', 'It was cancelled. Nothing was taken in.');
  if (!kept.ok) return kept;
  // What is judged is the copy: the file may be changed meanwhile.
  const path = archivePath(deps, kept.value.digest);
  const verdict = await verified(deps, path, [], signal);
  const manifest = verdict.ok && verdict.value.holds ? verdict.value.manifest : null;
  if (!verdict.ok || manifest === null) {
    if (!isArchiveOfBundle(deps.db.read, kept.value.digest)) await deps.files.remove(path);
    return verdict.ok ? doesNotHold(verdict.value) : verdict;
  }
  const signing = { actorId: context.actorId, sign: sign.value };
  const recorded = recordBundle(deps.db, signing, manifest.bundle, madeOf(manifest, kept.value));
  if (!recorded.ok) return recorded;
  return ok({
    bundleId: manifest.bundle,
    summary: `${manifest.bundle} is taken in. ${verdictInWords(verdict.value)}`,
  });
};

async function verified(
  deps: Pick<EngineDeps, 'files'>,
  path: string,
  trust: readonly string[],
  signal: AbortSignal,
): Promise<Result<BundleVerdict>> {
  const verdict = await untilAborted(verifyBundle(deps.files, path, { trust, signal }), signal);
  return verdict ?? fail('job.cancelled', 'Verifying was cancelled. Nothing was changed.');
}

async function pathOf(
  deps: EngineDeps,
  what: { readonly bundleId: string } | { readonly file: string },
): Promise<Result<string>> {
  if ('file' in what) return ok(what.file);
  const row = findBundle(deps.db.read, what.bundleId);
  if (row === null) return noBundle(what.bundleId);
  return (await hasArchive(deps, row.archive)) ? ok(archivePath(deps, row.archive)) : notHere(what.bundleId);
}

/** In one line. */
function verdictInWords({ holds, problems, manifest, signer }: BundleVerdict): string {
  if (!holds)
    return `It does NOT hold: ${problems[0]?.says ?? ''}${problems.length > 1 ? ` And ${counted(problems.length - 1, 'more problems')}.` : ''}`;
  return `It holds: ${counted(manifest?.members.length ?? 0, 'files')}, signed by ${signer?.name ?? ''}.`;
}

export function doesNotHold(verdict: BundleVerdict) {
  return fail('bundle.does-not-hold', `${verdictInWords(verdict)} Nothing was changed.`);
}

export function noBundle(bundleId: string) {
  return fail('bundle.not-found', `There is no bundle ${bundleId} here. Nothing was changed.`, { bundleId });
}

export function notHere(bundleId: string) {
  return fail(
    'bundle.not-here',
    `The archive of ${bundleId} is not on this device. Nothing was changed; take it in from a file.`,
    { bundleId },
  );
}
