import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseTracker } from '../../../../core/domain/trackers/read/parse.ts';
import { temporaryFolder } from '../support-folder.ts';
import {
  conflictsOf,
  context,
  importOne,
  itemNamed,
  itemsOf,
  openEngine,
  redo,
  setField,
  take,
  trackerRow,
  undo,
  write,
} from '../test-engine.ts';

const PAGE = `# Ferry

## Summary

| Phase         | Status      | Owner |
|---------------|-------------|-------|
| Phase 1: Hull | In progress | Ada   |
| Phase 2: Deck | Todo        | Bo    |

## Phase 1: Hull (IN PROGRESS)

- [x] Weld

## Phase 2: Deck (TODO)
`;

async function opened() {
  const folder = temporaryFolder();
  const path = write(join(folder, 'ferry.md'), PAGE);
  const engine = await openEngine({ folder });
  const trackerId = await importOne(engine, path);
  return { engine, trackerId, path, text: () => readFileSync(path, 'utf8') };
}

const DONE = PAGE.replace('| In progress |', '| Done |').replace('(IN PROGRESS)', '(DONE)');

describe('an item that a summary and a section of its own tell of', () => {
  it('is listed and counted once, with what both say', async () => {
    const { engine, trackerId } = await opened();
    const rows = await itemsOf(engine, trackerId);
    expect(rows.map(({ title, status, owner, depth }) => [title, status, owner, depth])).toEqual([
      ['Phase 1: Hull', 'IN PROGRESS', 'Ada', 0],
      ['Weld', '[x]', null, 1],
      ['Phase 2: Deck', 'TODO', 'Bo', 0],
    ]);
    expect(await trackerRow(engine, trackerId)).toMatchObject({ total: 3, done: 1 });
    const { extra } = await engine.handlers.views['trackers.one'].read({ trackerId });
    expect(extra.document?.outline.sections.map(({ title, items }) => [title, items])).toContainEqual([
      'Summary',
      0,
    ]);
  });

  it('is changed in both places by one edit, told once, and taken back by one undo', async () => {
    const { engine, trackerId, text } = await opened();
    take(await setField(engine, trackerId, 'Phase 1', 'status', 'done'));
    expect(text()).toBe(DONE);
    const { id } = await itemNamed(engine, trackerId, 'Phase 1');
    const detail = take(await engine.handlers.calls['trackers.item']({ itemId: id }, context));
    expect(detail.history.map(({ field, before, after }) => [field, before, after])).toEqual([
      ['status', 'IN PROGRESS', 'DONE'],
    ]);
    expect(detail.places.map(({ sectionTitle, line, status }) => [sectionTitle, line, status])).toEqual([
      ['Phase 1: Hull (DONE)', 10, 'DONE'],
      ['Summary', 7, 'Done'],
    ]);
    take(await undo(engine));
    expect(text()).toBe(PAGE);
    take(await redo(engine));
    expect(text()).toBe(DONE);
  });

  it('keeps an outside change of its other place beside an edit here, as a conflict where both set it', async () => {
    const { engine, trackerId, path, text } = await opened();
    writeFileSync(path, PAGE.replace('| In progress |', '| Blocked     |'));
    take(await setField(engine, trackerId, 'Phase 1', 'status', 'done'));
    expect(text()).toContain('## Phase 1: Hull (DONE)');
    const [conflict, ...others] = await conflictsOf(engine);
    expect(others).toEqual([]);
    expect(conflict).toMatchObject({ field: 'status', title: 'Phase 1: Hull' });
    if (conflict === undefined) throw new Error('no conflict');
    const keep = conflict.mine.value === 'Blocked' ? 'mine' : 'theirs';
    take(await engine.handlers.calls['conflicts.resolve']({ conflictId: conflict.id, keep }, context));
    const { items } = parseTracker(text(), { fileName: 'ferry.md' });
    const hull = items.filter(({ title }) => title === 'Phase 1: Hull');
    expect(hull.map(({ state }) => state)).toEqual(['blocked', 'blocked']);
  });

  it('keeps an outside change of another field of its other place', async () => {
    const { engine, trackerId, path, text } = await opened();
    writeFileSync(path, PAGE.replace('| Ada   |', '| Cleo  |'));
    take(await setField(engine, trackerId, 'Phase 1', 'status', 'done'));
    expect(text()).toBe(DONE.replace('| Ada   |', '| Cleo  |'));
    expect(await conflictsOf(engine)).toEqual([]);
    expect(await itemNamed(engine, trackerId, 'Phase 1')).toMatchObject({ status: 'DONE', owner: 'Cleo' });
  });

  it('is two again when its section is renamed outside, and one when it is named back, under the same ids', async () => {
    const { engine, trackerId, path } = await opened();
    const before = await itemNamed(engine, trackerId, 'Phase 1');
    const read = async (text: string) => {
      writeFileSync(path, text);
      take(await engine.handlers.calls['trackers.recheck']({ trackerId }, context));
      return itemsOf(engine, trackerId);
    };
    const apart = await read(PAGE.replace('## Phase 1: Hull', '## Phase 7: Hull'));
    expect(apart.map(({ title }) => title)).toEqual([
      'Phase 1: Hull',
      'Phase 7: Hull',
      'Weld',
      'Phase 2: Deck',
    ]);
    const together = await read(PAGE);
    expect(together).toHaveLength(3);
    expect(together[0]?.id).toBe(before.id);
  });

  it('is found by the name and address of either place', async () => {
    const { engine, trackerId } = await opened();
    const { id } = await itemNamed(engine, trackerId, 'Phase 2');
    for (const item of ['2', 'Phase 2: Deck', 'ferry/summary/2', 'ferry/phase-2-deck/2']) {
      const found = await engine.handlers.calls['trackers.resolve']({ tracker: trackerId, item }, context);
      expect([item, found]).toMatchObject([item, { ok: true, value: { itemId: id } }]);
    }
  });
});
