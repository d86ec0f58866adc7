import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SignoffPolicy } from '../../../core/domain/readiness/signoff/policy.ts';
import type { KeyChecks } from '../../../core/domain/sync/known-keys.ts';
import type { ActorId, ItemId } from '../../../core/kernel/ids.ts';
import { signoffStandings } from '../../../db/readers/readiness/signoff-standings.ts';
import { readGaps } from '../../../db/records/readiness/signoff.ts';
import { addActor } from '../../../db/usecases/actors.ts';
import { askForSignoff, withdrawRequest } from '../../../db/usecases/readiness/ask-signoff.ts';
import { type Signing, setWithdrawn } from '../../../db/usecases/readiness/evidence.ts';
import { setGapClosed } from '../../../db/usecases/readiness/gaps.ts';
import {
  giveSignoff,
  returnWithGaps,
  withdrawSignatures,
} from '../../../db/usecases/readiness/give-signoff.ts';
import { adoptPolicy } from '../../../db/usecases/readiness/signoff-policy.ts';
import { verifyProjections } from '../../../db/usecases/rebuild.ts';
import { receiveOps } from '../../../db/usecases/receive/receive.ts';
import { TRUSTS_ALL, tablesOf } from '../../integration/db/receive/devices.ts';
import { addDoc } from '../../integration/readiness/plan-evidence.ts';
import { type Device, importFile, must, openDevices } from '../../support/devices/device.ts';
import { outgoingOps } from '../../support/devices/outgoing.ts';

/** Keys whose signature is a word: what is tried here is the order, not the cryptography. */
const checks: KeyChecks = { verify: () => true, fingerprint: () => 'FP' };
const PLAN =
  '# Plan\n\n| ID | Name | Status |\n|---|---|---|\n| M1 | Keel | active |\n| M2 | Mast | active |\n';

const act = fc.record({
  device: fc.nat(1),
  who: fc.nat(2),
  item: fc.nat(1),
  kind: fc.constantFrom(
    'ask',
    'ask',
    'approve',
    'approve',
    'approve',
    'return',
    'close',
    'reopen',
    'withdraw',
    'withdraw-request',
    'policy',
    'evidence',
  ),
  pick: fc.nat(3),
  pass: fc.nat(3),
});

const policyFor = (people: readonly ActorId[], pick: number): SignoffPolicy =>
  SignoffPolicy.parse({
    roles: [
      { id: 'architecture', title: 'Architecture', holders: pick === 0 ? [] : people.slice(0, pick) },
      { id: 'security', title: 'Security', holders: [] },
    ],
    required: pick % 2 === 0 ? ['architecture'] : ['architecture', 'security'],
    ownRequests: pick > 1,
    evidence: { atLeast: 0, tier: 'claimed' },
  });

test('devices that know the same say the same of every sign-off, in whatever order it came to them', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(act, { minLength: 4, maxLength: 30 }),
      fc.array(fc.nat(), { minLength: 20, maxLength: 20 }),
      fc.nat(1000),
      async (acts, order, seed) => {
        const people: ActorId[] = [];
        const items: ItemId[] = [];
        const { all, close } = openDevices(seed, ['a', 'b', 'c'], (first) => {
          people.push(first.actorId);
          for (const name of ['Rosa', 'Jon']) {
            const key = {
              publicKey: `PEM ${name}`,
              fingerprint: 'FP',
              kind: 'person',
              unlock: 'system',
            } as const;
            people.push(must(addActor(first.db, first.actorId, { name, ...key }, () => 'signed')).actorId);
          }
          importFile(first, '/plan.md', PLAN);
          items.push(...first.db.read.column<ItemId>('SELECT id FROM item ORDER BY id'));
          must(adoptPolicy(first.db, { actorId: first.actorId, sign: () => 'signed' }, policyFor(people, 0)));
        });
        try {
          const [one, two, third] = all;
          if (two === undefined || third === undefined) throw new Error('three devices');
          for (const { device: at, who, item: nth, kind, pick, pass } of acts) {
            for (const device of all) device.pass(pass * 900);
            const [actorId, itemId] = [people[who], items[nth]];
            if (actorId === undefined || itemId === undefined) throw new Error('no such person or item');
            step(at === 0 ? one : two, { actorId, sign: () => 'signed' }, itemId, kind, pick, people);
          }
          const ops = [...opsOf(one), ...opsOf(two)];
          const shuffled = ops
            .map((op, n) => ({ op, place: (order[n % order.length] ?? 0) ^ (n * 2_654_435_761) }))
            .toSorted((a, b) => a.place - b.place)
            .map(({ op }) => op);
          must(receiveOps(one.db, ops, TRUSTS_ALL));
          must(receiveOps(two.db, ops, TRUSTS_ALL));
          for (const op of shuffled) must(receiveOps(third.db, [op], TRUSTS_ALL));
          const [first, second, last] = all.map((device) => saysOf(device));
          expect(second).toEqual(first);
          expect(last).toEqual(first);
          expect(must(await verifyProjections(third.db))).toMatchObject({ same: true });
        } finally {
          close();
        }
      },
    ),
    { numRuns: 30 },
  );
}, 120_000);

function step(
  device: Device,
  signing: Signing,
  itemId: ItemId,
  kind: string,
  pick: number,
  people: readonly ActorId[],
): void {
  const { db } = device;
  const role = pick % 2 === 0 ? null : 'security';
  // What is refused changes nothing, which is as good a step as any.
  if (kind === 'ask') askForSignoff(db, signing, { itemId, roles: [], note: '' }, checks);
  if (kind === 'approve') giveSignoff(db, signing, { itemId, role }, checks);
  if (kind === 'return') returnWithGaps(db, signing, { itemId, role, gaps: [`gap ${pick}`] }, checks);
  if (kind === 'withdraw') withdrawSignatures(db, signing, { itemId, role: null }, checks);
  if (kind === 'withdraw-request') withdrawRequest(db, signing, itemId, checks);
  if (kind === 'policy') must(adoptPolicy(db, signing, policyFor(people, pick)));
  if (kind === 'close' || kind === 'reopen') {
    const gap = readGaps(db.read, JSON.stringify([itemId]))[0];
    if (gap !== undefined) setGapClosed(db, signing, gap.id, kind === 'close' ? { note: 'Done' } : null);
  }
  if (kind !== 'evidence') return;
  const known = db.read.get<{ id: Parameters<typeof setWithdrawn>[2]; gone: 0 | 1 }>(
    'SELECT id, withdrawn_at IS NOT NULL AS gone FROM evidence WHERE item_id = ? ORDER BY id LIMIT 1',
    itemId,
  );
  const tracker = db.read.value<Parameters<typeof addDoc>[2]>('SELECT id FROM tracker');
  if (known !== null) must(setWithdrawn(db, signing, known.id, known.gone === 0));
  else if (tracker !== null) addDoc(db, signing, tracker, itemId);
}

function opsOf({ db }: Device) {
  return outgoingOps(db.read, 0, db.clockState.seq, db.clockState.seq);
}

function saysOf({ db }: Device) {
  const { signoff_request, signoff, gap, signoff_policy } = tablesOf({ db });
  const standings = [...signoffStandings(db.read, null, checks)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const said = standings.map(([id, { state, roles, because, requestId, toSign, completedAt }]) => ({
    id,
    state,
    roles,
    because: because.toSorted(),
    requestId,
    toSign,
    completedAt,
  }));
  return { signoff_request, signoff, gap, signoff_policy, said };
}
