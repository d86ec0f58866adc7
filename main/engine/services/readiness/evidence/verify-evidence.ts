import { VERIFY_EVIDENCE_JOB } from '../../../../../core/contract/evidence.ts';
import type { ParsedInputOf } from '../../../../../core/contract/index.ts';
import { locatorText } from '../../../../../core/domain/readiness/locator-text.ts';
import { counted } from '../../../../../core/domain/trackers/read/counted.ts';
import { ok, type Result } from '../../../../../core/kernel/result.ts';
import { shownItemOf } from '../../../../../db/readers/readiness/evidence-list.ts';
import {
  type EvidenceRecord,
  readEvidence,
  readEvidenceThatCounts,
} from '../../../../../db/records/readiness/evidence.ts';
import { noEvidence } from '../../../../../db/usecases/readiness/evidence.ts';
import type { Service } from '../../../handlers.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { lookAtAll, notWritable } from './look-at.ts';

export const verify: Service<EngineDeps, 'evidence.verify'> = async (deps, { what }, { signal, actorId }) => {
  const meant = piecesMeant(deps, what);
  if (!meant.ok) return meant;
  const pieces = meant.value;
  const ports = deps.evidence;
  if (ports === null) return notWritable(deps);
  const looked = await deps.jobs.run(VERIFY_EVIDENCE_JOB, signal, (job) =>
    lookAtAll(deps, ports, pieces, {
      by: actorId,
      signal: job.signal,
      onLooked: (count) => job.step(count, pieces.length, counted(count, 'verified')),
    }),
  );
  if (!looked.ok) return looked;
  const rows = pieces.flatMap((piece, at) => {
    const found = looked.value[at];
    if (found === undefined) return [];
    const { itemId, itemTitle } = shownItemOf(deps.db.read, piece.itemId);
    const { result, says } = found;
    return [{ evidenceId: piece.id, itemId, itemTitle, where: locatorText(piece.locator), result, says }];
  });
  const verified = rows.filter(({ result }) => result === 'verified').length;
  return ok({ verified, others: rows.length - verified, rows });
};

function piecesMeant(
  { db }: EngineDeps,
  what: ParsedInputOf<'evidence.verify'>['what'],
): Result<readonly EvidenceRecord[], 'evidence.not-found'> {
  if (what.of === 'tracker')
    return ok(readEvidenceThatCounts(db.read, { trackerId: what.trackerId, itemIds: null }));
  if (what.of === 'items') return ok(readEvidenceThatCounts(db.read, { trackerId: null, itemIds: what.ids }));
  const pieces: EvidenceRecord[] = [];
  for (const id of what.ids) {
    const piece = readEvidence(db.read, id);
    if (piece === null) return noEvidence(id);
    pieces.push(piece);
  }
  return ok(pieces);
}
