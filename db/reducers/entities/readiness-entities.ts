import type { ReadinessEntityKind } from '../../../core/domain/readiness/entity-kinds.ts';
import { EvidenceAdded, EvidenceTerms } from '../../../core/domain/readiness/evidence-ops.ts';
import { EvidenceId } from '../../../core/kernel/ids.ts';
import { locatorJson } from '../../json-columns.ts';
import { deleteEvidence, putEvidence } from '../../tables/readiness/evidence.ts';
import { fieldOf, flaggedAt, setBy } from '../op-values.ts';
import type { ReducerContext } from '../reducer-context.ts';
import { applyApproval, applyBundle, applyEnvironment, applyMove } from './bundle-entities.ts';
import type { EntityReducer, EntityState } from './entity-reducer.ts';
import { applyException, applyGate } from './gate-entities.ts';
import { applyGap, applyPolicy, applyRequest, applySignoff } from './signoff-entities.ts';

export const readinessEntities: Readonly<Record<ReadinessEntityKind, EntityReducer>> = {
  evidence: applyEvidence,
  gate: applyGate,
  exception: applyException,
  bundle: applyBundle,
  environment: applyEnvironment,
  'command-approval': applyApproval,
  move: applyMove,
  'signoff-request': applyRequest,
  signoff: applySignoff,
  gap: applyGap,
  'signoff-policy': applyPolicy,
};

/** What was said of it before it was added is kept in the register until then. */
function applyEvidence(p: ReducerContext, { id: entityId, fields, addedAt, addedBy }: EntityState): void {
  const id = EvidenceId.safeParse(entityId);
  if (!id.success) return;
  p.changes.touch('evidence');
  const added = EvidenceAdded.safeParse(fieldOf(fields, 'added'));
  if (!added.success || addedBy === null) return deleteEvidence(p.db, id.data);
  const { tracker, item, root, locator, digest } = added.data;
  const withdrawnAt = flaggedAt(fields, 'withdrawn');
  const { tier, freshDays, note } = EvidenceTerms.shape;
  putEvidence(p.db, {
    id: id.data,
    trackerId: tracker,
    itemId: item,
    rootId: root,
    type: locator.type,
    locator: locatorJson.write(locator),
    digest,
    // Words of a newer version count for the least that they could mean.
    tier: tier.catch('claimed').parse(fieldOf(fields, 'tier')),
    freshDays: freshDays.catch(1).parse(fieldOf(fields, 'freshDays')),
    note: note.catch('').parse(fieldOf(fields, 'note')),
    addedBy,
    addedAt,
    withdrawnAt,
    withdrawnBy: withdrawnAt === null ? null : setBy(fields, 'withdrawn'),
  });
}
