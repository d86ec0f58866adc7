import type { SealedBatch } from '../../../../core/domain/sync/batch.ts';
import { DeviceId } from '../../../../core/kernel/ids.ts';
import { ok } from '../../../../core/kernel/result.ts';
import { batchesAfter } from '../../../../db/tables/batch.ts';
import { envelopeOf, opsOn } from '../../../../db/tables/op.ts';
import { insertWorkspace } from '../../../../db/tables/workspace.ts';
import { receiveOps } from '../../../../db/usecases/receive/receive.ts';
import { receiveBatch } from '../../../../db/usecases/receive/receive-batch.ts';
import { sealBatches } from '../../../../db/usecases/seal/seal-batches.ts';
import { setSettings } from '../../../../db/usecases/settings.ts';
import { createWorkspace } from '../../../../db/usecases/workspace.ts';
import type { WorkspaceDb } from '../../../../db/workspace-db.ts';
import { keyChecks } from '../../../../node/secrets/ed25519.ts';
import { actorKeys, deviceKeysFor } from '../../../support/real-keys.ts';
import { must, openTestDatabase, tempFolder, testClock } from '../open-workspace.ts';
import { TRUSTS_ALL } from './devices.ts';

export const keys = await deviceKeysFor('de_desk');
export const actor = actorKeys();
export const device = DeviceId.parse('de_desk');

/** A workspace whose actor and device have real keys. */
export type SignedWorkspace = ReturnType<typeof signedWorkspace>;

export function signedWorkspace() {
  const clock = testClock();
  const db = openTestDatabase(`${tempFolder()}/workspace.sqlite`, clock);
  const { actorId, workspaceId } = must(
    createWorkspace(db, {
      name: 'Test',
      sample: false,
      deviceName: 'desk',
      device: { id: device, place: 'here', keys },
      actor: {
        name: 'Ada',
        kind: 'person',
        publicKey: actor.publicKey,
        fingerprint: actor.fingerprint,
        unlock: 'system',
      },
      sign: actor.sign,
    }),
  );
  return { db, actorId, workspaceId, clock };
}

/** A database of another device in the same workspace, with nothing in it yet. */
export function emptyPeerOf({ workspaceId }: { readonly workspaceId: string }, clock = testClock()) {
  const peer = openTestDatabase(`${tempFolder()}/peer.sqlite`, clock, 7);
  must(
    peer.write('full', (tx) => {
      const deviceId = DeviceId.parse('de_peer');
      insertWorkspace(tx.db, { id: workspaceId, deviceId, createdAt: 1, place: null });
      return ok(null);
    }),
  );
  return peer;
}

/** One that knows the same actor: what the first batches bring is all it has yet. */
export function peerOf(ws: SignedWorkspace, clock = testClock()) {
  const peer = emptyPeerOf(ws, clock);
  must(
    receiveOps(
      peer,
      opsOn(ws.db.read, 'actor', ws.actorId).map((row) => must(envelopeOf(row))),
      TRUSTS_ALL,
    ),
  );
  return peer;
}

export function sealedBy(db: WorkspaceDb): SealedBatch[] {
  must(sealBatches(db, keys));
  return batchesAfter(db.read, device, 0, 1000).map(({ body, signature }) => ({ body, signature }));
}

/** Three batches of a device, the enrolment in the first. */
export function threeBatches(ws: SignedWorkspace): SealedBatch[] {
  for (const days of [3, 4, 5]) {
    must(setSettings(ws.db, ws.actorId, { staleAfterDays: days }));
    must(sealBatches(ws.db, keys));
  }
  return sealedBy(ws.db);
}

export const receive = (db: WorkspaceDb, sealed: SealedBatch) =>
  must(receiveBatch(db, sealed, [], keyChecks)).outcome;
/** Counters of the batches that were accepted. */
export const countersIn = (db: WorkspaceDb) =>
  db.read.column<number>("SELECT counter FROM batch WHERE state = 'accepted' ORDER BY counter");
export const reasons = (db: WorkspaceDb) =>
  db.read.column<string>("SELECT reason FROM batch WHERE state <> 'accepted' ORDER BY kept_at, rowid");

export const acceptedIn = (db: WorkspaceDb) =>
  db.read.value<number>("SELECT count(*) FROM batch WHERE state = 'accepted'");
