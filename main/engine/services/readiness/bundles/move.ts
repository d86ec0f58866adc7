import { PROMOTE_JOB, ROLL_BACK_JOB } from '../../../../../core/contract/bundles.ts';
import type { MoveBegun } from '../../../../../core/domain/readiness/environment/environment.ts';
import type {
  BundleRow,
  EnvironmentRow,
} from '../../../../../core/domain/readiness/environment/release-rows.ts';
import { ranIn } from '../../../../../core/domain/readiness/environment/where-it-runs.ts';
import type { BundleId } from '../../../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../../../core/kernel/result.ts';
import { readMoves } from '../../../../../db/readers/readiness/bundles/bundle-records.ts';
import { findBundle, listEnvironments } from '../../../../../db/readers/readiness/bundles/release-rows.ts';
import { workspaceFacts } from '../../../../../db/readers/workspace-view.ts';
import { readActors } from '../../../../../db/records/actor.ts';
import { beginMove, endMove, noEnvironment } from '../../../../../db/usecases/readiness/bundles.ts';
import { verifyBundle } from '../../../../../node/bundle/verify-bundle.ts';
import type { Service, ServiceContexts } from '../../../handlers.ts';
import { signatureOf } from '../../actors/signer.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { notWritable, untilAborted } from '../evidence/look-at.ts';
import { carryOut } from './carry-out.ts';
import { archivePath, hasArchive } from './kept-archives.ts';
import { doesNotHold, noBundle, notHere } from './verify-bundle.ts';

const MOVES_READ = 1000;

type Acting = ServiceContexts['actor'];

/** Only what a gate allowed and the environment before ran comes into an environment. */
export const promote: Service<EngineDeps, 'environments.promote'> = (
  deps,
  { environmentId, bundleId },
  context,
) =>
  deps.queue.run(`environment:${environmentId}`, async () => {
    const environment = environmentNamed(deps, environmentId);
    if (!environment.ok) return environment;
    const { current, unsettled, after, title } = environment.value;
    if (current === bundleId && unsettled === null)
      return fail('environment.runs-it', `${title} runs ${bundleId} already. Nothing was changed.`, {
        environmentId,
        bundleId,
      });
    if (after !== null && !ranIn(readMoves(deps.db.read, after, MOVES_READ), bundleId)) {
      return fail(
        'environment.skipped',
        `${bundleId} never ran in ${after}, which comes before ${title}. Nothing was changed; promote it there first.`,
        { environmentId: after, bundleId },
      );
    }
    return move(deps, { kind: 'promotion', environment: environment.value, bundleId }, context);
  });

/** To what ran before and was known to work. */
export const rollBack: Service<EngineDeps, 'environments.rollback'> = (deps, { environmentId }, context) =>
  deps.queue.run(`environment:${environmentId}`, async () => {
    const environment = environmentNamed(deps, environmentId);
    if (!environment.ok) return environment;
    const { lastKnownGood, title } = environment.value;
    if (lastKnownGood === null)
      return fail(
        'environment.nothing-before',
        `Nothing that worked ran in ${title} before. Nothing was changed.`,
        { environmentId },
      );
    return move(deps, { kind: 'rollback', environment: environment.value, bundleId: lastKnownGood }, context);
  });

interface Wanted {
  readonly kind: MoveBegun['kind'];
  readonly environment: EnvironmentRow;
  readonly bundleId: BundleId;
}

async function move(deps: EngineDeps, { kind, environment, bundleId }: Wanted, context: Acting) {
  const { evidence: ports, jobs, db } = deps;
  if (ports === null) return notWritable(deps);
  const refused = refusedCommands(environment);
  if (refused !== null) return refused;
  const bundle = findBundle(db.read, bundleId);
  if (bundle === null) return noBundle(bundleId);
  const sign = await signatureOf(deps, context);
  if (!sign.ok) return sign;
  const signing = { actorId: context.actorId, sign: sign.value };
  const title =
    kind === 'promotion' ? `${PROMOTE_JOB} ${environment.id}` : `${ROLL_BACK_JOB} ${environment.id}`;
  return jobs.run(title, context.signal, async (job) => {
    const good = await isGood(deps, bundle, job.signal);
    if (!good.ok) return good;
    const { id, archive } = bundle;
    const started = beginMove(db, signing, {
      kind,
      environment: environment.id,
      bundle: id,
      archive,
      from: environment.current,
    });
    if (!started.ok) return started;
    const ended = await carryOut(deps, ports.store, {
      kind,
      environment,
      bundle,
      moveId: started.value.id,
      job,
      context,
    });
    const recorded = endMove(db, signing, started.value, ended);
    if (!recorded.ok) return recorded;
    return ok({ ...ended, moveId: started.value.id, summary: ended.says });
  });
}

/** Verified again from its archive, and signed by somebody of this workspace. */
async function isGood(deps: EngineDeps, bundle: BundleRow, signal: AbortSignal): Promise<Result<null>> {
  const { id, decision, lineageComplete } = bundle;
  if (decision === 'no-go' || !lineageComplete) {
    const why = decision === 'no-go' ? 'its gate said no-go' : 'its lineage is not complete';
    return fail('bundle.not-allowed', `${id} can not be released: ${why}. Nothing was changed.`, {
      bundleId: id,
    });
  }
  if (!(await hasArchive(deps, bundle.archive))) return notHere(id);
  const path = archivePath(deps, bundle.archive);
  const verdict = await untilAborted(verifyBundle(deps.files, path, { trust: [], signal }), signal);
  if (verdict === null)
    return fail('job.cancelled', 'The move was cancelled before it began. Nothing was changed.');
  if (!verdict.ok) return verdict;
  const { holds, manifest, signer } = verdict.value;
  if (!holds || manifest?.bundle !== id || manifest.run.decision !== decision || !manifest.lineage.complete)
    return doesNotHold(verdict.value);
  // By when it came here: what it says of its own age is its signer's word, and who has a stolen key says what they like.
  const known = readActors(deps.db.read).some(
    ({ fingerprint, revokedAt }) =>
      fingerprint === signer?.fingerprint && (revokedAt === null || revokedAt > bundle.addedAt),
  );
  return known
    ? ok(null)
    : fail(
        'bundle.unknown-signer',
        `${id} is signed with the key ${signer?.fingerprint ?? ''}, which is nobody's of this workspace, or had been revoked when it came here. Nothing was changed.`,
        { bundleId: id },
      );
}

function environmentNamed({ db }: EngineDeps, id: string): Result<EnvironmentRow> {
  const device = workspaceFacts(db.read)?.deviceId;
  const found =
    device === undefined ? undefined : listEnvironments(db.read, device).find((one) => one.id === id);
  return found === undefined ? noEnvironment(id) : ok(found);
}

/** Why its commands are not run; null where they may be. */
function refusedCommands({ id, commands, rootId, rootName, folder }: EnvironmentRow) {
  const open = commands.filter(({ approved }) => !approved);
  if (open.length > 0) {
    const steps = open.map(({ step }) => step);
    return fail(
      'environment.not-approved',
      `Nobody approved on this device what ${id} runs: ${steps.join(', ')}. Nothing was changed; read the commands and approve them.`,
      { environmentId: id, steps },
    );
  }
  return commands.length > 0 && rootId !== null && folder === null
    ? fail(
        'environment.no-folder',
        `${rootName ?? id}, where the commands of ${id} are run, is in no folder of this device. Nothing was changed.`,
        { environmentId: id },
      )
    : null;
}
