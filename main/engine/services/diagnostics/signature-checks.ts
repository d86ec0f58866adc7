import type { OutputOf } from '../../../../core/contract/index.ts';
import { notTakenIn, workspaceFacts } from '../../../../db/readers/workspace-view.ts';
import { readDevice } from '../../../../db/records/device.ts';
import { verifySignatures } from '../../../../db/usecases/verify-signatures.ts';
import { keyChecks } from '../../../../node/secrets/ed25519.ts';
import type { EngineDeps } from '../engine-deps.ts';

type Health = OutputOf<'workspace.diagnostics'>['health'][number];

/** Of more, only the first are checked just to draw a page. */
const MAX_CHECKED = 2000;

export function deviceCheck({ db, deviceKeys }: EngineDeps): Health {
  const check = 'Device';
  const facts = workspaceFacts(db.read);
  const device = facts === null ? null : readDevice(db.read, facts.deviceId);
  if (device === null) return { check, state: 'failed', detail: 'this workspace names no device' };
  if (deviceKeys === null) {
    return {
      check,
      state: 'warning',
      detail: `${device.name}: its private keys are out of reach while the secrets are locked`,
    };
  }
  return device.fingerprint === null
    ? {
        check,
        state: 'warning',
        detail: `${device.name}: no actor has vouched for its key yet; unlock one in People and keys, or run a command with --as`,
      }
    : { check, state: 'ok', detail: `${device.name}, key ${device.fingerprint}` };
}

export async function signatureCheck({ db }: EngineDeps): Promise<Health> {
  const check = 'Signatures';
  const report = await verifySignatures(db, keyChecks, { limit: MAX_CHECKED });
  if (!report.ok) return { check, state: 'warning', detail: report.error.message };
  const { ops, batches, wrong } = report.value;
  if (wrong !== null) return { check, state: 'failed', detail: wrong };
  const seen = [
    `${ops} decisions about people, devices, evidence and sign-offs`,
    ...(batches > 0 ? [`${batches} batches`] : []),
  ];
  const more = Math.max(ops, batches) < MAX_CHECKED ? '' : '; rebuild --verify checks all';
  return { check, state: 'ok', detail: `${seen.join(' and ')} carry the right signatures${more}` };
}

/** One line while something of other devices is not taken in, none otherwise. */
export function receivedCheck({ db }: EngineDeps): Health[] {
  const parts = notTakenIn(db.read).map(({ state, count, reason }) =>
    state === 'parked' ? `${count} wait (${reason})` : `${count} were set aside as wrong (${reason})`,
  );
  if (parts.length === 0) return [];
  return [
    {
      check: 'From other devices',
      state: 'warning',
      detail: `${parts.join('; ')}; nothing of it is applied`,
    },
  ];
}
