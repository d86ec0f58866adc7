import { ExceptionGiven } from '../../../core/domain/readiness/gate/exception.ts';
import { GateId, LONGEST_DOCUMENT } from '../../../core/domain/readiness/gate/gate-document.ts';
import { ExceptionId } from '../../../core/kernel/ids.ts';
import { deleteException, deleteGate, putException, putGate } from '../../tables/readiness/gate.ts';
import { asText, fieldOf, flaggedAt, setAt, setBy } from '../op-values.ts';
import type { ReducerContext } from '../reducer-context.ts';
import type { EntityState } from './entity-reducer.ts';

/** Its text is kept as it came: one that can't be read is shown with what is wrong with it, and says no. */
export function applyGate(p: ReducerContext, { id: entityId, fields }: EntityState): void {
  const id = GateId.safeParse(entityId);
  if (!id.success) return;
  p.changes.touch('gates');
  const document = asText(fields, 'document');
  const savedBy = setBy(fields, 'document');
  const isRemoved = fieldOf(fields, 'removed') === true;
  if (isRemoved || document === null || savedBy === null || document.length > LONGEST_DOCUMENT)
    return deleteGate(p.db, id.data);
  putGate(p.db, { id: id.data, document, savedBy, savedAt: setAt(fields, 'document') });
}

/** Counts only as the word of the approver whom it names. */
export function applyException(p: ReducerContext, { id: entityId, fields }: EntityState): void {
  const id = ExceptionId.safeParse(entityId);
  if (!id.success) return;
  p.changes.touch('gates');
  const given = ExceptionGiven.safeParse(fieldOf(fields, 'given'));
  if (!given.success || setBy(fields, 'given') !== given.data.approver) return deleteException(p.db, id.data);
  const revokedAt = flaggedAt(fields, 'revoked');
  putException(p.db, {
    ...given.data,
    id: id.data,
    givenAt: setAt(fields, 'given'),
    revokedAt,
    revokedBy: revokedAt === null ? null : setBy(fields, 'revoked'),
  });
}
