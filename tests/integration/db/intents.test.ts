import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Result } from '../../../core/kernel/result.ts';
import { contentHash } from '../../../db/contents/content-store.ts';
import { listConflicts } from '../../../db/readers/findings/findings-view.ts';
import { liveTracker, trackerRevisions } from '../../../db/readers/tracker-views.ts';
import { workspaceCounts } from '../../../db/readers/workspace-view.ts';
import { type NewDelivery, readDelivery } from '../../../db/records/delivery.ts';
import { readIntents } from '../../../db/records/intent.ts';
import { headsOf } from '../../../db/records/revision.ts';
import { heldRevision } from '../../../db/records/tracker-file.ts';
import { reopenConflict, resolveConflict } from '../../../db/usecases/conflicts.ts';
import { takeDueDeliveries } from '../../../db/usecases/deliveries.ts';
import { abandonIntent, confirmIntent, openIntent } from '../../../db/usecases/intents.ts';
import { verifyProjections } from '../../../db/usecases/rebuild.ts';
import { recordRevision } from '../../../db/usecases/revisions.ts';
import { removeTracker } from '../../../db/usecases/trackers.ts';
import { dropUndoStep, peekRedo, peekUndo } from '../../../db/usecases/undo.ts';
import type { WorkspaceDb } from '../../../db/workspace-db.ts';
import { opsOfCorrelation } from './log-rows.ts';
import { must, openTestDatabase, type TestWorkspace, tempFolder, testWorkspace } from './open-workspace.ts';
import { addPlan, change, items, openChange, PLAN, textOf } from './plan.ts';

const toTheHub: NewDelivery = {
  id: 'dl_1',
  destination: 'hub:a',
  kind: 'proposal.settle',
  payload: '{}',
  expiresAt: Number.MAX_SAFE_INTEGER,
};
const bounds = { limit: 10, longestPause: 1000, answerWithin: 1000 };

const codeOf = (result: Result<unknown>): string | null => (result.ok ? null : result.error.code);

/** The workspace as a kill at this instant would leave it: database and log as they lie on the disk. */
function killed(ws: TestWorkspace): WorkspaceDb {
  const folder = tempFolder();
  for (const name of ['workspace.sqlite', 'workspace.sqlite-wal']) {
    if (existsSync(join(ws.folder, name))) copyFileSync(join(ws.folder, name), join(folder, name));
  }
  return openTestDatabase(join(folder, 'workspace.sqlite'), ws.clock, 99);
}

describe('an edit, killed at each point', () => {
  test('before its intent is written: nothing of it is known', () => {
    const ws = testWorkspace();
    addPlan(ws);
    expect(readIntents(killed(ws).read)).toEqual([]);
  });

  test('after its intent: it is known with everything needed to write the file again', () => {
    const ws = testWorkspace();
    const trackerId = addPlan(ws);
    const opened = must(openChange(ws, trackerId, { from: 'In Progress', to: 'Done' }));
    const after = killed(ws);
    const [intent] = readIntents(after.read);
    expect(intent).toMatchObject({
      id: opened.intentId,
      trackerId,
      cause: 'edit',
      targetHash: opened.targetHash,
    });
    expect(intent?.draft).toMatchObject({ tracker: trackerId, content: opened.targetHash });
    expect(intent?.revisionId).toBe(opened.revisionId);
    expect(workspaceCounts(after.read)).toMatchObject({ unsettled: 1 });
    expect(liveTracker(after.read, trackerId)?.sequence).toBe(1);
  });

  test('after its file is written: the file’s hash says so, and confirming is all that is left', async () => {
    const ws = testWorkspace();
    const trackerId = addPlan(ws);
    must(openChange(ws, trackerId, { from: 'In Progress', to: 'Done' }));
    const after = killed(ws);
    const [intent] = readIntents(after.read);
    if (intent === undefined) throw new Error('no intent');
    expect(intent.targetHash).toBe(contentHash(Buffer.from(PLAN.replace('In Progress', 'Done'))));
    expect(intent.baseHash).toBe(contentHash(Buffer.from(PLAN)));
    expect(must(confirmIntent(after, intent.id))).toMatchObject({
      sequence: 2,
      summary: 'In Progress -> Done',
    });
    expect(must(await verifyProjections(after)).same).toBe(true);
  });

  test('after its confirmation: it is there and can’t be confirmed twice', () => {
    const ws = testWorkspace();
    const trackerId = addPlan(ws);
    const opened = must(openChange(ws, trackerId, { from: 'In Progress', to: 'Done' }));
    must(confirmIntent(ws.db, opened.intentId));
    const after = killed(ws);
    expect(liveTracker(after.read, trackerId)).toMatchObject({
      sequence: 2,
      hash: opened.targetHash,
      done: 2,
    });
    expect(codeOf(confirmIntent(after, opened.intentId))).toBe('intent.not-found');
    expect(trackerRevisions(after.read, trackerId, 10).total).toBe(2);
  });

  test.each(['op', 'intent', 'content', 'delivery'])(
    'while its intent was being written, after the %s row: nothing of it is there',
    (table) => {
      const ws = testWorkspace();
      const trackerId = addPlan(ws);
      const counts = () =>
        ['op', 'event', 'content', 'delivery', 'intent'].map((name) =>
          ws.db.read.value(`SELECT count(*) FROM ${name}`),
        );
      const before = counts();
      must(
        ws.db.write('normal', (tx) => {
          tx.db.run(
            `CREATE TRIGGER pull_the_plug AFTER INSERT ON ${table} BEGIN SELECT RAISE(ABORT, 'plug pulled'); END`,
          );
          return { ok: true, value: null };
        }),
      );
      const edit = { from: 'In Progress', to: 'Done', deliveries: [toTheHub] };
      expect(() => openChange(ws, trackerId, edit)).toThrow('plug pulled');
      expect(counts()).toEqual(before);
    },
  );

  test.each(['event', 'revision', 'item_history', 'undo_step'])(
    'while it was being confirmed, after the %s row: it is still only an intent',
    (table) => {
      const ws = testWorkspace();
      const trackerId = addPlan(ws);
      const opened = must(openChange(ws, trackerId, { from: 'In Progress', to: 'Done' }));
      must(
        ws.db.write('normal', (tx) => {
          tx.db.run(
            `CREATE TRIGGER pull_the_plug AFTER INSERT ON ${table} BEGIN SELECT RAISE(ABORT, 'plug pulled'); END`,
          );
          return { ok: true, value: null };
        }),
      );
      expect(() => confirmIntent(ws.db, opened.intentId)).toThrow('plug pulled');
      expect(readIntents(ws.db.read)).toHaveLength(1);
      expect(liveTracker(ws.db.read, trackerId)).toMatchObject({ sequence: 1, done: 1 });
      must(
        ws.db.write('normal', (tx) => {
          tx.db.run('DROP TRIGGER pull_the_plug');
          return { ok: true, value: null };
        }),
      );
      must(confirmIntent(ws.db, opened.intentId));
      expect(items(ws, trackerId)[1]).toMatchObject({ status: 'Done' });
    },
  );
});

describe('what is sent once an edit is in its file', () => {
  const stateOf = (db: WorkspaceDb) => readDelivery(db.read, toTheHub.id)?.state ?? null;
  const edit = { from: 'In Progress', to: 'Done', deliveries: [toTheHub] };

  test('is held until the file says what was decided, and queued by the same commit that says so', () => {
    const ws = testWorkspace();
    const trackerId = addPlan(ws);
    const opened = must(openChange(ws, trackerId, edit));
    expect(stateOf(ws.db)).toBe('held');
    expect(must(takeDueDeliveries(ws.db, toTheHub.destination, ws.clock.now(), bounds)).due).toEqual([]);
    must(confirmIntent(ws.db, opened.intentId));
    expect(stateOf(killed(ws))).toBe('queued');
    expect(must(takeDueDeliveries(ws.db, toTheHub.destination, ws.clock.now(), bounds)).due).toMatchObject([
      toTheHub,
    ]);
  });

  test('is still held after a kill before the confirmation, and confirming is all that is left', () => {
    const ws = testWorkspace();
    const opened = must(openChange(ws, addPlan(ws), edit));
    const after = killed(ws);
    expect(stateOf(after)).toBe('held');
    must(confirmIntent(after, opened.intentId));
    expect(stateOf(after)).toBe('queued');
  });

  test('goes with an edit that never reached its file; the ops stay in the log beside their withdrawal', async () => {
    const ws = testWorkspace();
    const trackerId = addPlan(ws);
    const opened = must(openChange(ws, trackerId, edit));
    expect(must(abandonIntent(ws.db, opened.intentId, 'the disk was full'))).toMatchObject({ trackerId });
    expect(opsOfCorrelation(ws.db.read, opened.correlation).map((op) => op.kind)).toEqual(['item', 'intent']);
    expect(stateOf(ws.db)).toBeNull();
    expect(readIntents(ws.db.read)).toEqual([]);
    expect(textOf(ws, trackerId)).toBe(PLAN);
    expect(must(await verifyProjections(ws.db)).same).toBe(true);
  });
});

test('an edit planned on an older text, or on a removed tracker, is refused before anything is written', () => {
  const ws = testWorkspace();
  const trackerId = addPlan(ws);
  const stale = liveTracker(ws.db.read, trackerId)?.hash ?? '';
  must(change(ws, trackerId, { from: 'In Progress', to: 'Done' }));
  const edit = {
    trackerId,
    cause: 'edit' as const,
    actorId: ws.actorId,
    summary: 'late',
    ops: [],
    splices: [],
    baseHash: stale,
    target: Buffer.from('late'),
  };
  const refused = openIntent(ws.db, edit);
  expect(refused.ok ? null : refused.error).toMatchObject({ code: 'file.changed', retryable: true });
  must(removeTracker(ws.db, ws.actorId, trackerId));
  expect(codeOf(openIntent(ws.db, edit))).toBe('tracker.not-found');
  expect(readIntents(ws.db.read)).toEqual([]);
});

describe('an edit merged into a text that had changed', () => {
  const conflict = {
    address: '',
    title: 'T2 Raise mast',
    field: 'status',
    base: 'In Progress',
    earlier: 'Done',
    later: 'Blocked',
    rule: 'the later change is kept',
    kept: 'later',
  } as const;

  /** The edit's revision and the one found in the file, both made from the same text, and the merge of them. */
  function mergedTexts(ws: TestWorkspace, texts: { readonly theirs: string; readonly merged: string }) {
    const trackerId = addPlan(ws);
    const [, mast] = items(ws, trackerId);
    const opened = must(openChange(ws, trackerId, { from: 'Todo', to: 'Done' }));
    const theirs = Buffer.from(texts.theirs);
    const outside = must(
      recordRevision(ws.db, {
        trackerId,
        bytes: theirs,
        cause: 'outside',
        actorId: null,
        author: 'Grace (git)',
        summary: 'Changed outside',
        held: true,
      }),
    );
    const ours = must(confirmIntent(ws.db, opened.intentId, { onDisk: false, newStep: false }));
    expect([outside.current, ours.current]).toEqual([true, false]);
    expect(headsOf(ws.db.read, trackerId)).toHaveLength(2);
    const merge = must(
      recordRevision(ws.db, {
        trackerId,
        bytes: Buffer.from(texts.merged),
        cause: 'merge',
        actorId: ws.actorId,
        summary: 'Merged',
        held: true,
        undoFrom: outside.hash,
        parents: [ours.revisionId, outside.revisionId],
        merge: {
          sides: { earlier: ours.revisionId, later: outside.revisionId },
          conflicts: [{ ...conflict, address: mast?.address ?? '' }],
        },
      }),
    );
    return { trackerId, mast, merge };
  }

  test('becomes one revision with its conflicts, and can be taken back against what the others wrote', async () => {
    const ws = testWorkspace();
    const theirs = PLAN.replace('In Progress', 'Blocked');
    const merged = theirs.replace('Todo', 'Done');
    const { trackerId, mast, merge } = mergedTexts(ws, { theirs, merged });
    expect(textOf(ws, trackerId)).toBe(merged);
    expect(headsOf(ws.db.read, trackerId).map(({ id }) => id)).toEqual([merge.revisionId]);
    expect(heldRevision(ws.db.read, trackerId)).toBe(merge.revisionId);
    expect(trackerRevisions(ws.db.read, trackerId, 1).rows).toMatchObject([{ cause: 'merge', sequence: 4 }]);
    const { rows } = listConflicts(ws.db, { trackerId, resolved: false });
    expect(rows).toMatchObject([
      {
        itemId: mast?.id,
        current: 'Blocked',
        mine: { value: 'Done', who: 'Ada' },
        theirs: { value: 'Blocked', who: 'Grace (git)' },
        rule: 'the later change is kept',
      },
    ]);
    expect(peekUndo(ws.db, trackerId)).toMatchObject({ summary: 'Merged', targetHash: merge.hash });
    expect(must(await verifyProjections(ws.db)).same).toBe(true);

    const [row] = rows;
    if (row === undefined) throw new Error('no conflict');
    must(resolveConflict(ws.db, ws.actorId, { id: row.id, keep: 'earlier', summary: 'Kept it' }));
    expect(
      codeOf(resolveConflict(ws.db, ws.actorId, { id: row.id, keep: 'later', summary: 'Kept it' })),
    ).toBe('conflict.resolved');
    expect(listConflicts(ws.db, { trackerId: null, resolved: true }).rows).toMatchObject([
      { resolved: { keep: 'mine', by: 'Ada' } },
    ]);
    ws.clock.pass(1);
    must(reopenConflict(ws.db, ws.actorId, row.id));
    expect(listConflicts(ws.db, { trackerId, resolved: false })).toMatchObject({ open: 1 });
    expect(must(await verifyProjections(ws.db)).same).toBe(true);
  });

  test('that finds its result already there is no step to take back', () => {
    const ws = testWorkspace();
    const theirs = PLAN.replace('Todo', 'Done').replace('Grace', 'Linus');
    const { trackerId } = mergedTexts(ws, { theirs, merged: theirs });
    expect(peekUndo(ws.db, trackerId)).toBeNull();
  });
});

test('a text found again as it is known writes nothing', () => {
  const ws = testWorkspace();
  const trackerId = addPlan(ws);
  const before = ws.db.clockState;
  const again = must(
    recordRevision(ws.db, {
      trackerId,
      bytes: Buffer.from(PLAN),
      cause: 'outside',
      actorId: null,
      summary: 'Changed outside',
    }),
  );
  expect(again).toMatchObject({ fresh: false, sequence: 1 });
  expect(ws.db.clockState.seq).toBe(before.seq);
});

describe('undo and redo', () => {
  function undo(ws: TestWorkspace, trackerId: ReturnType<typeof addPlan> | null = null): string {
    const step = peekUndo(ws.db, trackerId);
    if (step === null) return 'nothing';
    const [from = '', to = ''] = step.summary.split(' -> ');
    must(change(ws, step.trackerId, { from: to, to: from, cause: 'undo', stepId: step.id }));
    return step.summary;
  }

  function redo(ws: TestWorkspace, trackerId: ReturnType<typeof addPlan> | null = null): string {
    const step = peekRedo(ws.db, trackerId);
    if (step === null) return 'nothing';
    const [from = '', to = ''] = step.summary.split(' -> ');
    must(change(ws, step.trackerId, { from, to, cause: 'redo', stepId: step.id }));
    return step.summary;
  }

  test('walk back and forth over the edits of all trackers in the order they were made', () => {
    const ws = testWorkspace();
    const one = addPlan(ws, PLAN, { name: 'one' });
    const two = addPlan(ws, PLAN, { name: 'two' });
    must(change(ws, one, { from: 'Grace', to: 'Linus' }));
    must(change(ws, two, { from: 'Todo', to: 'Blocked' }));
    must(change(ws, one, { from: 'In Progress', to: 'Review' }));
    expect([undo(ws), undo(ws), undo(ws), undo(ws)]).toEqual([
      'In Progress -> Review',
      'Todo -> Blocked',
      'Grace -> Linus',
      'nothing',
    ]);
    expect([textOf(ws, one), textOf(ws, two)]).toEqual([PLAN, PLAN]);
    expect([redo(ws), redo(ws), redo(ws), redo(ws)]).toEqual([
      'Grace -> Linus',
      'Todo -> Blocked',
      'In Progress -> Review',
      'nothing',
    ]);
    expect(peekUndo(ws.db, two)?.summary).toBe('Todo -> Blocked');
    expect(undo(ws, two)).toBe('Todo -> Blocked');
    expect(peekUndo(ws.db, two)).toBeNull();
    expect(peekUndo(ws.db, null)?.summary).toBe('In Progress -> Review');
  });

  test('a new edit ends the redo of its own tracker only', () => {
    const ws = testWorkspace();
    const one = addPlan(ws, PLAN, { name: 'one' });
    const two = addPlan(ws, PLAN, { name: 'two' });
    must(change(ws, one, { from: 'Grace', to: 'Linus' }));
    must(change(ws, two, { from: 'Todo', to: 'Blocked' }));
    undo(ws);
    undo(ws);
    must(change(ws, one, { from: 'Ada', to: 'Barbara' }));
    expect(peekRedo(ws.db, one)).toBeNull();
    expect(peekRedo(ws.db, null)?.trackerId).toBe(two);
  });

  test('survive a restart, leave out removed trackers and drop what fits nothing any more', () => {
    const ws = testWorkspace();
    const one = addPlan(ws);
    must(change(ws, one, { from: 'Grace', to: 'Linus' }));
    ws.reopen();
    const step = peekUndo(ws.db, null);
    if (step === null) throw new Error('no step');
    expect(step).toMatchObject({ summary: 'Grace -> Linus', state: 'done' });
    must(dropUndoStep(ws.db, step));
    expect(peekUndo(ws.db, null)).toBeNull();
    must(change(ws, one, { from: 'Ada', to: 'Barbara' }));
    must(removeTracker(ws.db, ws.actorId, one));
    expect(peekUndo(ws.db, null)).toBeNull();
  });
});
