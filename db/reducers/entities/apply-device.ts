import { z } from 'zod';
import { DeviceId } from '../../../core/kernel/ids.ts';
import { putDevice } from '../../tables/device.ts';
import { asText, fieldOf, setAt } from '../op-values.ts';
import type { ReducerContext } from '../reducer-context.ts';
import type { EntityState } from './entity-reducer.ts';

const Revoked = z.object({ counter: z.number().int().min(0), hash: z.string().nullable() });

export function applyDevice(p: ReducerContext, { id: entityId, fields, addedAt }: EntityState): void {
  const id = DeviceId.safeParse(entityId);
  if (!id.success) return;
  const revoked = Revoked.safeParse(fieldOf(fields, 'revoked'));
  putDevice(p.db, {
    id: id.data,
    name: asText(fields, 'name') ?? id.data,
    addedAt,
    signingKey: asText(fields, 'signingKey'),
    agreementKey: asText(fields, 'agreementKey'),
    fingerprint: asText(fields, 'fingerprint'),
    revokedAt: revoked.success ? setAt(fields, 'revoked') : null,
    revokedAfter: revoked.success ? revoked.data : null,
  });
  p.changes.touch('actors');
}
