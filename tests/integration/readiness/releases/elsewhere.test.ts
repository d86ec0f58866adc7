import { describe, expect, it } from 'vitest';
import type { MoveEnded } from '../../../../core/domain/readiness/environment/environment.ts';
import { ActorId, BundleId, GateRunId } from '../../../../core/kernel/ids.ts';
import { listEnvironments, listMoves } from '../../../../db/readers/readiness/bundles/release-rows.ts';
import { workspaceFacts } from '../../../../db/readers/workspace-view.ts';
import { addActor } from '../../../../db/usecases/actors.ts';
import {
  approveCommands,
  beginMove,
  endMove,
  recordBundle,
  setEnvironment,
} from '../../../../db/usecases/readiness/bundles.ts';
import { verifyProjections } from '../../../../db/usecases/rebuild.ts';
import { receiveOps } from '../../../../db/usecases/receive/receive.ts';
import { must } from '../../db/open-workspace.ts';
import { type Device, openDevice, sentBy, TRUSTS_ALL } from '../../db/receive/devices.ts';

const signing = { actorId: ActorId.parse('ac_one'), sign: () => 'signed' };
const BUNDLE = BundleId.parse('bn_quay');
const ARCHIVE = 'a'.repeat(64);
const begun = {
  kind: 'promotion',
  environment: 'dev',
  bundle: BUNDLE,
  archive: ARCHIVE,
  from: null,
} as const;
const ended: MoveEnded = { outcome: 'done', says: 'Done.', gateRun: null, decision: null, steps: [] };

function pass(from: Device, to: Device): void {
  for (const entry of sentBy(from)) if (entry.kind === 'op') must(receiveOps(to.db, [entry.op], TRUSTS_ALL));
}

const environmentOn = ({ db }: Device, id: string) => {
  const device = workspaceFacts(db.read)?.deviceId;
  if (device === undefined) throw new Error('no device');
  return listEnvironments(db.read, device).find((one) => one.id === id);
};

describe('what another device decided about releases', () => {
  it('shows the same environments and moves, and a rebuild makes the same', async () => {
    const [one, two] = [openDevice('one', 1), openDevice('two', 2)];
    const made = {
      archive: ARCHIVE,
      bytes: 1024,
      gate: { id: 'quay', title: 'Quay', version: ARCHIVE },
      run: GateRunId.parse('gr_1'),
      decision: 'go',
      commit: null,
      lineageComplete: true,
      signer: 'aaaa',
      createdAt: '2026-05-04T10:00:00.000Z',
    } as const;
    must(recordBundle(one.db, signing, BUNDLE, made));
    must(setEnvironment(one.db, signing, 'dev', { title: 'Here', canary: 'true' }));
    const started = must(beginMove(one.db, signing, begun));
    pass(one, two);
    expect(listMoves(two.db.read, 'dev')).toMatchObject([
      { outcome: 'unfinished', device: expect.anything() },
    ]);
    expect(environmentOn(two, 'dev')).toMatchObject({ title: 'Here', current: null });
    must(endMove(one.db, signing, started, ended));
    pass(one, two);
    expect(environmentOn(two, 'dev')).toMatchObject({ current: BUNDLE, unsettled: null });
    expect(listMoves(two.db.read, null)[0]?.correlation).toBe(started.correlation);
    expect(must(await verifyProjections(two.db))).toMatchObject({ same: true });
  });

  it('lets no command be run here that was approved there', () => {
    const [one, two] = [openDevice('one', 1), openDevice('two', 2)];
    must(setEnvironment(one.db, signing, 'dev', { apply: 'make quay' }));
    must(
      approveCommands(one.db, signing, [
        { environment: 'dev', step: 'apply', command: 'make quay', root: null },
      ]),
    );
    pass(one, two);
    expect(environmentOn(one, 'dev')?.commands).toMatchObject([{ approved: true }]);
    expect(environmentOn(two, 'dev')?.commands).toMatchObject([{ command: 'make quay', approved: false }]);
  });

  it('lets no agent approve what is run here', () => {
    const { db } = openDevice('one', 1);
    const hand = {
      name: 'Hand',
      kind: 'agent',
      publicKey: 'PK',
      fingerprint: 'FP',
      unlock: 'system',
    } as const;
    const { actorId } = must(addActor(db, signing.actorId, hand, signing.sign));
    const command = { environment: 'dev', step: 'apply', command: 'make quay', root: null } as const;
    expect(approveCommands(db, { ...signing, actorId }, [command])).toMatchObject({
      error: { code: 'environment.by-agent' },
    });
  });

  it('believes nobody but who began a move how it ended', () => {
    const [one, two] = [openDevice('one', 1), openDevice('two', 2)];
    const started = must(beginMove(one.db, signing, begun));
    pass(one, two);
    two.clock.pass(1000);
    must(endMove(two.db, { ...signing, actorId: ActorId.parse('ac_two') }, started, ended));
    expect(listMoves(two.db.read, 'dev')).toMatchObject([{ outcome: 'unfinished' }]);
  });
});
