import type { SealedBatch } from '../../../../core/domain/sync/batch.ts';
import { DeviceId } from '../../../../core/kernel/ids.ts';
import { ok } from '../../../../core/kernel/result.ts';
import { batchesAfter } from '../../../../db/tables/batch.ts';
import { receiveBatch } from '../../../../db/usecases/receive/receive-batch.ts';
import { sealBatches } from '../../../../db/usecases/seal-batches.ts';
import { setSettings } from '../../../../db/usecases/settings.ts';
import { createWorkspace } from '../../../../db/usecases/workspace.ts';
import type { WorkspaceDb } from '../../../../db/workspace-db.ts';
import { keyChecks } from '../../../../node/secrets/ed25519.ts';
import { actorKeys, deviceKeysFor } from '../../../support/real-keys.ts';
import { must, openTestDatabase, tempFolder, testClock } from '../open-workspace.ts';

export const keys = await deviceKeysFor('de_desk');
export const actor = actorKeys();
export const device = DeviceId.parse('de_desk');

/** A workspace whose actor and device have real keys. */
export function signedWorkspace() {
  const db = openTestDatabase(`${tempFolder()}/workspace.sqlite`, testClock());
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
  return { db, actorId, workspaceId };
}

/** A workspace of another device that knows the same actor: what the first batches bring is all it has yet. */
export function peerOf({ db }: { readonly db: WorkspaceDb }) {
  const peer = openTestDatabase(`${tempFolder()}/peer.sqlite`, testClock(), 7);
  must(
    peer.write('full', (tx) => {
      const { id } = db.read.get<{ id: string }>('SELECT id FROM workspace') ?? { id: '' };
      tx.db.run('INSERT INTO workspace (one, id, device_id, created_at) VALUES (1, ?, ?, 1)', id, 'de_peer');
      const row = db.read.get<{ id: string; public_key: string; fingerprint: string }>(
        'SELECT id, public_key, fingerprint FROM actor',
      );
      tx.db.run(
        "INSERT INTO actor (id, name, kind, public_key, fingerprint, unlock, added_at) VALUES (?, 'Ada', 'person', ?, ?, 'system', 1)",
        row?.id ?? '',
        row?.public_key ?? '',
        row?.fingerprint ?? '',
      );
      return ok(null);
    }),
  );
  return peer;
}

export function sealedBy(db: WorkspaceDb): SealedBatch[] {
  must(sealBatches(db, keys));
  return batchesAfter(db.read, device, 0, 1000).map(({ body, signature }) => ({ body, signature }));
}

/** Three batches of a device, the enrolment in the first. */
export function threeBatches(ws: ReturnType<typeof signedWorkspace>): SealedBatch[] {
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
