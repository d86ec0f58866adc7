import { Revocation } from '../../../core/domain/sync/learned-keys.ts';
import { DeviceId } from '../../../core/kernel/ids.ts';
import { deleteDevice, putDevice } from '../../tables/device.ts';
import { asOwnName, asText, fieldOf, setAt } from '../op-values.ts';
import type { ReducerContext } from '../reducer-context.ts';
import type { EntityState } from './entity-reducer.ts';

export function applyDevice(p: ReducerContext, { id: entityId, fields, addedAt }: EntityState): void {
  const id = DeviceId.safeParse(entityId);
  if (!id.success) return;
  p.changes.touch('actors');
  if (fields.size === 0) return deleteDevice(p.db, id.data);
  const revoked = Revocation.safeParse(fieldOf(fields, 'revoked'));
  putDevice(p.db, {
    id: id.data,
    name: asOwnName(fields) ?? id.data,
    addedAt,
    signingKey: asText(fields, 'signingKey'),
    agreementKey: asText(fields, 'agreementKey'),
    fingerprint: asText(fields, 'fingerprint'),
    revokedAt: revoked.success ? setAt(fields, 'revoked') : null,
    revokedAfter: revoked.success ? revoked.data : null,
  });
}
