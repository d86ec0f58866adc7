import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TrackerId } from '../../../../core/kernel/ids.ts';
import type { Engine } from '../../../../main/engine/engine.ts';
import { statusPage } from '../status-page.ts';
import { temporaryFolder } from '../support-folder.ts';
import {
  context,
  importOne,
  itemNamed,
  openEngine,
  setField,
  take,
  trackerRow,
  write,
} from '../test-engine.ts';

const changed = statusPage.replace('in-progress |', 'blocked |');

const relink = (engine: Engine, trackerId: TrackerId, path: string) =>
  engine.handlers.calls['trackers.relink']({ trackerId, path }, context);
const preview = (engine: Engine, trackerId: TrackerId, path: string) =>
  engine.handlers.calls['trackers.relinkPreview']({ trackerId, path }, context);

/** A tracker whose file went to another folder and was changed there. */
async function movedAway() {
  const folder = temporaryFolder();
  const old = write(join(folder, 'plans', 'lamp.md'), statusPage);
  const engine = await openEngine({ folder });
  const trackerId = await importOne(engine, old);
  const before = await itemNamed(engine, trackerId, 'M1');
  mkdirSync(join(folder, 'elsewhere'));
  const now = join(folder, 'elsewhere', 'lights.md');
  renameSync(old, now);
  writeFileSync(now, changed);
  take(await engine.handlers.calls['trackers.recheck']({ trackerId }, context));
  expect((await trackerRow(engine, trackerId)).fileState).toBe('missing');
  return { folder, engine, trackerId, old, now, before };
}

describe('a tracker whose file is gone', () => {
  it('is told how alike another file is before that is taken for it', async () => {
    const { folder, engine, trackerId, now } = await movedAway();
    const alike = take(await preview(engine, trackerId, now));
    expect(alike).toMatchObject({ path: now, same: false, fresh: 0, gone: [] });
    expect(alike.matched).toBe(alike.of);
    const other = write(join(folder, 'other.md'), '# Other\n\n- [ ] Nothing of it\n');
    const unlike = take(await preview(engine, trackerId, other));
    expect(unlike).toMatchObject({ matched: 0, fresh: 1 });
    expect(unlike.gone.length).toBe(unlike.of);
    expect(await preview(engine, trackerId, join(folder, 'nowhere.md'))).toMatchObject({
      ok: false,
      error: { code: 'file.missing' },
    });
  });

  it('keeps its ids and history at the file it is given, and edits go there', async () => {
    const { engine, trackerId, now, before } = await movedAway();
    const { summary } = take(await relink(engine, trackerId, now));
    expect(summary).toContain(now);
    expect(await trackerRow(engine, trackerId)).toMatchObject({ path: now, fileState: 'in-step' });
    expect(await itemNamed(engine, trackerId, 'M1')).toMatchObject({ id: before.id, state: 'blocked' });
    take(await setField(engine, trackerId, 'M1', 'status', 'done'));
    expect(readFileSync(now, 'utf8')).toBe(changed.replace('blocked |', 'done |'));
    const { total } = take(
      await engine.handlers.calls['trackers.revisions']({ trackerId, limit: 9 }, context),
    );
    expect(total).toBe(3);
    const log = await engine.handlers.views['trackers.log'].read({ trackerId, limit: 20 });
    expect(log.rows.filter(({ source }) => source === 'here').map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/^Its file is .*lights\.md from then on\.$/u),
    );
  });

  it('is taken back in one step, with the text it had, and done again', async () => {
    const { engine, trackerId, old, now, before } = await movedAway();
    const { step } = take(await relink(engine, trackerId, now));
    const steps = step === null ? [] : [step];
    const undone = take(await engine.handlers.calls['trackers.undo']({ trackerId: null, steps }, context));
    expect(undone.summary).toContain('lights.md');
    expect(await trackerRow(engine, trackerId)).toMatchObject({ path: old, fileState: 'missing' });
    expect(await itemNamed(engine, trackerId, 'M1')).toMatchObject({ id: before.id, state: 'active' });
    expect(readFileSync(now, 'utf8')).toBe(changed);

    take(await engine.handlers.calls['trackers.redo']({ trackerId: null, steps }, context));
    expect(await trackerRow(engine, trackerId)).toMatchObject({ path: now, fileState: 'in-step' });
    expect(await itemNamed(engine, trackerId, 'M1')).toMatchObject({ id: before.id, state: 'blocked' });
    expect(readFileSync(now, 'utf8')).toBe(changed);
  });

  it('is given the same file again after that was taken back', async () => {
    const { engine, trackerId, now } = await movedAway();
    take(await relink(engine, trackerId, now));
    take(await engine.handlers.calls['trackers.undo']({ trackerId, steps: [] }, context));
    take(await relink(engine, trackerId, now));
    expect(readFileSync(now, 'utf8')).toBe(changed);
    expect((await itemNamed(engine, trackerId, 'M1')).state).toBe('blocked');
  });

  it('is in step again when its file comes back after the relinking was undone', async () => {
    const { engine, trackerId, old, now } = await movedAway();
    const { step } = take(await relink(engine, trackerId, now));
    const steps = step === null ? [] : [step];
    take(await engine.handlers.calls['trackers.undo']({ trackerId: null, steps }, context));
    write(old, statusPage.replace('not-started |', 'done |'));
    take(await engine.handlers.calls['trackers.recheck']({ trackerId }, context));
    expect((await trackerRow(engine, trackerId)).fileState).toBe('in-step');
    expect((await itemNamed(engine, trackerId, 'M1')).state).toBe('active');
    expect(readFileSync(old, 'utf8')).toBe(statusPage.replace('not-started |', 'done |'));
  });

  it('is never given the file of another tracker', async () => {
    const { folder, engine, trackerId } = await movedAway();
    const other = write(join(folder, 'other.md'), statusPage);
    await importOne(engine, other);
    expect(await relink(engine, trackerId, other)).toMatchObject({
      ok: false,
      error: { code: 'tracker.exists' },
    });
  });
});
