import {
  ApprovedCommand,
  BundleMade,
  EnvironmentId,
  EnvironmentTerms,
  MoveBegun,
  MoveEnded,
} from '../../../core/domain/readiness/environment/environment.ts';
import { parseHlc } from '../../../core/kernel/hlc.ts';
import { BundleId, MoveId } from '../../../core/kernel/ids.ts';
import { environmentJson, moveBegunJson, moveEndedJson } from '../../json-columns.ts';
import { deleteBundle, putBundle } from '../../tables/readiness/bundle.ts';
import {
  deleteApproval,
  deleteMove,
  putApproval,
  putEnvironment,
  putMove,
} from '../../tables/readiness/environment.ts';
import { approvalIdOf, moveIdOf } from '../../tables/readiness/move-ids.ts';
import { type Fields, fieldOf, setAt, setBy } from '../op-values.ts';
import type { ReducerContext } from '../reducer-context.ts';
import type { EntityState } from './entity-reducer.ts';

export function applyBundle(p: ReducerContext, { id: entityId, fields }: EntityState): void {
  const id = BundleId.safeParse(entityId);
  if (!id.success) return;
  p.changes.touch('bundles');
  const made = BundleMade.safeParse(fieldOf(fields, 'made'));
  const addedBy = setBy(fields, 'made');
  if (!made.success || addedBy === null) return deleteBundle(p.db, id.data);
  const { gate, createdAt, ...rest } = made.data;
  putBundle(p.db, {
    ...rest,
    id: id.data,
    gateId: gate.id,
    gateTitle: gate.title,
    gateVersion: gate.version,
    createdAt: Date.parse(createdAt),
    addedBy,
    addedAt: setAt(fields, 'made'),
  });
}

/** Each term goes by the later clock; one of a newer version that cannot be read is as if nobody had said it. */
export function applyEnvironment(
  p: ReducerContext,
  { id: entityId, fields, addedAt, addedBy }: EntityState,
): void {
  const id = EnvironmentId.safeParse(entityId);
  if (!id.success || addedBy === null) return;
  p.changes.touch('bundles');
  const said = Object.entries(EnvironmentTerms.shape).flatMap(([name, shape]) => {
    const value = fields.has(name) ? shape.safeParse(fieldOf(fields, name)) : null;
    return value?.success === true ? [[name, value.data] as const] : [];
  });
  putEnvironment(p.db, {
    id: id.data,
    terms: environmentJson.write(Object.fromEntries(said)),
    removed: fieldOf(fields, 'removed') === true,
    setBy: addedBy,
    setAt: addedAt,
  });
}

/** Given on the very device where it may be run, and for just what its id says. */
export function applyApproval(p: ReducerContext, { id, fields }: EntityState): void {
  p.changes.touch('bundles');
  const approved = ApprovedCommand.safeParse(fieldOf(fields, 'approved'));
  const approvedBy = setBy(fields, 'approved');
  const device = parseHlc(fields.get('approved')?.hlc ?? '')?.device ?? null;
  if (
    !approved.success ||
    approvedBy === null ||
    approvalIdOf(approved.data) !== id ||
    device !== approved.data.device
  )
    return deleteApproval(p.db, id);
  if (fieldOf(fields, 'revoked') === true) return deleteApproval(p.db, id);
  putApproval(p.db, { id, approvedBy, approvedAt: setAt(fields, 'approved') });
}

export function applyMove(p: ReducerContext, { id: entityId, fields }: EntityState): void {
  const id = MoveId.safeParse(entityId);
  if (!id.success) return;
  p.changes.touch('bundles');
  const begun = MoveBegun.safeParse(fieldOf(fields, 'begun'));
  const begunBy = setBy(fields, 'begun');
  const hlc = fields.get('begun')?.hlc ?? null;
  if (!begun.success || begunBy === null || hlc === null || moveIdOf(begun.data) !== id.data)
    return deleteMove(p.db, id.data);
  const ended = endOf(fields);
  putMove(p.db, {
    id: id.data,
    environment: begun.data.environment,
    bundle: begun.data.bundle,
    device: begun.data.device,
    begun: moveBegunJson.write(begun.data),
    begunBy,
    hlc,
    begunAt: setAt(fields, 'begun'),
    ended: ended === null ? null : moveEndedJson.write(ended),
    endedAt: ended === null ? null : setAt(fields, 'ended'),
  });
}

/** Only who began a move can say how it ended. */
function endOf(fields: Fields): MoveEnded | null {
  const ended = MoveEnded.safeParse(fieldOf(fields, 'ended'));
  return ended.success && setBy(fields, 'ended') === setBy(fields, 'begun') ? ended.data : null;
}
