import { describe, expect, test } from 'vitest';
import { DeviceId } from '../../../../core/kernel/ids.ts';
import { ok } from '../../../../core/kernel/result.ts';
import { knownGates } from '../../../../db/readers/readiness/gates/gate-documents.ts';
import { findRun, listExceptions, listRuns } from '../../../../db/readers/readiness/gates/gate-list.ts';
import { type Judgement, judgeGate } from '../../../../db/readers/readiness/gates/judge-gates.ts';
import {
  exceptionIdOf,
  readException,
  readExceptions,
  readGates,
} from '../../../../db/records/readiness/gate.ts';
import { envelopeOf, opsOn } from '../../../../db/tables/op.ts';
import { addActor } from '../../../../db/usecases/actors.ts';
import { appendOps } from '../../../../db/usecases/append.ts';
import { RUNS_KEPT, recordRun } from '../../../../db/usecases/readiness/gate-runs.ts';
import {
  addException,
  removeGate,
  revokeException,
  saveGate,
} from '../../../../db/usecases/readiness/gates.ts';
import { verifyProjections } from '../../../../db/usecases/rebuild.ts';
import { receiveObservations, receiveOps } from '../../../../db/usecases/receive/receive.ts';
import { receiveBatch } from '../../../../db/usecases/receive/receive-batch.ts';
import { verifySignatures } from '../../../../db/usecases/verify-signatures.ts';
import type { WorkspaceDb } from '../../../../db/workspace-db.ts';
import { keyChecks } from '../../../../node/secrets/ed25519.ts';
import { must } from '../../db/open-workspace.ts';
import { addPlan } from '../../db/plan.ts';
import { TRUSTS_ALL } from '../../db/receive/devices.ts';
import { actor, peerOf, sealedBy, signedWorkspace } from '../../db/receive/signed-workspace.ts';

const TEXT = 'gate: release\ntitle: Release\ncriteria:\n  - { id: rows, title: Rows, items: {} }\n';

function asks(gate: string, id: string): string {
  return `gate: ${gate}\ntitle: ${gate}\ncriteria:\n  - { id: other, title: O, gate: { id: ${id} } }\n`;
}

function judged(db: WorkspaceDb, id: string): Judgement['judgement'] {
  const input = { gate: { id }, now: db.clock.now(), environment: null, candidate: null };
  return must(judgeGate(db.read, input)).judgement;
}

function withGate() {
  const ws = signedWorkspace();
  addPlan(ws);
  const signing = { actorId: ws.actorId, sign: actor.sign };
  must(saveGate(ws.db, signing, 'release', TEXT));
  const terms = {
    gate: 'release',
    criterion: null,
    item: null,
    owner: 'Jon',
    ownerActor: null,
    reason: 'Known.',
    rollback: 'Turn it off.',
    expiresAt: ws.clock.now() + 86_400_000,
  };
  return { ...ws, ws, signing, terms };
}

describe('gates of another device', () => {
  test('arrive with their signatures, runs and exceptions, and a replay makes the same', async () => {
    const { ws, signing, terms } = withGate();
    const { exceptionId } = must(addException(ws.db, signing, terms));
    const report = must(recordRun(ws.db, ws.actorId, judged(ws.db, 'release'), 12));
    const peer = peerOf(ws);
    for (const sealed of sealedBy(ws.db)) must(receiveBatch(peer, sealed, [], keyChecks));
    expect(readGates(peer.read)).toMatchObject([{ id: 'release', document: TEXT, savedBy: ws.actorId }]);
    expect(readException(peer.read, exceptionId)).toMatchObject({ owner: 'Jon', approver: ws.actorId });
    expect(findRun(peer.read, report.run_id)).toMatchObject({
      row: { decision: 'conditional-go', by: 'Ada', device: 'desk' },
      record: { report },
    });
    expect(must(await verifySignatures(peer, keyChecks))).toMatchObject({ wrong: null });
    expect(must(await verifyProjections(peer))).toMatchObject({ same: true });
  });

  test('that ask each other say no instead of running without an end', () => {
    const { ws, signing } = withGate();
    // Each was saved where the other was not known yet.
    must(saveGate(ws.db, signing, 'a', asks('a', 'b')));
    must(saveGate(ws.db, signing, 'b', asks('b', 'a')));
    expect(judged(ws.db, 'a')).toMatchObject({
      decision: 'no-go',
      checks: [{ failures: [{ code: 'gate' }] }],
    });
  });

  test('that can not be read are kept as they came, and say no to who asks them', () => {
    const { ws, signing } = withGate();
    must(saveGate(ws.db, signing, 'newer', 'gate: newer\ntitle: N\ncriteria: { any: thing }\n'));
    must(saveGate(ws.db, signing, 'other', asks('elsewhere', 'release')));
    must(saveGate(ws.db, signing, 'a', asks('a', 'newer')));
    expect(knownGates(ws.db.read).flatMap(({ id, problems }) => (problems.length === 0 ? [] : [id]))).toEqual(
      ['newer', 'other'],
    );
    expect(judged(ws.db, 'a')).toMatchObject({ checks: [{ failures: [{ code: 'unreadable' }] }] });
  });

  test('are the newest text by the clock, whatever order the ops come in', () => {
    const { ws, signing } = withGate();
    must(saveGate(ws.db, signing, 'release', TEXT.replace('Release', 'Later')));
    must(removeGate(ws.db, signing, 'release'));
    must(saveGate(ws.db, signing, 'release', TEXT.replace('Release', 'Last')));
    const ops = opsOn(ws.db.read, 'gate', 'release').map((row) => must(envelopeOf(row)));
    const peer = peerOf(ws);
    for (const op of ops.toReversed()) must(receiveOps(peer, [op, op], TRUSTS_ALL));
    expect(readGates(peer.read)).toEqual(readGates(ws.db.read));
    expect(readGates(peer.read)).toMatchObject([{ document: TEXT.replace('Release', 'Last') }]);
  });
});

describe('an exception of another device', () => {
  const aside = (db: WorkspaceDb) =>
    db.read.column<string>("SELECT detail FROM parked WHERE state = 'set-aside' ORDER BY detail");

  test('counts only under the hash of what its approver signed, and is revoked for good', () => {
    const { ws, signing, terms } = withGate();
    const { exceptionId } = must(addException(ws.db, signing, terms));
    const [given] = opsOn(ws.db.read, 'exception', exceptionId).map((row) => must(envelopeOf(row)));
    if (given === undefined) throw new Error('no op');
    const peer = peerOf(ws);
    const forged = { ...terms, expiresAt: terms.expiresAt * 2, approver: ws.actorId };
    const later = (n: number) => ({
      id: `op_late${n}`,
      hlc: given.hlc.replace(/-[0-9a-f]{5}-/u, `-f000${n}-`),
    });
    const content = { given: { value: forged } };
    const sent = [
      { ...given, ...later(1), patch: content },
      {
        ...given,
        ...later(2),
        entity: { kind: 'exception', id: exceptionIdOf(forged) },
        actor: 'ac_other',
        patch: content,
      },
      { ...given, ...later(3), patch: { revoked: { value: true } } },
      { ...given, ...later(4), patch: { revoked: { value: false } } },
      given,
    ];
    must(receiveOps(peer, sent, TRUSTS_ALL));
    expect(aside(peer)).toEqual([
      'it says something in the name of another',
      'it takes a revocation back',
      'its id is not the hash of what it adds',
    ]);
    expect(readExceptions(peer.read, null)).toMatchObject([{ id: exceptionId, expiresAt: terms.expiresAt }]);
    expect(listExceptions(peer.read, 'release', ws.clock.now())).toMatchObject([{ state: 'revoked' }]);
  });

  test('is neither approved by its owner, by name or by key, nor given twice', () => {
    const { ws, signing, terms } = withGate();
    const ownNames = [' ADA ', 'A\u{E0100}da', 'Ａｄａ', ws.actorId].map((owner) => ({ owner }));
    for (const own of [...ownNames, { owner: 'Somebody', ownerActor: ws.actorId }])
      expect(addException(ws.db, signing, { ...terms, ...own })).toMatchObject({
        error: { code: 'exception.own' },
      });
    const { exceptionId } = must(addException(ws.db, signing, terms));
    expect(addException(ws.db, signing, terms)).toMatchObject({ error: { code: 'exception.exists' } });
    must(revokeException(ws.db, signing, exceptionId));
    expect(addException(ws.db, signing, terms)).toMatchObject({ error: { code: 'exception.exists' } });
    expect(addException(ws.db, signing, { ...terms, expiresAt: ws.clock.now() })).toMatchObject({
      error: { code: 'exception.expired' },
    });
  });

  test('is not approved by an agent, and counts for nothing where another device took it', () => {
    const { ws, signing, terms } = withGate();
    const { publicKey, fingerprint } = actor;
    const enrolled = { name: 'Hand', kind: 'agent', publicKey, fingerprint, unlock: 'system' } as const;
    const { actorId: approver } = must(addActor(ws.db, ws.actorId, enrolled, actor.sign));
    expect(addException(ws.db, { ...signing, actorId: approver }, terms)).toMatchObject({
      error: { code: 'exception.by-agent' },
    });
    const given = { ...terms, approver };
    must(
      ws.db.write('full', (tx) => {
        const entity = { kind: 'exception', id: exceptionIdOf(given) } as const;
        const ops = [{ entity, patch: { given: { value: given } } }];
        appendOps(tx, { actorId: approver, sign: actor.sign, correlation: 'cr_1', ops });
        return ok(null);
      }),
    );
    expect(listExceptions(ws.db.read, 'release', ws.clock.now())).toMatchObject([
      { state: 'refused', why: 'An agent approved it: only a person can.' },
    ]);
    expect(judged(ws.db, 'release')).toMatchObject({ decision: 'no-go' });
  });
});

describe('runs of another device', () => {
  test('are taken once, in any order, and the newest are kept', async () => {
    const { ws } = withGate();
    const de = DeviceId.parse('de_other');
    const report = must(recordRun(ws.db, ws.actorId, judged(ws.db, 'release'), 1));
    const now = ws.clock.now();
    const envelope = (n: number, more: object = {}) => ({
      source: `gate:${de}`,
      sourceId: `gr_${n}`,
      kind: 'gate.ran',
      at: now - 1000 + n,
      payload: JSON.stringify({ v: 1, d: { by: null, report: { ...report, run_id: `gr_${n}` } } }),
      ...more,
    });
    const all = Array.from({ length: RUNS_KEPT + 5 }, (_unused, n) => envelope(n));
    must(receiveObservations(ws.db, all.toReversed(), TRUSTS_ALL));
    must(receiveObservations(ws.db, all, TRUSTS_ALL));
    const runs = listRuns(ws.db.read, 'release', now).filter(({ device }) => device === de);
    expect(runs.map(({ id }) => id)).toEqual(
      all
        .slice(5)
        .toReversed()
        .map(({ sourceId }) => sourceId),
    );
    const wrong = [
      envelope(7, {
        payload: JSON.stringify({ v: 1, d: { by: null, report: { ...report, run_id: 'gr_8' } } }),
      }),
      envelope(100, { payload: JSON.stringify({ v: 9, d: {} }) }),
      envelope(101, { at: now + 86_400_000 }),
    ];
    must(receiveObservations(ws.db, wrong, TRUSTS_ALL));
    expect(ws.db.read.column<string>('SELECT reason FROM parked ORDER BY reason')).toEqual([
      'clock.ahead',
      'id.reused',
      'kind.unknown',
    ]);
    expect(must(await verifyProjections(ws.db))).toMatchObject({ same: true });
  });
});
