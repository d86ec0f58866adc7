import { describe, expect, it, onTestFinished } from 'vitest';
import { decode, encode } from '../../../core/domain/trackers/text/text.ts';
import type { TrackerId } from '../../../core/kernel/ids.ts';
import { readConflicts } from '../../../db/records/conflict.ts';
import { readTrackerByPath } from '../../../db/records/tracker.ts';
import { editTracker } from '../../../main/engine/services/trackers/edits/edit-tracker.ts';
import { type Device, importFile, must, openDevices } from '../../support/devices/device.ts';
import { exchange } from '../../support/devices/exchange.ts';
import { rowsOf } from '../../support/devices/items.ts';
import { observe } from '../../support/devices/random-steps.ts';
import { page } from '../../support/devices/tracker-page.ts';

const PATH = '/plans/lamp.md';
const PAGE = page('Lamp');

function twoDevices(): readonly [Device, Device] {
  const { all, close } = openDevices(5, ['a', 'b'], (first) => importFile(first, PATH, PAGE));
  onTestFinished(close);
  const [one, other] = all;
  if (other === undefined) throw new Error('two devices were opened');
  other.files.save(PATH, encode(PAGE));
  return [one, other];
}

function idOf({ db }: Device): TrackerId {
  const row = readTrackerByPath(db.read, PATH);
  if (row === null) throw new Error('no tracker');
  return row.id;
}

const titlesOf = (device: Device) => rowsOf(device, idOf(device)).map(({ title }) => title);
const rowIn = ({ files }: Device, word: string) =>
  decode(files.bytesAt(PATH) ?? new Uint8Array())
    .split('\n')
    .filter((line) => line.includes(word));
const openConflicts = ({ db }: Device) =>
  readConflicts(db.read, null, false).map(({ field, base, earlier, later }) => [field, base, earlier, later]);

async function edit(device: Device, name: string, field: string, value: string): Promise<void> {
  device.pass(1000);
  const trackerId = idOf(device);
  const item = rowsOf(device, trackerId).find(({ title }) => title.includes(name));
  if (item === undefined) throw new Error(`no ${name}`);
  const edits = [{ kind: 'set-field' as const, itemId: item.id, field, value }];
  const by = { actorId: device.actorId, signal: new AbortController().signal };
  must(await editTracker(device.deps, { trackerId, edits, log: false, actorId: null }, by));
}

async function tellEachOther(one: Device, other: Device): Promise<void> {
  await exchange(one, other, null);
  await exchange(other, one, null);
}

describe('a row renamed in the app', () => {
  it('takes what another program writes on it under its old name', async () => {
    const [one] = twoDevices();
    await edit(one, 'Dig the trench', 'name', 'Excavation');
    const text = PAGE.replace(/(\| Dig the trench \| not-started \|) \|/u, '$1 Kim |');
    expect(text).not.toBe(PAGE);
    one.pass(1000);
    one.files.save(PATH, encode(text));
    must(await observe(one, idOf(one)));
    expect(rowIn(one, 'trench')).toEqual([]);
    expect(rowIn(one, 'Excavation')).toEqual([expect.stringContaining('Kim')]);
    // Who wrote it may not have seen the new name, or not have wanted it.
    expect(openConflicts(one)).toEqual([['name', 'Dig the trench', 'Excavation', 'Dig the trench']]);
  });

  it.each([
    ['a row', 'Dig the trench', 'Excavation', 'status', 'done'],
    ['a row with an id of its own', 'M3', 'M7 Elsewhere', 'owner', 'Kim'],
    ['a box', 'Power agreed', 'Volts granted', 'check', 'true'],
  ])('stays one row with what another device set: %s', async (_, name, renamed, field, value) => {
    const [one, other] = twoDevices();
    const before = titlesOf(one).length;
    await edit(one, name, 'name', renamed);
    await edit(other, name, field, value);
    await tellEachOther(one, other);
    for (const device of [one, other]) {
      expect(titlesOf(device)).toHaveLength(before);
      const row = rowsOf(device, idOf(device)).find(({ title }) => title === renamed);
      expect(row?.fields.find((one) => one.name === field)?.value).toBe(value);
      expect(openConflicts(device)).toEqual([]);
    }
  });

  it('is one row under the later name when both renamed it, and a conflict of both names', async () => {
    const [one, other] = twoDevices();
    await edit(one, 'Dig the trench', 'name', 'Excavation');
    other.pass(5000);
    await edit(other, 'Dig the trench', 'name', 'Hole');
    await tellEachOther(one, other);
    for (const device of [one, other]) {
      expect(titlesOf(device)).toContain('Hole');
      expect(titlesOf(device)).not.toContain('Excavation');
      expect(openConflicts(device)).toEqual([['name', 'Dig the trench', 'Excavation', 'Hole']]);
    }
  });
});
