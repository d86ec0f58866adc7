import type { EntityOp } from '../../core/domain/entity-kinds.ts';
import type { ActorId, DeviceId } from '../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../core/kernel/result.ts';
import { noWorkspace } from '../failures.ts';
import { readDevice } from '../records/device.ts';
import { lastAccepted } from '../tables/batch.ts';
import { readWorkspace, setDevice } from '../tables/workspace.ts';
import type { Transaction } from '../transaction.ts';
import type { WorkspaceDb } from '../workspace-db.ts';
import { appendOps, thisDevice } from './append.ts';

/** Public halves of a device's keys, SPKI in PEM. */
export interface DevicePublicKeys {
  /** Ed25519, for its batches. */
  readonly signingKey: string;
  /** X25519, to be given keys. */
  readonly agreementKey: string;
  /** Of the signing key. */
  readonly fingerprint: string;
}

export interface DeviceInput {
  readonly id: DeviceId;
  readonly name: string;
}

/** Only a signed op may name keys: without a signature the device is known by name until somebody can sign. */
export function deviceDraft(device: DeviceInput, keys: DevicePublicKeys | null): EntityOp {
  const { signingKey, agreementKey, fingerprint } = keys ?? {};
  return {
    entity: { kind: 'device', id: device.id },
    patch: {
      name: { value: device.name },
      ...(signingKey === undefined ? {} : { signingKey: { value: signingKey } }),
      ...(agreementKey === undefined ? {} : { agreementKey: { value: agreementKey } }),
      ...(fingerprint === undefined ? {} : { fingerprint: { value: fingerprint } }),
    },
  };
}

/** Notes that this device's keys are bound to this place. */
export function bindDevice(db: WorkspaceDb, place: string): Result<null> {
  return db.write('full', (tx) => {
    setDevice(tx.db, thisDevice(tx), place);
    return ok(null);
  });
}

/** From here on this database is written by another device: its first op says so, its clock continues. */
export function becomeDevice(
  db: WorkspaceDb,
  by: ActorId,
  device: DeviceInput & { readonly place: string },
): Result<null> {
  return db.write('full', (tx) => {
    if (readWorkspace(tx.db) === null) return noWorkspace();
    setDevice(tx.db, device.id, device.place);
    appendOps(tx, { actorId: by, correlation: tx.id('cr'), ops: [deviceDraft(device, null)] });
    return ok(null);
  });
}

/** An actor vouches for this device's keys. */
export function enrolDevice(
  db: WorkspaceDb,
  by: ActorId,
  device: DeviceInput,
  keys: DevicePublicKeys,
  sign: (text: string) => string,
): Result<null> {
  return db.write('full', (tx) => {
    appendOps(tx, { actorId: by, correlation: tx.id('cr'), ops: [deviceDraft(device, keys)], sign });
    return ok(null);
  });
}

/** What the device wrote up to the last batch known here stays; whatever comes behind is set aside for a person. */
export function revokeDevice(
  db: WorkspaceDb,
  by: ActorId,
  deviceId: DeviceId,
  sign: (text: string) => string,
): Result<null> {
  return db.write('full', (tx) => {
    const device = readDevice(tx.db, deviceId);
    if (device === null || device.revokedAt !== null)
      return fail('device.not-found', 'There is no such active device. Nothing was changed.', { deviceId });
    if (readWorkspace(tx.db)?.deviceId === deviceId) {
      return fail(
        'device.own',
        'This is the device you are working on. Nothing was changed; revoke it from another one.',
        { deviceId },
      );
    }
    const ops = revocationsOf(tx, [deviceId]);
    appendOps(tx, { actorId: by, correlation: tx.id('cr'), ops, sign });
    return ok(null);
  });
}

/** Each names the last batch of its device that is known here. */
export function revocationsOf(tx: Transaction, devices: readonly DeviceId[]): EntityOp[] {
  return devices.map((id) => {
    const last = lastAccepted(tx.db, id);
    return {
      entity: { kind: 'device', id },
      patch: { revoked: { value: { counter: last?.counter ?? 0, hash: last?.hash ?? null } } },
    };
  });
}
