import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { statusPage } from '../status-page.ts';
import { temporaryFolder } from '../support-folder.ts';
import { conflictsOf, context, importOne, itemNamed, openEngine, take, undo, write } from '../test-engine.ts';

/** Somebody began to edit M1's status, and it was set to `blocked` outside before they were done. */
async function changedUnderAnEditor() {
  const folder = temporaryFolder();
  const path = write(join(folder, 'docs', 'lamp.md'), statusPage);
  const engine = await openEngine({ folder, clock: { now: () => Date.now() } });
  const trackerId = await importOne(engine, path);
  const { id: itemId } = await itemNamed(engine, trackerId, 'M1');
  const theirs = statusPage.replace('in-progress |', 'blocked |');
  writeFileSync(path, theirs);
  take(await engine.handlers.calls['trackers.recheck']({ trackerId }, context));
  const edit = (
    value: string,
    seen: string | undefined,
    more: readonly { field: string; value: string }[] = [],
  ) =>
    engine.handlers.calls['trackers.edit'](
      {
        trackerId,
        edits: [
          { kind: 'set-field', itemId, field: 'status', value, ...(seen === undefined ? {} : { seen }) },
          ...more.map((one) => ({ kind: 'set-field' as const, itemId, ...one })),
        ],
        log: null,
        actorId: null,
      },
      context,
    );
  return { engine, trackerId, itemId, theirs, edit, text: () => readFileSync(path, 'utf8') };
}

it('an edit of a value that changed under the editor keeps what is in the file and shows both', async () => {
  const { engine, itemId, theirs, edit, text } = await changedUnderAnEditor();
  expect(take(await edit('done', 'in-progress')).summary).toContain(
    'changed by somebody else while you edited',
  );
  expect(text()).toBe(theirs);
  expect(await conflictsOf(engine)).toMatchObject([
    {
      field: 'status',
      base: 'in-progress',
      mine: { value: 'done' },
      theirs: { value: 'blocked' },
      current: 'blocked',
    },
  ]);
  const { history } = take(await engine.handlers.calls['trackers.item']({ itemId }, context));
  expect(history.filter(({ before, after }) => before === 'blocked' && after === 'done')).toEqual([]);
});

it('the value meant can be chosen afterwards', async () => {
  const { engine, theirs, edit, text } = await changedUnderAnEditor();
  take(await edit('done', 'in-progress'));
  const [conflict] = await conflictsOf(engine);
  if (conflict === undefined) throw new Error('no conflict');
  take(await engine.handlers.calls['conflicts.resolve']({ conflictId: conflict.id, keep: 'mine' }, context));
  expect(text()).toBe(theirs.replace('blocked |', 'done |'));
  take(await undo(engine));
  expect(text()).toBe(theirs);
});

it('other edits of the same call are made', async () => {
  const { engine, theirs, edit, text } = await changedUnderAnEditor();
  expect(take(await edit('done', 'in-progress', [{ field: 'owner', value: 'Ruth' }]))).toMatchObject({
    summary: expect.stringMatching(/Ruth.*A value was changed by somebody else/u),
    merged: true,
  });
  expect(text()).not.toBe(theirs);
  expect(text()).toContain('Ruth');
  expect(text()).toContain('blocked |');
  expect(await conflictsOf(engine)).toHaveLength(1);
});

it.each([
  ['the value that is there', 'done', 'blocked'],
  ['nothing, as a command does', 'done', undefined],
])('an edit whose person saw %s is made', async (_, value, seen) => {
  const { engine, theirs, edit, text } = await changedUnderAnEditor();
  take(await edit(value, seen));
  expect(text()).toBe(theirs.replace('blocked |', 'done |'));
  expect(await conflictsOf(engine)).toEqual([]);
});

it('two who set the same value are of one mind', async () => {
  const { engine, theirs, edit, text } = await changedUnderAnEditor();
  take(await edit('blocked', 'in-progress'));
  expect(text()).toBe(theirs);
  expect(await conflictsOf(engine)).toEqual([]);
});

it('a value that never stood there is asked for again', async () => {
  const { theirs, edit, text } = await changedUnderAnEditor();
  expect(await edit('done', 'what nobody wrote')).toMatchObject({
    ok: false,
    error: { code: 'file.changed' },
  });
  expect(text()).toBe(theirs);
});
