import { SloPolicyId } from '../../../core/domain/readiness/slo/slo-document.ts';
import { SloTyped } from '../../../core/domain/readiness/slo/slo-value.ts';
import { DOCUMENT_CHARACTERS_MAX } from '../../../core/domain/readiness/yaml-document.ts';
import { SloValueId } from '../../../core/kernel/ids.ts';
import { deleteSloPolicy, putSloPolicy } from '../../tables/readiness/slo-policy.ts';
import { deleteSloValue, putSloValue } from '../../tables/readiness/slo-value.ts';
import { asText, fieldOf, flaggedAt, setAt, setBy } from '../op-values.ts';
import type { ReducerContext } from '../reducer-context.ts';
import type { EntityState } from './entity-reducer.ts';

/** Its text is kept as it came: one that can't be read is shown with what is wrong with it, and blocks. */
export function applySloPolicy(p: ReducerContext, { id: entityId, fields }: EntityState): void {
  const id = SloPolicyId.safeParse(entityId);
  if (!id.success) return;
  p.changes.touch('slo');
  const document = asText(fields, 'document');
  const savedBy = setBy(fields, 'document');
  const isRemoved = fieldOf(fields, 'removed') === true;
  if (isRemoved || document === null || savedBy === null || document.length > DOCUMENT_CHARACTERS_MAX)
    return deleteSloPolicy(p.db, id.data);
  putSloPolicy(p.db, { id: id.data, document, savedBy, savedAt: setAt(fields, 'document') });
}

export function applySloValue(p: ReducerContext, { id: entityId, fields }: EntityState): void {
  const id = SloValueId.safeParse(entityId);
  if (!id.success) return;
  p.changes.touch('slo');
  const typed = SloTyped.safeParse(fieldOf(fields, 'typed'));
  if (!typed.success) return deleteSloValue(p.db, '', id.data);
  const { evidence: evidenceId, note: says, ...value } = typed.data;
  const withdrawnAt = flaggedAt(fields, 'withdrawn');
  putSloValue(p.db, {
    ...value,
    id: id.data,
    deviceId: '',
    at: setAt(fields, 'typed'),
    says,
    digest: null,
    evidenceId,
    actorId: setBy(fields, 'typed'),
    withdrawnAt,
    withdrawnBy: withdrawnAt === null ? null : setBy(fields, 'withdrawn'),
  });
}
