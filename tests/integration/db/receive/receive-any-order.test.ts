import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ActorId, type TrackerId } from '../../../../core/kernel/ids.ts';
import { readConflicts } from '../../../../db/records/conflict.ts';
import { headsOf } from '../../../../db/records/revision.ts';
import { readTracker } from '../../../../db/records/tracker.ts';
import { resolveConflict } from '../../../../db/usecases/conflicts.ts';
import { confirmIntent, openIntent } from '../../../../db/usecases/intents.ts';
import { verifyProjections } from '../../../../db/usecases/rebuild.ts';
import { recordRevision } from '../../../../db/usecases/revisions.ts';
import { setSettings } from '../../../../db/usecases/settings.ts';
import {
  addTracker,
  remapTracker,
  removeTracker,
  renameTracker,
  restoreTracker,
} from '../../../../db/usecases/trackers.ts';
import { must } from '../open-workspace.ts';
import { type Device, deliver, mergeAll, openDevice, sentBy, tablesOf } from './devices.ts';

const ada = ActorId.parse('ac_ada');

const ACTS = [
  'edit',
  'outside',
  'merge',
  'rename',
  'remove',
  'restore',
  'remap',
  'settings',
  'resolve',
  'send',
] as const;

interface Act {
  readonly kind: (typeof ACTS)[number];
  readonly device: number;
  readonly other: number;
  readonly pick: number;
  readonly rows: readonly string[];
  readonly order: readonly number[];
}

const cell = fc.constantFrom('Done', 'Todo', 'In Progress', 'Brewing', '');
const row = fc
  .tuple(
    fc.integer({ min: 1, max: 5 }),
    fc.constantFrom('keel', 'mast', 'sails'),
    cell,
    fc.constantFrom('', '2026-12-01', '2027-01-09'),
  )
  .map(([key, title, status, due]) => `| T${key} ${title} | ${status} | ${due} | Ada |`);
/** A section of its own, of a row or of none: one item with the row where they are called the same. */
const section = fc
  .tuple(
    fc.integer({ min: 1, max: 3 }),
    fc.constantFrom('keel', 'mast'),
    fc.constantFrom('done', 'in progress', 'brewing'),
    fc.constantFrom('', 'Due: 2027-02-03\n\n'),
  )
  .map(([key, title, status, due]) => `## T${key} ${title} (${status})\n\n${due}`);
const part = fc.oneof({ arbitrary: row, weight: 3 }, { arbitrary: section, weight: 1 });
const act: fc.Arbitrary<Act> = fc.record({
  kind: fc.constantFrom(...ACTS),
  device: fc.nat(2),
  other: fc.nat(2),
  pick: fc.nat(100),
  rows: fc.array(part, { minLength: 1, maxLength: 6 }),
  order: fc.array(fc.nat(1000), { minLength: 5, maxLength: 40 }),
});

function textWith(parts: readonly string[]): string {
  const { row: rows = [], section: sections = [] } = Object.groupBy(parts, (one) =>
    one.startsWith('#') ? 'section' : 'row',
  );
  return `# Plan\n\n## Status\n\n| Task | Status | Due | Owner |\n|---|---|---|---|\n${rows.join('\n')}\n\nWords.\n\n${sections.join('')}`;
}

/** Some order of all that is sent, some of it twice, some not at all. */
function shuffled<Entry>(entries: readonly Entry[], order: readonly number[], all: boolean): Entry[] {
  const keyed = entries.map((entry, at) => ({
    entry,
    key: (order[at % order.length] ?? 0) * 7919 + at * 31,
  }));
  const sorted = keyed.toSorted((a, b) => (a.key % 1009) - (b.key % 1009)).map(({ entry }) => entry);
  return all
    ? [...sorted, ...sorted.slice(0, 3)]
    : sorted.filter((_, at) => (order[at % order.length] ?? 0) % 3 > 0);
}

function perform(devices: readonly Device[], trackers: readonly TrackerId[], one: Act): void {
  const device = devices[one.device];
  const other = devices[one.other];
  const trackerId = trackers[one.pick % trackers.length];
  if (device === undefined || other === undefined || trackerId === undefined) return;
  const { db, clock } = device;
  clock.pass(1 + one.pick * 977_000);
  if (one.kind === 'send') return deliver(other, shuffled(sentBy(device), one.order, false));
  if (one.kind === 'settings') return void must(setSettings(db, ada, { staleAfterDays: one.pick + 1 }));
  const tracker = readTracker(db.read, trackerId);
  if (tracker === null || tracker.hash === null) return;
  const bytes = Buffer.from(textWith(one.rows));
  if (one.kind === 'restore' && tracker.removedAt !== null) must(restoreTracker(db, ada, trackerId));
  if (tracker.removedAt !== null) return;
  if (one.kind === 'remove' && one.pick % 3 === 0) must(removeTracker(db, ada, trackerId));
  if (one.kind === 'rename') must(renameTracker(db, ada, trackerId, `name ${one.pick}`));
  if (one.kind === 'merge') mergeAll(device, trackerId);
  if (one.kind === 'outside') {
    must(
      recordRevision(db, { trackerId, bytes, cause: 'outside', actorId: null, summary: 'Changed outside' }),
    );
  }
  if (one.kind === 'remap') {
    const words = { Brewing: one.pick % 2 === 0 ? ('review' as const) : ('active' as const) };
    must(remapTracker(db, ada, trackerId, { profile: 'generic', mapping: { columns: {}, words } }));
  }
  if (one.kind === 'resolve') {
    const [conflict] = readConflicts(db.read, trackerId, false);
    if (conflict !== undefined)
      must(
        resolveConflict(db, ada, {
          id: conflict.id,
          keep: one.pick % 2 === 0 ? 'earlier' : 'later',
          summary: 'Kept',
        }),
      );
  }
  if (one.kind === 'edit') {
    const summary = 'Edited';
    const edit = {
      trackerId,
      cause: 'edit',
      actorId: ada,
      summary,
      ops: [],
      splices: [],
      target: bytes,
    } as const;
    const opened = must(openIntent(db, { ...edit, baseHash: tracker.hash }));
    must(confirmIntent(db, opened.intentId));
  }
}

function exchange(devices: readonly Device[], order: readonly number[]): void {
  for (const from of devices) {
    const sent = sentBy(from);
    for (const to of devices) if (to !== from) deliver(to, shuffled(sent, order, true));
  }
}

test('three devices that know the same say the same, whatever came when, and a rebuild agrees', async () => {
  let merges = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(act, { minLength: 5, maxLength: 25 }),
      fc.array(fc.nat(1000), { minLength: 30, maxLength: 60 }),
      async (acts, order) => {
        const devices = ['a', 'b', 'c'].map((name, at) => openDevice(name, at + 1));
        const [first] = devices;
        if (first === undefined) throw new Error('no device');
        const trackers = ['one', 'two'].map(
          (name) =>
            must(
              addTracker(first.db, {
                name,
                path: null,
                profile: 'generic',
                mapping: null,
                bytes: Buffer.from(textWith([`| T1 ${name} | Todo | 2026-12-01 | Ada |`])),
                actorId: ada,
                summary: 'Imported',
              }),
            ).trackerId,
        );
        exchange(devices, order);
        for (const one of acts) perform(devices, trackers, one);
        exchange(devices, order);
        const clock = Math.max(...devices.map((device) => device.clock.now()));
        for (const device of devices) device.clock.set(clock + 1);
        for (let round = 0; round < 2; round += 1) {
          exchange(devices, order);
          merges += trackers.filter((id) => headsOf(first.db.read, id).length > 1).length;
          for (const device of devices) for (const id of trackers) mergeAll(device, id);
        }
        exchange(devices, order);
        for (const id of trackers) {
          const heads = devices.map((device) => headsOf(device.db.read, id).map((head) => head.id));
          expect(heads[0]).toHaveLength(1);
          expect(heads).toEqual([heads[0], heads[0], heads[0]]);
        }
        const [tables, ...others] = devices.map(tablesOf);
        for (const other of others) expect(other).toEqual(tables);
        for (const { db } of devices) {
          expect(must(await verifyProjections(db))).toMatchObject({ same: true, firstDifference: null });
          expect(db.read.value('SELECT count(*) FROM parked')).toBe(0);
          expect(db.integrityProblems()).toEqual([]);
          db.close();
        }
      },
    ),
    { numRuns: 8 },
  );
  expect(merges).toBeGreaterThan(0);
}, 240_000);
