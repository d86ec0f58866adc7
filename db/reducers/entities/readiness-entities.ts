import type { ReadinessEntityKind } from '../../../core/domain/readiness/entity-kinds.ts';
import { EvidenceAdded, EvidenceTerms } from '../../../core/domain/readiness/evidence-ops.ts';
import { Guard } from '../../../core/domain/readiness/measure/guard.ts';
import { EvidenceId } from '../../../core/kernel/ids.ts';
import type { Json } from '../../../core/kernel/versioned-json.ts';
import { guardJson, locatorJson } from '../../json-columns.ts';
import { deleteEvidence, putEvidence } from '../../tables/readiness/evidence.ts';
import { fieldOf, flaggedAt, setBy } from '../op-values.ts';
import type { ReducerContext } from '../reducer-context.ts';
import { applyApproval, applyBundle, applyEnvironment, applyMove } from './bundle-entities.ts';
import type { EntityReducer, EntityState } from './entity-reducer.ts';
import { applyException, applyGate } from './gate-entities.ts';
import { applyGap, applyPolicy, applyRequest, applySignoff } from './signoff-entities.ts';
import { applySloPolicy, applySloValue } from './slo-entities.ts';

export const readinessEntities: Readonly<Record<ReadinessEntityKind, EntityReducer>> = {
  evidence: applyEvidence,
  gate: applyGate,
  exception: applyException,
  'signoff-request': applyRequest,
  signoff: applySignoff,
  gap: applyGap,
  'signoff-policy': applyPolicy,
  'slo-policy': applySloPolicy,
  'slo-value': applySloValue,
  bundle: applyBundle,
  environment: applyEnvironment,
  'command-approval': applyApproval,
  move: applyMove,
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
    guard: guardOf(fieldOf(fields, 'guard')),
    note: note.catch('').parse(fieldOf(fields, 'note')),
    addedBy,
    addedAt,
    withdrawnAt,
    withdrawnBy: withdrawnAt === null ? null : setBy(fields, 'withdrawn'),
  });
}

/** One of a newer version is kept as something nobody here can read: what it guards counts for nothing then. */
function guardOf(field: Json): string | null {
  if (field === null) return null;
  const guard = Guard.safeParse(field);
  return guard.success ? guardJson.write(guard.data) : UNREADABLE;
}

const UNREADABLE = '{}';
