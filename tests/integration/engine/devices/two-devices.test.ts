import { describe, expect, it, onTestFinished } from 'vitest';
import { decode, encode } from '../../../../core/domain/trackers/text/text.ts';
import type { TrackerId } from '../../../../core/kernel/ids.ts';
import { listConflicts } from '../../../../db/readers/findings/findings-view.ts';
import { headsOf } from '../../../../db/records/revision.ts';
import { readTrackerByPath } from '../../../../db/records/tracker.ts';
import { verifyProjections } from '../../../../db/usecases/rebuild.ts';
import { resolve } from '../../../../main/engine/services/conflicts/resolve-conflict.ts';
import { editTracker } from '../../../../main/engine/services/trackers/edits/edit-tracker.ts';
import { redo, undo } from '../../../../main/engine/services/trackers/versions/undo-redo.ts';
import { type Device, importFile, must, openDevices } from '../../../support/devices/device.ts';
import { exchange } from '../../../support/devices/exchange.ts';
import { rowsOf } from '../../../support/devices/items.ts';
import { observe } from '../../../support/devices/random-steps.ts';
import { page } from '../../../support/devices/tracker-page.ts';

const PATH = '/plans/lamp.md';
const { signal } = new AbortController();

function twoDevices(): readonly [Device, Device] {
  const text = page('Lamp');
  const { all, close } = openDevices(5, ['a', 'b'], (first) => importFile(first, PATH, text));
  onTestFinished(close);
  const [one, other] = all;
  if (other === undefined) throw new Error('two devices were opened');
  other.files.save(PATH, encode(text));
  return [one, other];
}

const idOf = (device: Device): TrackerId => {
  const row = readTrackerByPath(device.db.read, PATH);
  if (row === null) throw new Error('no tracker');
  return row.id;
};
const textOf = ({ files }: Device): string => decode(files.bytesAt(PATH) ?? new Uint8Array());
const conflictsOf = (device: Device) => listConflicts(device.db, { trackerId: null, resolved: false }).rows;

async function edit(device: Device, key: string, field: string, value: string): Promise<string> {
  device.pass(1000);
  const trackerId = idOf(device);
  const item = rowsOf(device, trackerId).find((row) => row.key === key);
  if (item === undefined) throw new Error(`no ${key}`);
  const edits = [{ kind: 'set-field' as const, itemId: item.id, field, value }];
  const input = { trackerId, edits, log: false, actorId: null };
  return must(await editTracker(device.deps, input, { actorId: device.actorId, signal })).summary;
}

async function tellEachOther(one: Device, other: Device): Promise<void> {
  await exchange(one, other, null);
  await exchange(other, one, null);
}

describe('what another device changed', () => {
  it('goes into the file as it is when nothing else was changed', async () => {
    const [one, other] = twoDevices();
    await edit(one, 'M1', 'notes', 'from one');
    await exchange(one, other, null);
    expect(textOf(other)).toBe(textOf(one));
    expect(rowsOf(other, idOf(other)).map(({ id }) => id)).toEqual(
      rowsOf(one, idOf(one)).map(({ id }) => id),
    );
  });

  it('is not written over bytes that nobody has looked at yet', async () => {
    const [one, other] = twoDevices();
    await edit(one, 'M1', 'notes', 'from one');
    other.files.save(PATH, encode(page('Lamp').replace('from the yard', 'saved outside')));
    await exchange(one, other, null);
    expect(textOf(other)).toBe(textOf(one).replace('from the yard', 'saved outside'));
    await exchange(other, one, null);
    expect(textOf(one)).toBe(textOf(other));
    expect(conflictsOf(one)).toEqual([]);
  });

  it('is taken back with an undo by whoever made it, and by nobody else', async () => {
    const [one, other] = twoDevices();
    await edit(one, 'M1', 'notes', 'from one');
    await edit(other, 'M2', 'notes', 'from other');
    await tellEachOther(one, other);
    must(await undo(one.deps, { trackerId: null }, { actorId: one.actorId, signal }));
    expect(textOf(one)).toBe(page('Lamp').replace('needs posts', 'from other'));
  });
});

describe('a value that two devices changed', () => {
  async function conflicting() {
    const [one, other] = twoDevices();
    await edit(one, 'M1', 'notes', 'from one');
    await edit(other, 'M1', 'notes', 'from other');
    await tellEachOther(one, other);
    return [one, other] as const;
  }

  it('is one conflict on both, each seeing its own side as its own', async () => {
    const [one, other] = await conflicting();
    expect(textOf(one)).toBe(textOf(other));
    const [[seenByOne], [seenByOther]] = [conflictsOf(one), conflictsOf(other)];
    expect(seenByOne?.id).toBe(seenByOther?.id);
    expect(seenByOne).toMatchObject({ mine: { value: 'from one' }, theirs: { value: 'from other' } });
    expect(seenByOther).toMatchObject({ mine: { value: 'from other' }, theirs: { value: 'from one' } });
  });

  it('resolved alike on both makes one text and no new conflict', async () => {
    const [one, other] = await conflicting();
    const keep = async (device: Device, side: 'mine' | 'theirs') => {
      const [conflict] = conflictsOf(device);
      if (conflict === undefined) throw new Error('no conflict');
      must(
        await resolve(
          device.deps,
          { conflictId: conflict.id, keep: side },
          { actorId: device.actorId, signal },
        ),
      );
    };
    await keep(one, 'mine');
    await keep(other, 'theirs');
    await tellEachOther(one, other);
    for (const device of [one, other]) {
      expect(conflictsOf(device)).toEqual([]);
      expect(textOf(device)).toContain('from one');
      expect(headsOf(device.db.read, idOf(device))).toHaveLength(1);
    }
    expect(headsOf(one.db.read, idOf(one))[0]?.id).toBe(headsOf(other.db.read, idOf(other))[0]?.id);
  });

  it('is open again on both when they decided contrarily apart, also a second time, until one decides alone', async () => {
    const [one, other] = await conflicting();
    for (const again of [false, true]) {
      await keepSide(one, 'mine', false);
      await keepSide(other, 'mine', again);
      await tellEachOther(one, other);
      for (const device of [one, other]) expect(conflictsOf(device)).toHaveLength(1);
      expect(textOf(one)).toBe(textOf(other));
    }
    await keepSide(other, 'mine', true);
    await tellEachOther(one, other);
    for (const device of [one, other]) {
      expect(conflictsOf(device)).toEqual([]);
      expect(textOf(device)).toContain('from other');
    }
    expect(must(await verifyProjections(one.db)).same).toBe(true);
  });

  it.each(['mine', 'theirs'] as const)(
    'is an open conflict again when the decision for %s is taken back, and decided when that is done again',
    async (side) => {
      const [one] = await conflicting();
      const before = textOf(one);
      await keepSide(one, side, false);
      const decided = textOf(one);
      must(await undo(one.deps, { trackerId: null }, { actorId: one.actorId, signal }));
      expect(textOf(one)).toBe(before);
      expect(conflictsOf(one)).toHaveLength(1);
      must(await redo(one.deps, { trackerId: null }, { actorId: one.actorId, signal }));
      expect(textOf(one)).toBe(decided);
      expect(conflictsOf(one)).toEqual([]);
    },
  );
});

async function keepSide(device: Device, keep: 'mine' | 'theirs', later: boolean): Promise<void> {
  if (later) device.pass(1000);
  const [conflict] = conflictsOf(device);
  if (conflict === undefined) throw new Error('no conflict');
  must(await resolve(device.deps, { conflictId: conflict.id, keep }, { actorId: device.actorId, signal }));
}

describe('devices that merge the same heads at the same time', () => {
  it('make the same revision, also after a merge of their own each, within one exchange', async () => {
    const [one, other] = twoDevices();
    await edit(one, 'M1', 'notes', 'from one');
    await edit(other, 'M2', 'notes', 'from other');
    one.files.save(PATH, encode(textOf(one).replace('from the yard', 'outside one')));
    other.files.save(PATH, encode(textOf(other).replace('after the frost', 'outside other')));
    await tellEachOther(one, other);
    await edit(one, 'M3', 'notes', 'more of one');
    await edit(other, 'M3', 'owner', 'Ilse');
    await tellEachOther(one, other);
    await observe(one, idOf(one));
    const heads = [one, other].map((device) => headsOf(device.db.read, idOf(device)).map(({ id }) => id));
    expect(heads[0]).toHaveLength(1);
    expect(heads[0]).toEqual(heads[1]);
    expect(textOf(one)).toBe(textOf(other));
    expect(conflictsOf(one)).toEqual([]);
  });
});
