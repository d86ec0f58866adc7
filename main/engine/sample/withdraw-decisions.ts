import type { ItemId, TrackerId } from '../../../core/kernel/ids.ts';
import { ok, type Result } from '../../../core/kernel/result.ts';
import { documentVersions } from '../../../db/readers/readiness/document-versions.ts';
import { readExceptions, readGate } from '../../../db/records/readiness/gate.ts';
import { readGaps, readRequests } from '../../../db/records/readiness/signoff.ts';
import { readSloPolicy } from '../../../db/records/readiness/slo.ts';
import { readRemovedTrackers, readTrackers } from '../../../db/records/tracker.ts';
import { withdrawRequest } from '../../../db/usecases/readiness/ask-signoff.ts';
import type { Signing } from '../../../db/usecases/readiness/evidence.ts';
import { setGapClosed } from '../../../db/usecases/readiness/gaps.ts';
import { removeGate, revokeException, saveGate } from '../../../db/usecases/readiness/gates.ts';
import { restoreSignoff } from '../../../db/usecases/readiness/restore-signoff.ts';
import { removeSloPolicy, saveSloPolicy } from '../../../db/usecases/readiness/slo-policies.ts';
import type { WorkspaceDb } from '../../../db/workspace-db.ts';
import { keyChecks } from '../../../node/secrets/ed25519.ts';
import type { Acting } from '../handlers.ts';
import { signatureOf } from '../services/actors/signer.ts';
import type { EngineDeps } from '../services/engine-deps.ts';
import type { FoundSample } from './sample-manifest.ts';

const WHY_CLOSED = 'The sample was taken out.';

/** Takes back what was decided about the sample, so that nothing of it waits for anybody. What was signed stays in the log. */
export function withdrawDecisions(
  deps: EngineDeps,
  acting: Acting,
  sample: FoundSample,
): Promise<Result<null>> {
  const { db } = deps;
  const isOfSample = ofSample(db);
  const asked = readRequests(db.read, null).filter(
    ({ trackerId, takenBack }) => isOfSample(trackerId) && takenBack === null,
  );
  const open = readGaps(db.read, null).filter(
    ({ trackerId, closedAt }) => isOfSample(trackerId) && closedAt === null,
  );
  const given = readExceptions(db.read, sample.manifest.gate.id).filter(
    ({ revokedAt }) => revokedAt === null,
  );
  return inOrder(deps, acting, [
    ...[...new Set(asked.map(({ itemId }) => itemId))].map(
      (itemId) => (signing: Signing) => withdrawAll(db, signing, itemId),
    ),
    ...open.map(
      ({ id }) =>
        (signing: Signing) =>
          setGapClosed(db, signing, id, { note: WHY_CLOSED }),
    ),
    ...documentsOf(db, sample).flatMap(({ isThere, remove }) => (isThere() ? [remove] : [])),
    ...given.map(
      ({ id }) =>
        (signing: Signing) =>
          revokeException(db, signing, id),
    ),
  ]);
}

type Decision = (signing: Signing) => Result<unknown>;

async function inOrder(
  deps: EngineDeps,
  acting: Acting,
  decisions: readonly Decision[],
): Promise<Result<null>> {
  if (decisions.length === 0) return ok(null);
  const sign = await signatureOf(deps, acting);
  if (!sign.ok) return sign;
  for (const decide of decisions) {
    const decided = decide({ actorId: acting.actorId, sign: sign.value });
    if (!decided.ok) return decided;
  }
  return ok(null);
}

/** One that is withdrawn before somebody answered leaves the one before it. */
function withdrawAll(db: WorkspaceDb, signing: Signing, itemId: ItemId): Result<null> {
  for (;;) {
    const withdrawn = withdrawRequest(db, signing, itemId, keyChecks);
    if (!withdrawn.ok) return withdrawn.error.code === 'signoff.nothing-to-withdraw' ? ok(null) : withdrawn;
  }
}

/** What was taken back with the sample counts again, for whoever took it out; what was withdrawn before that stays so. */
export function restoreDecisions(
  deps: EngineDeps,
  acting: Acting,
  sample: FoundSample,
  removedAt: number,
): Promise<Result<null>> {
  const { db } = deps;
  const isOfSample = ofSample(db);
  const withdrawn = readRequests(db.read, null).filter(
    ({ trackerId, takenBack }) =>
      isOfSample(trackerId) && takenBack?.by === acting.actorId && takenBack.at >= removedAt,
  );
  const closed = readGaps(db.read, null).filter(
    ({ trackerId, closedNote }) => isOfSample(trackerId) && closedNote === WHY_CLOSED,
  );
  return inOrder(deps, acting, [
    ...withdrawn.map(
      ({ id }) =>
        (signing: Signing) =>
          restoreSignoff(db, signing, { requestId: id, signoffIds: [] }),
    ),
    ...closed.map(
      ({ id }) =>
        (signing: Signing) =>
          setGapClosed(db, signing, id, null),
    ),
    ...documentsOf(db, sample).flatMap(({ kind, id, save }): Decision[] => {
      const [last, before] = documentVersions(db.read, kind, id, () => null);
      const text = before?.text ?? null;
      const isRemoved = last?.text === null && last.at >= removedAt;
      return isRemoved && text !== null ? [(signing) => save(signing, text)] : [];
    }),
  ]);
}

function ofSample({ read }: WorkspaceDb): (id: TrackerId) => boolean {
  const ids = [...readTrackers(read), ...readRemovedTrackers(read)].flatMap((row) =>
    row.sample === 1 ? [row.id] : [],
  );
  const known = new Set(ids);
  return (id) => known.has(id);
}

interface Written {
  readonly kind: 'gate' | 'slo-policy';
  readonly id: string;
  readonly isThere: () => boolean;
  readonly save: (signing: Signing, text: string) => Result<unknown>;
  readonly remove: Decision;
}

function documentsOf(db: WorkspaceDb, sample: FoundSample): readonly Written[] {
  const gate = sample.manifest.gate.id;
  const policy = sample.manifest.objectives.id;
  return [
    {
      kind: 'slo-policy',
      id: policy,
      isThere: () => readSloPolicy(db.read, policy) !== null,
      save: (signing, text) => saveSloPolicy(db, signing, policy, text),
      remove: (signing) => removeSloPolicy(db, signing, policy),
    },
    {
      kind: 'gate',
      id: gate,
      isThere: () => readGate(db.read, gate) !== null,
      save: (signing, text) => saveGate(db, signing, gate, text),
      remove: (signing) => removeGate(db, signing, gate),
    },
  ];
}
