import { expect, onTestFinished, test, vi } from 'vitest';
import type { TrackerId } from '../../../core/kernel/ids.ts';
import { fail } from '../../../core/kernel/result.ts';
import { readConflicts } from '../../../db/records/conflict.ts';
import { readIntents } from '../../../db/records/intent.ts';
import { headsOf } from '../../../db/records/revision.ts';
import { shownAs } from '../../../db/records/shown-as.ts';
import { readTracker } from '../../../db/records/tracker.ts';
import { readTrackerFile } from '../../../db/records/tracker-file.ts';
import { openIntent } from '../../../db/usecases/intents.ts';
import { recordRevision } from '../../../db/usecases/revisions.ts';
import { addTracker } from '../../../db/usecases/trackers.ts';
import { peekRedo, peekUndo } from '../../../db/usecases/undo.ts';
import { resolve } from '../../../main/engine/services/conflicts/resolve-conflict.ts';
import { unsettledCheck } from '../../../main/engine/services/diagnostics/diagnostics.ts';
import { summaries } from '../../../main/engine/services/trackers/kept-summaries.ts';
import { observeFile } from '../../../main/engine/services/trackers/observe-file.ts';
import { undo } from '../../../main/engine/services/trackers/versions/undo-redo.ts';
import { type Device, importFile, must, openDevices } from '../../support/devices/device.ts';

const page = '# Plan\n\n| Task | Status |\n|---|---|\n| T1 | Todo |\n| T2 | Todo |\n';
const bytesOf = (text: string) => new TextEncoder().encode(text);

function device(): Device {
  const devices = openDevices(3, ['desk'], () => undefined);
  onTestFinished(() => devices.close());
  return devices.all[0];
}

function withoutFile({ db, actorId }: Device, text = page): TrackerId {
  const from = { name: 'Plan', path: null, profile: 'generic', mapping: null, summary: 'Imported.' } as const;
  return must(addTracker(db, { ...from, bytes: bytesOf(text), actorId })).trackerId;
}

/** The context of a call that somebody makes. */
const by = ({ actorId }: Device): Parameters<typeof undo>[2] => ({
  actorId,
  signal: new AbortController().signal,
});

/** An edit that a kill stopped before its file was written. */
function interrupted({ db, actorId }: Device, trackerId: TrackerId, text: string, stepId?: number): void {
  const tracker = readTracker(db.read, trackerId);
  must(
    openIntent(db, {
      trackerId,
      cause: stepId === undefined ? 'edit' : 'undo',
      actorId,
      summary: 'Set T1 to Done.',
      ops: [],
      splices: [],
      baseHash: tracker?.hash ?? '',
      target: bytesOf(text),
      ...(stepId === undefined ? {} : { stepId }),
    }),
  );
}

test('an edit that a kill interrupted is brought to its end in a tracker without a file', async () => {
  const on = device();
  const trackerId = withoutFile(on);
  interrupted(on, trackerId, page.replace('T1 | Todo', 'T1 | Done'));
  expect(must(await observeFile(on.deps, trackerId))).toEqual({
    summary: 'Set T1 to Done.',
    changed: true,
    delayed: false,
  });
  expect(readIntents(on.db.read)).toEqual([]);
  expect(peekUndo(on.db, trackerId)?.summary).toBe('Set T1 to Done.');
});

test('a file whose outside save could not be recorded is not said to be in step', async () => {
  const on = device();
  const trackerId = importFile(on, '/plan.md', page);
  must(await observeFile(on.deps, trackerId));
  on.files.save('/plan.md', bytesOf(page.replace('T1 | Todo', 'T1 | Done')));
  const write = vi.spyOn(on.db, 'write');
  write.mockImplementationOnce(() => fail('db.disk-full', 'The disk is full.'));
  expect(await observeFile(on.deps, trackerId)).toMatchObject({ ok: false, error: { code: 'db.disk-full' } });
  expect(readTrackerFile(on.db.read, trackerId)).toMatchObject({ state: 'refused' });
  must(await observeFile(on.deps, trackerId));
  expect(readTrackerFile(on.db.read, trackerId)).toMatchObject({ state: 'in-step' });
});

test('a full disk, which has no room for the state of a file either, is said in lists and by the health check', async () => {
  const on = device();
  const trackerId = importFile(on, '/plan.md', page);
  must(await observeFile(on.deps, trackerId));
  on.files.save('/plan.md', bytesOf(page.replace('T1 | Todo', 'T1 | Done')));
  const write = vi.spyOn(on.db, 'write');
  write.mockImplementation(() => fail('db.disk-full', 'The disk is full.', {}, true));
  await observeFile(on.deps, trackerId);
  const stateShown = () => summaries(on.deps).map(({ fileState, fileNote }) => [fileState, fileNote]);
  expect(stateShown()).toEqual([['refused', expect.stringContaining('The disk is full.')]]);
  expect(unsettledCheck(on.deps)).toMatchObject({ state: 'failed' });
  write.mockRestore();
  must(await observeFile(on.deps, trackerId));
  expect(stateShown()).toEqual([['in-step', null]]);
  expect(unsettledCheck(on.deps)).toMatchObject({ state: 'ok' });
});

test('an undo that meets an outside save moves its step, so that it can be done again and not undone twice', async () => {
  const on = device();
  const trackerId = importFile(on, '/plan.md', page);
  must(await observeFile(on.deps, trackerId));
  interrupted(on, trackerId, page.replace('T1 | Todo', 'T1 | Done'));
  must(await observeFile(on.deps, trackerId));
  const step = peekUndo(on.db, trackerId);
  interrupted(on, trackerId, page, step?.id);
  on.pass(1000);
  on.files.save(
    '/plan.md',
    bytesOf(page.replace('T1 | Todo', 'T1 | Done').replace('T2 | Todo', 'T2 | Blocked')),
  );
  must(await observeFile(on.deps, trackerId));
  expect(peekUndo(on.db, trackerId)).toBeNull();
  expect(peekRedo(on.db, trackerId)?.id).toBe(step?.id);
});

test('undo and conflicts of a tracker go on under the tracker that took its texts in', async () => {
  const on = device();
  const { db } = on;
  const first = withoutFile(on);
  const [start] = headsOf(db.read, first);
  interrupted(on, first, page.replace('T2 | Todo', 'T2 | Done'));
  must(await observeFile(on.deps, first));
  on.pass(1000);
  const blocked = bytesOf(page.replace('T2 | Todo', 'T2 | Blocked'));
  const parents = start === undefined ? [] : [start.id];
  const outside = {
    trackerId: first,
    bytes: blocked,
    cause: 'outside',
    actorId: null,
    summary: 'Saved.',
  } as const;
  must(recordRevision(db, { ...outside, parents }));
  must(await observeFile(on.deps, first));
  const merged = headsOf(db.read, first);
  on.pass(1000);
  const second = withoutFile(on, `${page}\nMore.\n`);
  const [ours] = merged;
  const [theirs] = headsOf(db.read, second);
  if (ours === undefined || theirs === undefined) throw new Error('a tracker without a text');
  must(
    recordRevision(db, {
      trackerId: second,
      bytes: bytesOf(`${new TextDecoder().decode(blocked)}\nMore.\n`),
      cause: 'merge',
      actorId: null,
      summary: 'Merged.',
      parents: [ours.id, theirs.id],
      merge: { sides: { earlier: ours.id, later: theirs.id }, conflicts: [] },
    }),
  );
  expect(shownAs(db.read, first)).toBe(second);
  const [conflict] = readConflicts(db.read, second, false);
  if (conflict === undefined) throw new Error('no conflict is listed');
  expect(await resolve(on.deps, { conflictId: conflict.id, keep: 'mine' }, by(on))).toMatchObject({
    ok: true,
  });
  expect(readTracker(db.read, second)?.done).toBe(1);
  expect(await undo(on.deps, { trackerId: null }, by(on))).toMatchObject({
    ok: true,
    value: { trackerId: second },
  });
});
