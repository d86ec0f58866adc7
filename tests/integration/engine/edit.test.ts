import {
  appendFileSync,
  chmodSync,
  linkSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ItemId } from '../../../core/kernel/ids.ts';
import type { FilePort } from '../../../node/files/file-port.ts';
import { nodeFiles } from '../../../node/files/node-files.ts';
import { statusPage } from './status-page.ts';
import { temporaryFolder } from './support-folder.ts';
import {
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
} from './test-engine.ts';

async function opened(files?: FilePort) {
  const folder = temporaryFolder();
  const path = write(join(folder, 'docs', 'lamp.md'), statusPage);
  const engine = await openEngine({ folder, ...(files === undefined ? {} : { files }) });
  const trackerId = await importOne(engine, path);
  return { folder, path, engine, trackerId, text: () => readFileSync(path, 'utf8') };
}

describe('an edit', () => {
  it('changes the bytes of the edited cell and no others', async () => {
    const { engine, trackerId, text } = await opened();
    const answer = take(await setField(engine, trackerId, 'M1', 'status', 'done'));
    expect(answer).toMatchObject({ trackerId, revision: 2, step: expect.any(Number) });
    expect(text()).toBe(statusPage.replace('| in-progress |', '| done |'));
    take(await setField(engine, trackerId, 'M2', 'owner', 'Ruth'));
    expect((await itemNamed(engine, trackerId, 'M2')).owner).toBe('Ruth');
    take(await setField(engine, trackerId, 'M0', 'date', '2026-11-05'));
    expect(text()).toContain('|November 5, 2026 |');
  });

  it('of a file with a second name stands under both, which is said before and once when it is made', async () => {
    const { engine, trackerId, path, text } = await opened();
    const second = join(dirname(path), 'second.md');
    linkSync(path, second);
    const healthOf = async () =>
      take(await engine.handlers.calls['workspace.diagnostics']({}, context)).health.find(
        ({ check }) => check === 'Written in place',
      );
    expect(await healthOf()).toMatchObject({ state: 'ok', detail: expect.stringContaining(path) });
    const answer = take(await setField(engine, trackerId, 'M1', 'status', 'done'));
    expect(answer.summary).toContain('it has another name (a hard link), which has the edit too.');
    expect([text() === statusPage, readFileSync(second, 'utf8')]).toEqual([false, text()]);
    expect(take(await setField(engine, trackerId, 'M2', 'owner', 'Ruth')).summary).not.toContain('name');
    expect(readFileSync(second, 'utf8')).toBe(text());
    unlinkSync(second);
    expect(await healthOf()).toBeUndefined();
  });

  it('says each thing once when it met an outside save', async () => {
    let saved = false;
    const { engine, trackerId } = await opened({
      ...nodeFiles,
      async renameOver(from, to, inode) {
        if (saved) return nodeFiles.renameOver(from, to, inode);
        saved = true;
        appendFileSync(to, 'Added outside.\n');
        return false;
      },
    });
    const { summary } = take(await setField(engine, trackerId, 'M1', 'status', 'done'));
    const sentences = summary.split(/(?<=\.) /u);
    expect(summary).toContain('Merged edits with an outside change.');
    expect(new Set(sentences).size).toBe(sentences.length);
  });

  it('leaves the change log alone unless it is asked for', async () => {
    const { engine, trackerId, text } = await opened();
    const { id } = await itemNamed(engine, trackerId, 'M1');
    take(
      await engine.handlers.calls['trackers.edit'](
        {
          trackerId,
          edits: [{ kind: 'set-field', itemId: id, field: 'status', value: 'done' }],
          log: true,
          actorId: null,
        },
        context,
      ),
    );
    expect(
      text()
        .split('\n')
        .filter((line) => line.startsWith('- November')),
    ).toHaveLength(2);
  });

  it('says beforehand which of many it would refuse, and carries out the others', async () => {
    const { engine, trackerId, text } = await opened();
    const m1 = await itemNamed(engine, trackerId, 'M1');
    const status = { kind: 'set-field' as const, itemId: m1.id, field: 'status' };
    const gone = ItemId.parse('it_gone');
    const edits = [
      { ...status, itemId: gone, value: 'done' },
      { ...status, value: 'perhaps' },
      { ...status, value: 'done' },
      { ...status, field: 'nothing', value: 'x' },
    ];
    const ask = engine.handlers.calls['trackers.refusedEdits'];
    const { refused } = take(await ask({ trackerId, edits }, context));
    expect(
      refused.map(({ at, why }) => [at, why.code]).toSorted(([one], [other]) => Number(one) - Number(other)),
    ).toEqual([
      [0, 'item.not-found'],
      [1, 'status.unknown-word'],
      [3, 'field.not-found'],
    ]);
    expect(text()).toBe(statusPage);
    const left = edits.filter((_, at) => refused.every((one) => one.at !== at));
    take(
      await engine.handlers.calls['trackers.edit'](
        { trackerId, edits: left, log: false, actorId: null },
        context,
      ),
    );
    expect(text()).toBe(statusPage.replace('| in-progress |', '| done |'));
  });

  it('of many items is one revision and one undo step', async () => {
    const { engine, trackerId, text } = await opened();
    const rows = (await itemsOf(engine, trackerId)).filter((row) => row.kind === 'milestone');
    const edits = rows.map((row) => ({
      kind: 'set-field' as const,
      itemId: row.id,
      field: 'notes',
      value: `about ${row.key}`,
    }));
    take(
      await engine.handlers.calls['trackers.edit']({ trackerId, edits, log: null, actorId: null }, context),
    );
    const revisions = take(
      await engine.handlers.calls['trackers.revisions']({ trackerId, limit: 10 }, context),
    );
    expect(revisions.rows.map((revision) => revision.cause)).toEqual(['edit', 'import']);
    take(await undo(engine));
    expect(text()).toBe(statusPage);
  });

  it('refuses an illegal move and a word the vocabulary does not have, and names what is possible', async () => {
    const { engine, trackerId, text } = await opened();
    const answer = await setField(engine, trackerId, 'M1', 'status', 'shipped');
    expect(answer.ok).toBe(false);
    expect(answer.ok ? '' : answer.error.code).toMatch(/^status\./);
    expect(answer.ok ? '' : answer.error.message).toContain('blocked');
    expect(text()).toBe(statusPage);
  });

  it('is undone and done again byte for byte', async () => {
    const { engine, trackerId, text } = await opened();
    take(await setField(engine, trackerId, 'M1', 'status', 'done'));
    take(await setField(engine, trackerId, 'M2', 'date', '2026-12-24'));
    const after = text();
    expect(take(await undo(engine)).summary).toMatch(/^Undid: /);
    take(await undo(engine));
    expect(text()).toBe(statusPage);
    expect(await undo(engine)).toMatchObject({ ok: false, error: { code: 'undo.nothing' } });
    take(await redo(engine));
    take(await redo(engine));
    expect(text()).toBe(after);
    expect(await redo(engine)).toMatchObject({ ok: false, error: { code: 'undo.nothing' } });
  });

  it('keeps items their ids through renames, moves and returns', async () => {
    const { engine, trackerId, text } = await opened();
    const before = await itemNamed(engine, trackerId, 'M1');
    const other = await itemNamed(engine, trackerId, 'M0');
    const edit = (edits: Parameters<(typeof engine)['handlers']['calls']['trackers.edit']>[0]['edits']) =>
      engine.handlers.calls['trackers.edit']({ trackerId, edits, log: null, actorId: null }, context);
    take(await edit([{ kind: 'move-item', itemId: before.id, nearItemId: other.id, place: 'before' }]));
    expect((await itemNamed(engine, trackerId, 'M1')).id).toBe(before.id);
    take(await edit([{ kind: 'delete-item', itemId: before.id }]));
    expect((await itemsOf(engine, trackerId)).map((row) => row.id)).not.toContain(before.id);
    take(await undo(engine));
    expect((await itemNamed(engine, trackerId, 'M1')).id).toBe(before.id);
    take(await undo(engine));
    expect(text()).toBe(statusPage);
    take(await setField(engine, trackerId, 'M1', 'name', 'Quay walls inspected'));
    expect((await itemNamed(engine, trackerId, 'Quay')).id).toBe(before.id);
    take(await undo(engine));
    expect((await itemNamed(engine, trackerId, 'M1')).id).toBe(before.id);
  });

  it('of prose, metadata and rows is written too', async () => {
    const { engine, trackerId, text } = await opened();
    const { id } = await itemNamed(engine, trackerId, 'M2');
    const { extra } = await engine.handlers.views['trackers.one'].read({ trackerId });
    const notes = extra.document?.outline.sections.find((section) => section.title === 'Notes');
    take(
      await engine.handlers.calls['trackers.edit'](
        {
          trackerId,
          edits: [
            { kind: 'set-meta', name: 'last-verified', value: '2026-11-20' },
            { kind: 'set-prose', sectionPath: notes?.path ?? '', text: 'Other words.' },
            {
              kind: 'add-item',
              nearItemId: id,
              place: 'after',
              values: { name: 'M3 All lamps lit', status: 'not-started' },
            },
          ],
          log: null,
          actorId: null,
        },
        context,
      ),
    );
    expect(text()).toContain('last-verified: 2026-11-20\n');
    expect(text()).toContain('\nOther words.');
    expect((await itemNamed(engine, trackerId, 'M3')).state).toBe('planned');
  });
});

describe('a file that cannot be written', () => {
  it('is reported as read-only and left as it is', async () => {
    const { engine, trackerId, path, text } = await opened();
    chmodSync(path, 0o444);
    expect(await setField(engine, trackerId, 'M1', 'status', 'done')).toMatchObject({
      ok: false,
      error: { code: 'file.read-only' },
    });
    expect((await trackerRow(engine, trackerId)).fileState).toBe('read-only');
    chmodSync(path, 0o600);
    take(await setField(engine, trackerId, 'M1', 'status', 'done'));
    expect((await trackerRow(engine, trackerId)).fileState).toBe('in-step');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(text()).toContain('| done |');
  });

  it('is missing while its folder is gone, and edits go on when it is back', async () => {
    const { engine, trackerId, path, folder } = await opened();
    renameSync(dirname(path), join(folder, 'away'));
    expect(await setField(engine, trackerId, 'M1', 'status', 'done')).toMatchObject({
      ok: false,
      error: { code: 'file.missing' },
    });
    expect(await trackerRow(engine, trackerId)).toMatchObject({ fileState: 'missing', total: 3 });
    renameSync(join(folder, 'away'), dirname(path));
    take(await setField(engine, trackerId, 'M1', 'status', 'done'));
    expect((await trackerRow(engine, trackerId)).fileState).toBe('in-step');
  });

  it('keeps its bytes on a full disk, and the edit is not in the workspace either', async () => {
    let full = false;
    const files: FilePort = {
      ...nodeFiles,
      async createExclusive(path, mode) {
        const handle = await nodeFiles.createExclusive(path, mode);
        if (!full) return handle;
        const refuse = () => Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' }));
        return { ...handle, write: refuse };
      },
    };
    const { engine, trackerId, path, text } = await opened(files);
    full = true;
    expect(await setField(engine, trackerId, 'M1', 'status', 'done')).toMatchObject({
      ok: false,
      error: { code: 'file.disk-full' },
    });
    expect(text()).toBe(statusPage);
    expect(readdirSync(dirname(path))).toEqual(['lamp.md']);
    expect((await itemNamed(engine, trackerId, 'M1')).status).toBe('in-progress');
    full = false;
    take(await setField(engine, trackerId, 'M1', 'status', 'done'));
    expect(text()).toContain('| done |');
  });

  it('says so when the edit is in the file and only the workspace could not record it', async () => {
    const folder = temporaryFolder();
    const path = write(join(folder, 'docs', 'lamp.md'), statusPage);
    let beforeConfirm = (): void => undefined;
    const engine = await openEngine({
      folder,
      crashPoint: (point) => (point === 'before-confirm' ? beforeConfirm() : undefined),
    });
    const trackerId = await importOne(engine, path);
    const db = new Database(join(folder, 'workspace', 'quarterdeck.db'));
    onTestFinished(() => void db.close());
    // Without its intent an edit can't be confirmed.
    beforeConfirm = () => void db.exec('create temp table aside as select * from intent; delete from intent');
    const answer = await setField(engine, trackerId, 'M1', 'status', 'done');
    db.exec('insert into intent select * from aside');
    beforeConfirm = () => undefined;
    const { waits, summary } = take(answer);
    expect(waits).toMatch(/could not record it\. Don't repeat it/u);
    expect(summary).toContain(`It is in ${path}`);
    expect(readFileSync(path, 'utf8')).toContain('| done |');
    take(await setField(engine, trackerId, 'M1', 'notes', 'Later.'));
    expect((await itemNamed(engine, trackerId, 'M1')).status).toBe('done');
    take(await undo(engine));
    take(await undo(engine));
    expect(readFileSync(path, 'utf8')).toBe(statusPage);
  });

  it('that became binary is refused with its reason and its last text kept', async () => {
    const { engine, trackerId, path } = await opened();
    rmSync(path);
    write(path, 'PNG\u0000\u0001\u0002\u0000');
    take(await engine.handlers.calls['trackers.recheck']({ trackerId }, context));
    expect(await trackerRow(engine, trackerId)).toMatchObject({ fileState: 'refused', total: 3 });
  });
});
