import { CREATE_BUNDLE_JOB } from '../../../../../core/contract/bundles.ts';
import { counted } from '../../../../../core/domain/trackers/read/counted.ts';
import { fail, ok } from '../../../../../core/kernel/result.ts';
import { readActor } from '../../../../../db/records/actor.ts';
import { recordBundle } from '../../../../../db/usecases/readiness/bundles.ts';
import { createBundle } from '../../../../../node/bundle/create-bundle.ts';
import type { Service } from '../../../handlers.ts';
import { signatureOf } from '../../actors/signer.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { notWritable, untilAborted } from '../evidence/look-at.ts';
import { contentsOf, filesOf } from './bundle-contents.ts';
import { copyArchive, keepArchive } from './kept-archives.ts';
import { madeOf } from './made-of.ts';
import { readRun } from './read-run.ts';

export const create: Service<EngineDeps, 'bundles.create'> = async (deps, { runId, file }, context) => {
  const { evidence: ports } = deps;
  if (ports === null) return notWritable(deps);
  const sign = await signatureOf(deps, context);
  if (!sign.ok) return sign;
  const actor = readActor(deps.db.read, context.actorId);
  if (actor === null) return fail('actor.not-found', 'Whoever makes the bundle is unknown here.');
  const signing = { actorId: context.actorId, sign: sign.value };
  return deps.jobs.run(CREATE_BUNDLE_JOB, context.signal, async (job) => {
    const run = await readRun(deps, runId, job.signal);
    if (!run.ok) return run;
    const { gate } = run.value;
    if (gate === null) return gateChanged(run.value.report.gate.title);
    const files = await filesOf(deps, ports, run.value.pieces);
    if (!files.ok) return files;
    job.step(0, files.value.length, 'writing');
    const contents = contentsOf(deps, { run: run.value, gate, files: files.value, signer: actor });
    const made = await untilAborted(
      keepArchive(deps, (write) =>
        createBundle(
          { ...contents, signer: { fingerprint: actor.fingerprint, sign: sign.value } },
          write,
          job.signal,
        ),
      ),
      job.signal,
    );
    if (made === null) return fail('job.cancelled', 'It was cancelled. No bundle was made.');
    if (!made.ok) return made;
    const { manifest, digest, bytes } = made.value;
    const recorded = recordBundle(deps.db, signing, manifest.bundle, madeOf(manifest, made.value));
    if (!recorded.ok) return recorded;
    if (file !== null) {
      const copied = await untilAborted(copyArchive(deps, digest, file, job.signal), job.signal);
      if (copied === null)
        return fail(
          'job.cancelled',
          `It was cancelled. ${manifest.bundle} is made and kept; no copy was written.`,
        );
      if (!copied.ok) return copied;
    }
    const { complete } = manifest.lineage;
    const says = `${counted(manifest.members.length, 'files')}, ${complete ? 'its lineage is complete' : 'its lineage is NOT complete'}`;
    const summary = `${manifest.bundle}: ${manifest.run.decision} of ${manifest.gate.title}, ${says}.`;
    return ok({ bundleId: manifest.bundle, archive: digest, bytes, complete, summary });
  });
};

function gateChanged(title: string) {
  return fail(
    'bundle.no-gate',
    `The gate "${title}" is another version now than the one that was run, which is not kept. No bundle was made; run the gate again.`,
    { title },
  );
}
