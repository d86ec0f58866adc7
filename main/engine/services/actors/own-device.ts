import { createHash } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';
import { hostname } from 'node:os';
import type { Entropy } from '../../../../core/kernel/clock.ts';
import { type ActorId, DeviceId } from '../../../../core/kernel/ids.ts';
import { randomId } from '../../../../core/kernel/random-id.ts';
import { ok, type Result } from '../../../../core/kernel/result.ts';
import { noWorkspace } from '../../../../db/failures.ts';
import { workspaceFacts } from '../../../../db/readers/workspace-view.ts';
import { readDevice, readDevices } from '../../../../db/records/device.ts';
import { becomeDevice, bindDevice, enrolDevice } from '../../../../db/usecases/devices.ts';
import type { WorkspaceDb } from '../../../../db/workspace-db.ts';
import type { Log } from '../../../../node/log/log.ts';
import { type DeviceKeys, makeDeviceKeys, readDeviceKeys } from '../../../../node/secrets/device-keys.ts';
import type { SecretStore } from '../../../../node/secrets/secret-store.ts';
import type { Acting } from '../../handlers.ts';
import { signatureOf } from './signer.ts';

export interface DeviceDeps {
  readonly db: WorkspaceDb;
  readonly secrets: SecretStore;
  readonly entropy: Entropy;
  readonly log: Log;
  readonly workspace: string;
}

export interface OwnDevice {
  /** Null where the secret store can't be opened: nothing can be signed for this device then. */
  readonly keys: DeviceKeys | null;
  /** Set when this start made the workspace another device's: what to tell a person. */
  readonly becameNew: string | null;
}

/**
 * Finds out, before the first write, whether this is the device that wrote here before: its private key is on this machine
 * and bound to this place. A copy, a restore elsewhere or a moved folder is not, and continues as a device of its own, so
 * that two of them never write under one name.
 */
export async function ensureDevice(deps: DeviceDeps, owner: ActorId): Promise<Result<OwnDevice>> {
  const { db, secrets, entropy } = deps;
  const facts = workspaceFacts(db.read);
  if (facts === null) return noWorkspace();
  const place = placeOf(deps.workspace);
  const found = await readDeviceKeys(secrets.machine, facts.deviceId);
  if (db.mode.kind === 'read-only') {
    const here = found.ok && found.value?.place === place;
    return ok({ keys: here ? found.value.keys : null, becameNew: null });
  }
  const enrolled = readDevice(db.read, facts.deviceId)?.signingKey ?? null;
  const same = async (keys: DeviceKeys | null): Promise<Result<OwnDevice>> => {
    if (facts.place !== place) {
      const bound = bindDevice(db, place);
      if (!bound.ok) return bound;
    }
    return finish(deps, owner, keys, null);
  };
  if (!found.ok && found.error.code === 'secret.locked') {
    deps.log.warn(found.error.message, found.error.facts);
    // Whose key it is can't be seen; the place it was bound to can.
    return facts.place === place ? same(null) : becomeNew(deps, owner, place, false);
  }
  if (!found.ok) return becomeNew(deps, owner, place, true);
  if (found.value !== null) {
    const { keys } = found.value;
    const fits = found.value.place === place && (enrolled === null || enrolled === keys.signingKey);
    return fits ? same(keys) : becomeNew(deps, owner, place, true);
  }
  // Written before devices had keys, or while the secrets were locked: they are made now.
  if (enrolled === null && (facts.place === null || facts.place === place)) {
    const made = await makeDeviceKeys(secrets.machine, entropy, facts.deviceId, place);
    return made.ok ? same(made.value) : made;
  }
  return becomeNew(deps, owner, place, true);
}

/** Has an actor who can sign vouch for this device's keys, if nobody did yet. */
export async function ensureEnrolled(
  deps: Pick<DeviceDeps, 'db' | 'secrets'>,
  acting: Acting,
  keys: DeviceKeys,
): Promise<Result<null>> {
  const facts = workspaceFacts(deps.db.read);
  const device = facts === null ? null : readDevice(deps.db.read, facts.deviceId);
  if (device === null || device.signingKey !== null || deps.db.mode.kind === 'read-only') return ok(null);
  const sign = await signatureOf(deps, acting);
  return sign.ok ? enrolDevice(deps.db, acting.actorId, device, keys, sign.value) : sign;
}

/** The keys of a workspace that is about to be made. */
export async function newDevice(
  deps: Pick<DeviceDeps, 'secrets' | 'entropy'>,
  folder: string,
): Promise<Result<{ readonly id: DeviceId; readonly place: string; readonly keys: DeviceKeys }>> {
  const id = DeviceId.parse(randomId(deps.entropy, 'de'));
  const place = placeOf(folder);
  const keys = await makeDeviceKeys(deps.secrets.machine, deps.entropy, id, place);
  return keys.ok ? ok({ id, place, keys: keys.value }) : keys;
}

export function machineName(): string {
  return hostname().slice(0, 80) || 'this machine';
}

async function becomeNew(
  deps: DeviceDeps,
  owner: ActorId,
  place: string,
  canKeep: boolean,
): Promise<Result<OwnDevice>> {
  const id = DeviceId.parse(randomId(deps.entropy, 'de'));
  // Kept first: a kill in between leaves a key without a device, never a device without its key.
  const keys = canKeep ? await makeDeviceKeys(deps.secrets.machine, deps.entropy, id, place) : null;
  if (keys?.ok === false) return keys;
  const name = freeName(deps.db);
  const became = becomeDevice(deps.db, owner, { id, name, place });
  if (!became.ok) return became;
  deps.log.warn('The workspace was opened without the key of the device that wrote it last.', {
    device: id,
    name,
  });
  const said = `This workspace was copied, restored or moved here: it continues as a device of its own, "${name}".`;
  return finish(deps, owner, keys?.value ?? null, said);
}

async function finish(
  deps: DeviceDeps,
  owner: ActorId,
  keys: DeviceKeys | null,
  becameNew: string | null,
): Promise<Result<OwnDevice>> {
  const enrolled = keys === null ? ok(null) : await ensureEnrolled(deps, { actorId: owner }, keys);
  // Nobody can sign now; the next actor who is unlocked does.
  if (!enrolled.ok) deps.log.warn(enrolled.error.message, enrolled.error.facts);
  return ok({ keys, becameNew });
}

function freeName(db: WorkspaceDb): string {
  const taken = new Set(readDevices(db.read).map((device) => device.name));
  const name = machineName();
  for (let number = 2; taken.has(name); number += 1) {
    const next = `${name} (${number})`;
    if (!taken.has(next)) return next;
  }
  return name;
}

/** The same for one folder of one machine, whatever path leads there. */
function placeOf(folder: string): string {
  return createHash('sha256')
    .update(`${realpathSync(folder)}\n${machineId()}`)
    .digest('hex')
    .slice(0, 32);
}

function machineId(): string {
  try {
    return readFileSync('/etc/machine-id', 'utf8').trim();
  } catch {
    return '';
  }
}
