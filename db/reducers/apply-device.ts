import { z } from 'zod';
import { DeviceId } from '../../core/kernel/ids.ts';
import type { Json } from '../../core/kernel/versioned-json.ts';
import { readDevice } from '../records/device.ts';
import { putDevice } from '../tables/device.ts';
import { asText, fieldOf } from './op-values.ts';
import type { ReducerContext } from './reducer-context.ts';

const Revoked = z.object({ counter: z.number().int().min(0), hash: z.string().nullable() });

/** `won`: the fields that this op set, `at` its time. */
export function applyDevice(
  p: ReducerContext,
  entityId: string,
  fields: ReadonlyMap<string, Json>,
  won: ReadonlySet<string>,
  at: number,
): void {
  const id = DeviceId.safeParse(entityId);
  if (!id.success) return;
  const revoked = Revoked.safeParse(fieldOf(fields, 'revoked'));
  const before = readDevice(p.db, id.data);
  putDevice(p.db, {
    id: id.data,
    name: asText(fields, 'name') ?? id.data,
    addedAt: at,
    signingKey: asText(fields, 'signingKey'),
    agreementKey: asText(fields, 'agreementKey'),
    fingerprint: asText(fields, 'fingerprint'),
    revokedAt: revoked.success ? (won.has('revoked') ? at : (before?.revokedAt ?? at)) : null,
    revokedAfter: revoked.success ? revoked.data : null,
  });
  p.changes.touch('actors');
}
