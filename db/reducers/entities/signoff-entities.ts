import { Digest } from '../../../core/domain/readiness/evidence.ts';
import { SignoffPolicy } from '../../../core/domain/readiness/signoff/policy.ts';
import {
  GapClosed,
  GapRaised,
  isAdoption,
  SignoffAsked,
  SignoffGiven,
  takesBack,
} from '../../../core/domain/readiness/signoff/signoff-ops.ts';
import type { TakenBack } from '../../../core/domain/readiness/signoff/work-out-standing.ts';
import { GapId, RequestId, SignoffId } from '../../../core/kernel/ids.ts';
import { askedJson, givenJson } from '../../json-columns.ts';
import {
  deleteGap,
  deletePolicy,
  deleteRequest,
  deleteSignoff,
  putGap,
  putPolicy,
  putRequest,
  putSignoff,
} from '../../tables/readiness/signoff.ts';
import { type Fields, fieldOf, millisOf, setAt, setBy } from '../op-values.ts';
import type { ReducerContext } from '../reducer-context.ts';
import type { EntityState } from './entity-reducer.ts';

/** What was said of it before it came itself is kept in the register until then. */
export function applyRequest(p: ReducerContext, { id: entityId, fields }: EntityState): void {
  const id = RequestId.safeParse(entityId);
  if (!id.success) return;
  p.changes.touch('signoffs');
  const asked = SignoffAsked.safeParse(fieldOf(fields, 'asked'));
  const field = fields.get('asked');
  if (!asked.success || field === undefined) return deleteRequest(p.db, id.data);
  const { tracker, item, by } = asked.data;
  putRequest(p.db, {
    id: id.data,
    trackerId: tracker,
    itemId: item,
    asked: askedJson.write(asked.data),
    hlc: field.hlc,
    askedBy: by,
    askedAt: millisOf(field.hlc),
    takenBack: takenBackIn(fields)[0] ?? null,
  });
}

export function applySignoff(p: ReducerContext, { id: entityId, fields }: EntityState): void {
  const id = SignoffId.safeParse(entityId);
  if (!id.success) return;
  p.changes.touch('signoffs');
  const given = SignoffGiven.safeParse(fieldOf(fields, 'signed'));
  const field = fields.get('signed');
  if (!given.success || field === undefined) return deleteSignoff(p.db, id.data);
  putSignoff(p.db, {
    id: id.data,
    requestId: given.data.statement.request,
    given: givenJson.write(given.data),
    writtenBy: field.actorId,
    hlc: field.hlc,
    takenBackBy: takenBackIn(fields),
  });
}

export function applyGap(p: ReducerContext, { id: entityId, fields }: EntityState): void {
  const id = GapId.safeParse(entityId);
  if (!id.success) return;
  p.changes.touch('signoffs');
  const raised = GapRaised.safeParse(fieldOf(fields, 'raised'));
  const field = fields.get('raised');
  if (!raised.success || field === undefined) return deleteGap(p.db, id.data);
  const { request, tracker, item, role, text, by } = raised.data;
  const closed = GapClosed.catch(null).parse(fieldOf(fields, 'closed'));
  putGap(p.db, {
    id: id.data,
    requestId: request,
    trackerId: tracker,
    itemId: item,
    role,
    says: text,
    raisedBy: by,
    raisedAt: millisOf(field.hlc),
    hlc: field.hlc,
    closedNote: closed?.note ?? null,
    closedBy: closed === null ? null : setBy(fields, 'closed'),
    closedAt: closed === null ? null : setAt(fields, 'closed'),
  });
}

export function applyPolicy(p: ReducerContext, { id, fields }: EntityState): void {
  if (!Digest.safeParse(id).success) return;
  p.changes.touch('signoffs');
  const policy = SignoffPolicy.safeParse(fieldOf(fields, 'policy'));
  const adoptions = [...fields].flatMap(([name, { hlc, actorId }]) =>
    isAdoption(name) && fieldOf(fields, name) === true ? [{ hlc, by: actorId }] : [],
  );
  if (!policy.success || adoptions.length === 0) return deletePolicy(p.db, id);
  const inOrder = adoptions.toSorted((a, b) => (a.hlc < b.hlc ? -1 : 1));
  putPolicy(p.db, id, JSON.stringify(policy.data), inOrder);
}

/** By whom it was taken back, the first of them first. */
function takenBackIn(fields: Fields): readonly TakenBack[] {
  return [...fields]
    .flatMap(([name, { actorId, hlc }]) =>
      takesBack(name) === actorId && fieldOf(fields, name) === true ? [{ by: actorId, hlc }] : [],
    )
    .toSorted((a, b) => (a.hlc < b.hlc ? -1 : 1))
    .map(({ by, hlc }) => ({ by, at: millisOf(hlc) }));
}
