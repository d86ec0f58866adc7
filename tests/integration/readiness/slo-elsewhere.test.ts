import { describe, expect, test } from 'vitest';
import { readBatch } from '../../../core/domain/sync/batch.ts';
import { DeviceId } from '../../../core/kernel/ids.ts';
import { sloStandings } from '../../../db/readers/readiness/slo/slo-standings.ts';
import { readSloPolicy, readSloValues } from '../../../db/records/readiness/slo.ts';
import { envelopeOf, opsOn } from '../../../db/tables/op.ts';
import { saveSloPolicy } from '../../../db/usecases/readiness/slo-policies.ts';
import { addSloValue, READINGS_KEPT, recordReadings } from '../../../db/usecases/readiness/slo-values.ts';
import { verifyProjections } from '../../../db/usecases/rebuild.ts';
import { receiveObservations, receiveOps } from '../../../db/usecases/receive/receive.ts';
import { receiveBatch } from '../../../db/usecases/receive/receive-batch.ts';
import { keyChecks } from '../../../node/secrets/ed25519.ts';
import { must } from '../db/open-workspace.ts';
import { addPlan } from '../db/plan.ts';
import { TRUSTS_ALL } from '../db/receive/devices.ts';
import { actor, peerOf, sealedBy, signedWorkspace } from '../db/receive/signed-workspace.ts';
import { addDoc, itemOfPlan } from './plan-evidence.ts';

const POLICY = `policy: api
title: API
stages: [prod]
objectives:
  - { id: p95, title: p95, better: lower, repeat: 3, thresholds: [{ soft: 280, hard: 300 }] }
  - { id: parity, title: Parity, better: higher, thresholds: [{ hard: 0.9 }] }
`;
const place = { policy: 'api', objective: 'p95', stage: 'prod' };
const all = { upTo: Number.MAX_SAFE_INTEGER, limit: 10_000 };

function withPolicy() {
  const ws = signedWorkspace();
  const signing = { actorId: ws.actorId, sign: actor.sign };
  must(saveSloPolicy(ws.db, signing, 'api', POLICY));
  return { ws, db: ws.db, signing };
}
const reading = (value: number, n: number) => ({
  ...place,
  value,
  measuredAt: n,
  says: 'Read.',
  digest: String(n).padStart(64, 'a'),
  by: null,
});

describe('objectives of another device', () => {
  test('arrive with their policy, what was read and what was typed in', async () => {
    const { ws, db, signing } = withPolicy();
    const tracker = addPlan(ws);
    const evidence = addDoc(db, signing, tracker, itemOfPlan(db, tracker, 'Lay keel'));
    must(recordReadings(db, [reading(290, 1)]));
    const typed = {
      policy: 'api',
      objective: 'parity',
      stage: 'prod',
      value: 0.95,
      measuredAt: 1,
      evidence,
      note: '',
    };
    must(addSloValue(db, signing, typed));
    const peer = peerOf(ws);
    for (const sealed of sealedBy(db)) must(receiveBatch(peer, sealed, [], keyChecks));
    const asked = { policy: 'api', stage: 'prod', profile: null };
    const standings = sloStandings(peer.read, asked, ws.clock.now());
    expect(standings).toMatchObject([
      { objective: 'p95', result: 'soft-fail', breachesInARow: 1 },
      { objective: 'parity', result: 'pass', evidenceId: evidence },
    ]);
    expect(standings).toEqual(sloStandings(db.read, asked, ws.clock.now()));
    expect(must(await verifyProjections(peer))).toMatchObject({ same: true });
  });

  test('are not believed unsigned, nor a value under the id of another', () => {
    const { ws, db } = withPolicy();
    const peer = peerOf(ws);
    const [saved] = opsOn(db.read, 'slo-policy', 'api').map((row) => must(envelopeOf(row)));
    if (saved === undefined) throw new Error('no op');
    for (const sealed of sealedBy(db)) {
      const { ops } = must(readBatch(sealed.body));
      expect(ops.filter(({ signature }) => signature === null)).not.toContainEqual(
        expect.objectContaining({ id: saved.id }),
      );
    }
    const check = TRUSTS_ALL;
    const forged = {
      ...saved,
      entity: { kind: 'slo-value', id: 'sv_mine' },
      patch: { typed: { value: { ...place, value: 1, measuredAt: 1, evidence: 'ed_1', note: '' } } },
    };
    must(receiveOps(peer, [forged], check));
    expect(readSloValues(peer.read, place, all)).toEqual([]);
    expect(peer.read.column('SELECT reason FROM parked')).toEqual(['form.broken']);
    expect(readSloPolicy(peer.read, 'api')).toBeNull();
  });

  test('may be read in any order and often: the newest are kept, and a rebuild makes the same', async () => {
    const { ws, db } = withPolicy();
    const de = DeviceId.parse('de_other');
    const now = ws.clock.now();
    const events = Array.from({ length: READINGS_KEPT + 3 }, (_, n) => ({
      id: `ev_${n}`,
      source: `slo:${de}`,
      sourceId: `sv_${n}`,
      kind: 'slo.read',
      at: now - n,
      payload: JSON.stringify({ v: 1, d: reading(200, n) }),
    }));
    must(receiveObservations(db, events.toReversed(), TRUSTS_ALL));
    must(receiveObservations(db, events, TRUSTS_ALL));
    const kept = readSloValues(db.read, place, all);
    expect(kept.map(({ at }) => at)).toEqual(events.slice(0, READINGS_KEPT).map(({ at }) => at));
    expect(must(await verifyProjections(db))).toMatchObject({ same: true });
  });

  test('that two devices read from the same report failed once', () => {
    const { ws, db } = withPolicy();
    const now = ws.clock.now();
    const same = { ...reading(290, 1), measuredAt: now - 5000 };
    must(recordReadings(db, [same]));
    const other = {
      id: 'ev_1',
      source: 'slo:de_other',
      sourceId: 'sv_1',
      kind: 'slo.read',
      at: now,
      // Its own file may have been written at another time.
      payload: JSON.stringify({ v: 1, d: { ...same, measuredAt: now - 3000 } }),
    };
    must(receiveObservations(db, [other], TRUSTS_ALL));
    const asked = { policy: 'api', stage: 'prod', profile: null };
    expect(sloStandings(db.read, asked, now)[0]).toMatchObject({ breachesInARow: 1 });
  });
});

describe('a policy that a gate asks', () => {
  const now = (ws: ReturnType<typeof signedWorkspace>) => ws.clock.now();

  test('and that nobody wrote, or without that stage or profile, has no objective that could be met', () => {
    const { ws, db } = withPolicy();
    for (const asked of [
      { policy: 'web', stage: 'prod', profile: null },
      { policy: 'api', stage: 'moon', profile: null },
      { policy: 'api', stage: 'prod', profile: 'lax' },
    ])
      expect(sloStandings(db.read, asked, now(ws))).toEqual([]);
  });

  test('and that this version cannot read blocks', () => {
    const { ws, db, signing } = withPolicy();
    must(saveSloPolicy(db, signing, 'api', `${POLICY}of: the future\n`));
    const asked = { policy: 'api', stage: 'prod', profile: null };
    expect(sloStandings(db.read, asked, now(ws))).toMatchObject([
      { result: 'missing', blocks: true, says: expect.stringContaining('There is no field "of" here') },
    ]);
  });
});
