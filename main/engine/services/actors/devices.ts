import { done } from '../../../../core/kernel/result.ts';
import { workspaceFacts } from '../../../../db/readers/workspace-view.ts';
import { readDevices } from '../../../../db/records/device.ts';
import { revokeDevice } from '../../../../db/usecases/devices.ts';
import type { Service, ViewAnswer } from '../../handlers.ts';
import type { EngineDeps } from '../engine-deps.ts';
import { signatureOf } from './signer.ts';

export function devicesView({ db }: EngineDeps): ViewAnswer<'devices.list'> {
  const own = workspaceFacts(db.read)?.deviceId;
  const rows = readDevices(db.read).map(({ id, name, fingerprint, addedAt, revokedAt }) => ({
    id,
    name,
    fingerprint,
    addedAt,
    revokedAt,
    current: id === own,
  }));
  return { rows, extra: {} };
}

export const revokeOther: Service<EngineDeps, 'devices.revoke'> = async (deps, { deviceId }, context) => {
  const signer = await signatureOf(deps, context);
  if (!signer.ok) return signer;
  return done(revokeDevice(deps.db, context.actorId, deviceId, signer.value));
};
