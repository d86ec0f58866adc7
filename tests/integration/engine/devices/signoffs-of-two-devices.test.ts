import { expect, test } from 'vitest';
import { SignoffPolicy } from '../../../../core/domain/readiness/signoff/policy.ts';
import type { ActorId, ItemId, TrackerId } from '../../../../core/kernel/ids.ts';
import { countOpenConflicts } from '../../../../db/readers/findings/findings-view.ts';
import { signoffStandings } from '../../../../db/readers/readiness/signoff-standings.ts';
import { headsOf } from '../../../../db/records/revision.ts';
import { addActor } from '../../../../db/usecases/actors.ts';
import { askForSignoff } from '../../../../db/usecases/readiness/ask-signoff.ts';
import { giveSignoff } from '../../../../db/usecases/readiness/give-signoff.ts';
import { adoptPolicy } from '../../../../db/usecases/readiness/signoff-policy.ts';
import { cellOf } from '../../../../main/engine/services/readiness/signoffs/signoff-views.ts';
import { checkFile } from '../../../../main/engine/services/trackers/observe-file.ts';
import { keyChecks } from '../../../../node/secrets/ed25519.ts';
import { type Device, importFile, must, openDevices } from '../../../support/devices/device.ts';
import { exchange } from '../../../support/devices/exchange.ts';
import { actorKeys } from '../../../support/real-keys.ts';

const PATH = '/plans/boat.md';
const BOAT = `# Boat

| ID | Name | Status | Owner | Notes |
|----|------|--------|-------|-------|
| M1 | Keel | in progress | Ilse | Oak |
| M2 | Mast | in review | Jon | Fir |
| M3 | Sail | done | Jon | |
`;
const POLICY = SignoffPolicy.parse({
  roles: [{ id: 'security', title: 'Security', holders: [] }],
  required: ['security'],
  ownRequests: false,
  evidence: { atLeast: 0, tier: 'claimed' },
});

interface Scene {
  readonly desk: Device;
  readonly bridge: Device;
  readonly rosa: { readonly actorId: ActorId; readonly sign: (text: string) => string };
  readonly keel: ItemId;
  readonly tracker: TrackerId;
  close(): void;
}

function scene(): Scene {
  const key = actorKeys();
  let made: { readonly rosa: ActorId; readonly tracker: TrackerId } | null = null;
  const { all, close } = openDevices(3, ['desk', 'bridge'], (first) => {
    const tracker = importFile(first, PATH, BOAT);
    const { publicKey, fingerprint } = key;
    const rosa = { name: 'Rosa', kind: 'person', publicKey, fingerprint, unlock: 'passphrase' } as const;
    const { actorId } = must(addActor(first.db, first.actorId, rosa, () => 'signed'));
    must(adoptPolicy(first.db, { actorId: first.actorId, sign: () => 'signed' }, POLICY));
    made = { rosa: actorId, tracker };
  });
  const [desk, bridge] = all;
  if (bridge === undefined || made === null) throw new Error('two devices');
  const { rosa, tracker }: { rosa: ActorId; tracker: TrackerId } = made;
  for (const device of all) device.files.save(PATH, new TextEncoder().encode(BOAT));
  const keel = desk.db.read.value<ItemId>("SELECT id FROM item WHERE title LIKE '%Keel%'");
  if (keel === null) throw new Error('no keel');
  return { desk, bridge, keel, tracker, close, rosa: { actorId: rosa, sign: key.sign } };
}

const textOn = ({ files }: Device): string =>
  new TextDecoder().decode(files.bytesAt(PATH) ?? new Uint8Array());
const standingOn = ({ db }: Device, keel: ItemId) => signoffStandings(db.read, [keel], keyChecks).get(keel);

async function tell(from: Device, to: Device): Promise<void> {
  for (const device of [from, to]) device.pass(60_000);
  await exchange(from, to, null);
}

/** Asked for at the desk, signed on the bridge, and known to both. */
async function signedOff({ desk, bridge, keel, rosa }: Scene): Promise<void> {
  const ask = { itemId: keel, roles: [], note: '' };
  must(askForSignoff(desk.db, { actorId: desk.actorId, sign: () => 'signed' }, ask, keyChecks));
  await tell(desk, bridge);
  must(giveSignoff(bridge.db, rosa, { itemId: keel, role: null }, keyChecks));
  await tell(bridge, desk);
}

test('two devices that both write what a sign-off says make one text and no conflict', async () => {
  const at = scene();
  const { desk, bridge, keel, tracker } = at;
  await signedOff(at);
  // Neither knows that the other writes it, too.
  await desk.deps.signoffCells.settle([keel]);
  await bridge.deps.signoffCells.settle([keel]);
  expect(textOn(desk)).toBe(BOAT.replace('| Keel | in progress |', '| Keel | done |'));
  expect(textOn(bridge)).toBe(textOn(desk));
  await tell(desk, bridge);
  await tell(bridge, desk);
  for (const device of [desk, bridge]) {
    expect(headsOf(device.db.read, tracker)).toHaveLength(1);
    expect(countOpenConflicts(device.db.read, tracker)).toBe(0);
    expect(standingOn(device, keel)?.state).toBe('signed');
    await device.deps.signoffCells.settle([keel]);
    expect(textOn(device)).toContain('| Keel | done |');
  }
  at.close();
});

test('a file that says something else than was signed is left alone, and the sign-off is stale', async () => {
  const at = scene();
  const { desk, keel } = at;
  await signedOff(at);
  desk.files.save(PATH, new TextEncoder().encode(BOAT.replace('Oak', 'Pine')));
  await desk.deps.signoffCells.settle([keel]);
  expect(textOn(desk)).toBe(BOAT.replace('Oak', 'Pine'));
  expect(standingOn(desk, keel)).toMatchObject({
    state: 'stale',
    because: ['Its notes say "Pine" now and said "Oak".'],
  });
  at.close();
});

test('a person who changes the word afterwards has the last word, on every device', async () => {
  const at = scene();
  const { desk, bridge, keel, tracker } = at;
  await signedOff(at);
  await desk.deps.signoffCells.settle([keel]);
  desk.pass(60_000);
  desk.files.save(
    PATH,
    new TextEncoder().encode(BOAT.replace('| Keel | in progress |', '| Keel | blocked |')),
  );
  await checkFile(desk.deps, tracker);
  await desk.deps.signoffCells.settle([keel]);
  await tell(desk, bridge);
  await bridge.deps.signoffCells.settle([keel]);
  for (const device of [desk, bridge]) {
    expect(device.db.read.value('SELECT status FROM item WHERE id = ?', keel)).toBe('blocked');
    const standing = standingOn(device, keel);
    expect(standing === undefined ? null : cellOf(device.deps, standing)).toMatchObject({ state: 'left' });
  }
  at.close();
});

test('a signature that reaches a device before the request counts once the request is there', async () => {
  const at = scene();
  const { desk, bridge, keel, rosa } = at;
  const ask = { itemId: keel, roles: [], note: '' };
  must(askForSignoff(desk.db, { actorId: desk.actorId, sign: () => 'signed' }, ask, keyChecks));
  await tell(desk, bridge);
  must(giveSignoff(bridge.db, rosa, { itemId: keel, role: null }, keyChecks));
  await tell(bridge, desk);
  expect(standingOn(desk, keel)).toMatchObject({
    state: 'signed',
    roles: [{ signed: { by: rosa.actorId } }],
  });
  at.close();
});
