import { describe, expect, test } from 'vitest';
import { batchBody, readBatch } from '../../../core/domain/sync/batch.ts';
import { DeviceId, EvidenceId } from '../../../core/kernel/ids.ts';
import { verificationHistory } from '../../../db/readers/readiness/evidence-list.ts';
import { readEvidence } from '../../../db/records/readiness/evidence.ts';
import { envelopeOf, opsOn } from '../../../db/tables/op.ts';
import { setWithdrawn } from '../../../db/usecases/readiness/evidence.ts';
import { recordVerifications, VERIFICATIONS_KEPT } from '../../../db/usecases/readiness/verifications.ts';
import { verifyProjections } from '../../../db/usecases/rebuild.ts';
import { receiveObservations, receiveOps } from '../../../db/usecases/receive/receive.ts';
import { receiveBatch } from '../../../db/usecases/receive/receive-batch.ts';
import { verifySignatures } from '../../../db/usecases/verify-signatures.ts';
import { keyChecks } from '../../../node/secrets/ed25519.ts';
import { must } from '../db/open-workspace.ts';
import { addPlan } from '../db/plan.ts';
import { TRUSTS_ALL } from '../db/receive/devices.ts';
import {
  actor,
  device,
  keys,
  peerOf,
  reasons,
  sealedBy,
  signedWorkspace,
} from '../db/receive/signed-workspace.ts';
import { addDoc, found, itemOfPlan } from './plan-evidence.ts';

function signedEvidence() {
  const ws = signedWorkspace();
  const trackerId = addPlan(ws);
  const signing = { actorId: ws.actorId, sign: actor.sign };
  const id = addDoc(ws.db, signing, trackerId, itemOfPlan(ws.db, trackerId, 'Lay keel'));
  return { ...ws, ws, id, signing };
}

describe('evidence of another device', () => {
  test('arrives with its signature and with what that device found', async () => {
    const { ws, id } = signedEvidence();
    const peer = peerOf(ws);
    for (const sealed of sealedBy(ws.db)) must(receiveBatch(peer, sealed, [], keyChecks));
    expect(readEvidence(peer.read, id)).toMatchObject({ id, tier: 'ci-run', addedBy: ws.actorId });
    expect(verificationHistory(peer.read, id)).toMatchObject([
      { result: 'verified', device: 'desk', by: 'Ada' },
    ]);
    expect(must(await verifySignatures(peer, keyChecks))).toMatchObject({ wrong: null });
    expect(must(await verifyProjections(peer))).toMatchObject({ same: true });
  });

  test('is not believed unsigned, nor under the id of other evidence', () => {
    const { ws, id, signing } = signedEvidence();
    must(setWithdrawn(ws.db, signing, id, true));
    const [added, withdrawn] = opsOn(ws.db.read, 'evidence', id).map((row) => must(envelopeOf(row)));
    if (added === undefined || withdrawn === undefined) throw new Error('no ops');
    const peer = peerOf(ws);
    const check = { ...TRUSTS_ALL };
    const forged = { ...added, entity: { kind: 'evidence', id: 'ed_other' } };
    must(receiveOps(peer, [forged], check));
    expect(readEvidence(peer.read, 'ed_other')).toBeNull();
    const [sealed] = sealedBy(ws.db);
    if (sealed === undefined) throw new Error('no batch');
    const batch = must(readBatch(sealed.body));
    const body = batchBody({
      ...batch,
      ops: batch.ops.map((op) => (op['id'] === withdrawn.id ? { ...op, signature: null } : op)),
    });
    must(receiveBatch(peer, { body, signature: keys.sign(body) }, [], keyChecks));
    expect(readEvidence(peer.read, id)).toMatchObject({ withdrawn: false });
    const aside = peer.read.column<string>(
      "SELECT reason FROM parked WHERE state = 'set-aside' ORDER BY reason",
    );
    expect(aside).toEqual(['form.broken', 'signature.missing']);
    expect(reasons(peer)).toEqual([]);
  });
});

describe('verifications of another device', () => {
  const de = DeviceId.parse('de_other');
  const envelope = (at: number, n: number, evidence: string, more: object = {}) => ({
    id: `ev_${n}`,
    source: `evidence:${de}`,
    sourceId: `vf_${n}`,
    kind: 'evidence.verified',
    at,
    payload: JSON.stringify({ v: 1, d: { ...found('failed'), evidence, by: null } }),
    ...more,
  });
  const lookedAt = EvidenceId.parse('ed_unknown');

  test('may come before the evidence, in any order and often: the newest are kept', async () => {
    const { ws, db } = signedEvidence();
    const now = ws.clock.now();
    const all = Array.from({ length: VERIFICATIONS_KEPT + 3 }, (_, n) => envelope(now - n, n, lookedAt));
    must(receiveObservations(db, all.toReversed(), TRUSTS_ALL));
    must(receiveObservations(db, all, TRUSTS_ALL));
    const history = verificationHistory(db.read, lookedAt);
    expect(history.map(({ at }) => at)).toEqual(all.slice(0, VERIFICATIONS_KEPT).map(({ at }) => at));
    expect(must(await verifyProjections(db))).toMatchObject({ same: true });
  });

  test('wait where they are of a newer version or ahead of this clock, and are set aside where another device hands them on', () => {
    const { ws, db } = signedEvidence();
    const now = ws.clock.now();
    const newer = envelope(now, 1, lookedAt, { payload: '{"v":9,"d":{}}' });
    const unknown = envelope(now, 2, lookedAt, { kind: 'evidence.weighed' });
    const ahead = envelope(now + 3_600_000, 3, lookedAt);
    must(receiveObservations(db, [newer, unknown, ahead], TRUSTS_ALL));
    const foreign = {
      ...TRUSTS_ALL,
      note: () => ({ kind: 'set-aside', reason: 'note.foreign', detail: '' }) as const,
    };
    must(receiveObservations(db, [envelope(now, 4, lookedAt)], foreign));
    must(receiveObservations(db, [envelope(now, 5, lookedAt, { source: 'hub:hu_1' })], TRUSTS_ALL));
    const reasonOf = db.read.all("SELECT id, reason FROM parked WHERE kind = 'verification' ORDER BY id");
    expect(reasonOf).toEqual([
      { id: 'ev_1', reason: 'kind.unknown' },
      { id: 'ev_2', reason: 'kind.unknown' },
      { id: 'ev_3', reason: 'clock.ahead' },
      { id: 'ev_4', reason: 'note.foreign' },
      { id: 'ev_5', reason: 'form.broken' },
    ]);
    ws.clock.pass(3_600_000);
    must(receiveObservations(db, [], TRUSTS_ALL));
    expect(verificationHistory(db.read, lookedAt)).toMatchObject([{ at: now + 3_600_000, device: de }]);
  });

  test('a batch holds only what its own device found', () => {
    const { ws, db, id } = signedEvidence();
    must(receiveObservations(db, [envelope(ws.clock.now(), 1, id)], TRUSTS_ALL));
    must(recordVerifications(db, [{ ...found('missing'), evidence: id, by: null }]));
    const sources = sealedBy(db).flatMap(({ body }) =>
      must(readBatch(body)).events.map(({ source }) => source),
    );
    expect(sources.filter((source) => typeof source === 'string' && source.startsWith('evidence:'))).toEqual([
      `evidence:${device}`,
      `evidence:${device}`,
    ]);
  });
});
