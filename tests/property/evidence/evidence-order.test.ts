import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EVIDENCE_TIERS, VerificationResult } from '../../../core/domain/readiness/evidence.ts';
import { ActorId, ItemId, TrackerId } from '../../../core/kernel/ids.ts';
import { changeEvidence, setWithdrawn } from '../../../db/usecases/readiness/evidence.ts';
import { recordVerifications, VERIFICATIONS_KEPT } from '../../../db/usecases/readiness/verifications.ts';
import { verifyProjections } from '../../../db/usecases/rebuild.ts';
import { receiveObservations, receiveOps } from '../../../db/usecases/receive/receive.ts';
import { must } from '../../integration/db/open-workspace.ts';
import {
  type Device,
  openDevice,
  type Sent,
  sentBy,
  TRUSTS_ALL,
  tablesOf,
} from '../../integration/db/receive/devices.ts';
import { addDoc, found } from '../../integration/readiness/plan-evidence.ts';

const tracker = TrackerId.parse('tr_plan');
const act = fc.record({
  device: fc.nat(1),
  kind: fc.constantFrom('add', 'tier', 'fresh', 'withdraw', 'restore', 'verify', 'verify-often'),
  piece: fc.nat(1),
  pick: fc.nat(4),
});

type Entry = Sent | { readonly kind: 'verification'; readonly event: unknown };

function entriesOf(device: Device): Entry[] {
  const verifications = device.db.read
    .all<object>(
      "SELECT id, source, source_id AS sourceId, kind, at, payload FROM event WHERE kind = 'evidence.verified'",
    )
    .map((event) => ({ kind: 'verification', event }) as const);
  return [...sentBy(device), ...verifications];
}

function give({ db }: Device, entry: Entry): void {
  if (entry.kind === 'op') must(receiveOps(db, [entry.op], TRUSTS_ALL));
  if (entry.kind === 'verification') must(receiveObservations(db, [entry.event], TRUSTS_ALL));
}

test('devices that know the same of evidence show the same, in whatever order it came to them', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(act, { minLength: 1, maxLength: 25 }),
      fc.array(fc.nat(), { minLength: 20, maxLength: 20 }),
      async (acts, order) => {
        const devices = [openDevice('one', 1), openDevice('two', 2)] as const;
        for (const { device: at, kind, piece, pick } of acts) {
          const { db, clock, name } = devices[at === 0 ? 0 : 1];
          clock.pass(1 + pick * 700);
          const signing = { actorId: ActorId.parse(`ac_${name}`), sign: () => 'signed' };
          const item = ItemId.parse(`it_${piece}`);
          const known = db.read.value<string>(
            'SELECT withdrawn_at IS NULL FROM evidence WHERE item_id = ?',
            item,
          );
          const id = known === null || kind === 'add' ? null : idOf(devices[at === 0 ? 0 : 1], item);
          if (id === null) {
            if (known === null || Number(known) === 0)
              addDoc(db, signing, tracker, item, { note: `${name} ${pick}` });
          } else if (kind === 'tier')
            must(changeEvidence(db, signing, id, { tier: EVIDENCE_TIERS[pick] ?? 'claimed' }));
          else if (kind === 'fresh') must(changeEvidence(db, signing, id, { freshDays: pick + 1 }));
          else if (kind === 'withdraw') must(setWithdrawn(db, signing, id, true));
          else if (kind === 'restore') must(setWithdrawn(db, signing, id, false));
          else {
            const times = kind === 'verify' ? 1 : VERIFICATIONS_KEPT + pick;
            for (let n = 0; n < times; n += 1) {
              clock.pass(n % 3);
              const result = VerificationResult.options[(pick + n) % 4] ?? 'failed';
              must(recordVerifications(db, [{ ...found(result), evidence: id, by: null }]));
            }
          }
        }
        const all = devices.flatMap((device) => entriesOf(device));
        const shuffled = all
          .map((entry, n) => ({ entry, place: (order[n % order.length] ?? 0) ^ (n * 2_654_435_761) }))
          .toSorted((a, b) => a.place - b.place)
          .map(({ entry }) => entry);
        const third = openDevice('three', 3, Math.max(...devices.map(({ clock }) => clock.now())));
        for (const device of devices) device.clock.set(third.clock.now());
        for (const entry of all) for (const device of devices) give(device, entry);
        for (const entry of shuffled) give(third, entry);
        const [one, two, three] = [...devices, third].map((device) => {
          const { evidence, verification } = tablesOf(device);
          return { evidence, verification };
        });
        expect(two).toEqual(one);
        expect(three).toEqual(one);
        expect(must(await verifyProjections(third.db))).toMatchObject({ same: true });
      },
    ),
    { numRuns: 25 },
  );
});

function idOf({ db }: Device, item: ItemId) {
  const row = db.read.get<{ id: Parameters<typeof setWithdrawn>[2] }>(
    'SELECT id FROM evidence WHERE item_id = ?',
    item,
  );
  return row?.id ?? null;
}
