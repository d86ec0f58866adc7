import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createEngine } from '../../../main/engine/engine.ts';
import { createMemorySecrets } from '../../support/memory-secrets.ts';
import { onUnix } from '../../support/not-run.ts';
import { statusPage } from './status-page.ts';
import { temporaryFolder } from './support-folder.ts';
import {
  context,
  importOne,
  itemNamed,
  openEngine,
  redo,
  setField,
  take,
  testClock,
  testTimekeeper,
  undo,
  write,
} from './test-engine.ts';

async function opened(sample = false) {
  const folder = temporaryFolder();
  const clock = testClock();
  const engine = await openEngine({ folder, clock, sample });
  await engine.idle();
  return { folder, clock, engine, calls: engine.handlers.calls, views: engine.handlers.views };
}

describe('the workspace', () => {
  it('says who acts, what can be undone and what waits', async () => {
    const { folder, engine, views } = await opened();
    const trackerId = await importOne(engine, write(join(folder, 'lamp.md'), statusPage));
    take(await setField(engine, trackerId, 'M1', 'status', 'done'));
    const [status] = (await views['workspace.status'].read({})).rows;
    expect(status).toMatchObject({
      name: 'workspace',
      shell: 'test',
      readOnly: null,
      sample: false,
      unsettled: 0,
      trackers: 1,
      recovered: null,
    });
    const actors = (await views['actors.list'].read({})).rows;
    expect(actors).toMatchObject([{ id: status?.actor.id, current: true, unlock: 'system', kind: 'person' }]);
    expect(actors[0]?.fingerprint).toMatch(/^[0-9a-f]{4}( [0-9a-f]{4}){9}$/);
  });

  it('checks itself with real checks', async () => {
    const { calls } = await opened();
    const { versions, health } = take(await calls['workspace.diagnostics']({}, context));
    expect(versions.map((version) => version.name)).toContain('Node.js');
    const states = Object.fromEntries(health.map((check) => [check.check, check.state]));
    expect(states).toMatchObject({ Database: 'ok', Edits: 'ok', Clock: 'ok', Secrets: 'warning' });
  });

  it('says at once what it need not read all that is stored for', async () => {
    const { calls } = await opened();
    const checksOf = async (quick: boolean) =>
      take(await calls['workspace.diagnostics']({ quick }, context)).health.map(({ check }) => check);
    const [quick, all] = [await checksOf(true), await checksOf(false)];
    expect(all).toEqual(expect.arrayContaining(quick));
    expect(quick).toEqual(expect.arrayContaining(['Edits', 'Disk', 'Clock']));
    expect(all.filter((check) => !quick.includes(check))).toEqual(
      expect.arrayContaining(['Database', 'Texts', 'Logs', 'Signatures']),
    );
  });

  it('is copied whole into an empty folder, and the copy opens', async () => {
    const { folder, engine, calls } = await opened();
    await importOne(engine, write(join(folder, 'lamp.md'), statusPage));
    const template = take(await calls['trackers.templates']({}, context))[0]?.id ?? '';
    take(await calls['trackers.create']({ template, name: 'Docks', path: null }, context));
    const target = join(folder, 'copy', 'workspace');
    expect(take(await calls['workspace.copy']({ folder: target }, context)).bytes).toBeGreaterThan(4096);
    expect(readdirSync(join(target, 'trackers'))).toHaveLength(1);
    expect(await calls['workspace.copy']({ folder: target }, context)).toMatchObject({
      ok: false,
      error: { code: 'file.exists' },
    });
    const copy = await openEngine({ folder: join(folder, 'copy') });
    const { rows } = await copy.handlers.views['trackers.list'].read({});
    expect(rows.map((row) => row.name).sort()).toEqual(['Docks', 'Lamp Programme']);
  });

  it('takes a copy that can’t be finished back, and nothing that others put there meanwhile', async (test) => {
    onUnix(test);
    const { folder, calls } = await opened();
    const socket = createServer().listen(join(folder, 'workspace', 'attachments', 'socket'));
    await once(socket, 'listening');
    onTestFinished(() => void socket.close());
    const target = join(folder, 'stick');
    mkdirSync(target);
    const copying = Promise.resolve(calls['workspace.copy']({ folder: target }, context));
    while (!existsSync(join(target, 'quarterdeck.db'))) await setImmediate();
    writeFileSync(join(target, 'photo.jpg'), 'mine');
    expect(await copying).toMatchObject({ ok: false, error: { code: 'file.write-failed' } });
    expect(readdirSync(target)).toEqual(['photo.jpg']);
  });

  it('rebuilt from its logs after a mixed session equals what it was', async () => {
    const { folder, engine, calls } = await opened(true);
    const path = write(join(folder, 'lamp.md'), statusPage);
    const trackerId = await importOne(engine, path);
    take(await setField(engine, trackerId, 'M1', 'name', 'Quay walls inspected'));
    take(await setField(engine, trackerId, 'M2', 'date', '2026-12-24'));
    write(path, readFileSync(path, 'utf8').replace('| not-started |', '| blocked |'));
    take(await calls['trackers.recheck']({ trackerId }, context));
    take(await undo(engine));
    take(await redo(engine));
    const { id } = await itemNamed(engine, trackerId, 'M0');
    take(
      await calls['trackers.edit'](
        {
          trackerId,
          edits: [
            { kind: 'duplicate-item', itemId: id },
            { kind: 'delete-item', itemId: id },
          ],
          log: true,
          actorId: null,
        },
        context,
      ),
    );
    take(await calls['trackers.remove']({ trackerId }, context));
    take(await calls['trackers.restore']({ trackerId }, context));
    take(await calls['settings.set']({ staleAfterDays: 7, theme: 'dark' }, context));
    const report = take(await calls['workspace.rebuild']({ verify: true }, context));
    expect(report).toMatchObject({ same: true, firstDifference: null });
    const rebuilt = take(await calls['workspace.rebuild']({ verify: false }, context));
    expect(rebuilt.same).toBe(true);
    expect((await itemNamed(engine, trackerId, 'Quay')).trackerId).toBe(trackerId);
  });

  it('refuses a folder that is a file, in words', async () => {
    const folder = temporaryFolder();
    const made = await createEngine({
      workspace: write(join(folder, 'file'), ''),
      timekeeper: testTimekeeper(testClock()),
      entropy: { bytes: (count) => new Uint8Array(count) },
      log: { level: 'error' },
      shell: 'test',
      secrets: createMemorySecrets(),
      appVersion: '0',
      sample: false,
    });
    expect(made).toMatchObject({ ok: false, error: { code: 'workspace.not-writable' } });
  });
});

describe('the sample', () => {
  it('has history, charts and findings, dated relative to the first day', async () => {
    const { engine, views, calls } = await opened(true);
    const { rows } = await views['trackers.list'].read({});
    expect(rows.length).toBeGreaterThanOrEqual(4);
    expect(new Set(rows.map((row) => row.fileState))).toEqual(new Set(['in-step']));
    expect(new Set(rows.map((row) => row.profile)).size).toBeGreaterThanOrEqual(4);
    const charts = take(await calls['trackers.charts']({ trackerId: null, from: null, to: null }, context));
    for (const chart of charts) expect([chart.id, chart.points.length]).not.toEqual([chart.id, 0]);
    expect((await views['bridge.due'].read({ days: 14, limit: 500 })).rows.length).toBeGreaterThan(0);
    expect((await views['bridge.needs'].read({})).extra.total).toBeGreaterThan(0);
    expect((await views['bridge.changes'].read({ limit: 20 })).rows.length).toBe(20);
    expect(take(await calls['trackers.slipped']({ trackerId: null }, context)).total).toBeGreaterThan(0);
    await engine.idle();
    expect(
      (await views['findings.list'].read({ trackerId: null, accepted: false })).extra.open,
    ).toBeGreaterThan(0);
  });

  it('is taken out and comes back as it was', async () => {
    const { views, calls } = await opened(true);
    const list = async () => (await views['trackers.list'].read({})).rows.map((row) => row.id);
    const before = await list();
    take(await calls['workspace.removeSample']({}, context));
    expect(await list()).toEqual([]);
    expect((await views['workspace.status'].read({})).rows[0]?.sample).toBe(false);
    take(await calls['workspace.loadSample']({}, context));
    expect(await list()).toEqual(before);
    expect(take(await calls['workspace.loadSample']({}, context)).summary).toContain('already');
  });

  it('is loaded once where two ask for it at once', async () => {
    const { views, calls } = await opened();
    const answers = await Promise.all([1, 2].map(async () => calls['workspace.loadSample']({}, context)));
    const said = answers.map((answer) => take(answer).summary);
    expect(said.filter((summary) => summary.includes('already'))).toHaveLength(1);
    const { rows } = await views['trackers.list'].read({});
    expect(new Set(rows.map(({ path }) => path)).size).toBe(rows.length);
  });
});

describe('people', () => {
  it('are added with keys of their own, act when unlocked, and the last one stays', async () => {
    const { engine, views, calls, folder } = await opened();
    const added = take(await calls['actors.add']({ name: 'Ruth', passphrase: 'a long passphrase' }, context));
    expect(await calls['actors.add']({ name: 'ruth', passphrase: null }, context)).toMatchObject({
      ok: false,
      error: { code: 'actor.exists' },
    });
    expect(await calls['actors.add']({ name: 'Weak', passphrase: 'aaaaaaaa' }, context)).toMatchObject({
      ok: false,
      error: { code: 'actor.passphrase-weak' },
    });
    const trackerId = await importOne(engine, write(join(folder, 'lamp.md'), statusPage));
    const { id } = await itemNamed(engine, trackerId, 'M1');
    const session = engine.openSession();
    const edit = (actorId: typeof added.actorId, connected?: typeof session) =>
      calls['trackers.edit'](
        {
          trackerId,
          edits: [{ kind: 'set-field', itemId: id, field: 'status', value: 'done' }],
          log: null,
          actorId,
        },
        connected === undefined ? context : { ...context, actor: connected.actor, session: connected },
      );
    expect(await edit(added.actorId)).toMatchObject({
      ok: false,
      error: { code: 'actor.locked' },
    });
    take(await session.unlock(added.actorId, 'a long passphrase'));
    take(await edit(added.actorId, session));
    expect(take(await calls['trackers.item']({ itemId: id }, context)).history[0]?.actor).toBe('Ruth');
    take(await calls['actors.revoke']({ actorId: added.actorId }, context));
    const owner = (await views['actors.list'].read({})).rows.find((row) => row.current);
    if (owner === undefined) throw new Error('nobody owns the workspace');
    expect(await calls['actors.revoke']({ actorId: owner.id }, context)).toMatchObject({
      ok: false,
      error: { code: 'actor.last' },
    });
  });
});

describe('findings', () => {
  it('follow the text, and stay accepted with their reason', async () => {
    const { engine, views, calls, folder } = await opened();
    const page = statusPage
      .replace('|  done  |', '|  in-progress  |')
      .replace('| in-progress |', '| done |')
      .replace('| not-started |', '| done |');
    const trackerId = await importOne(engine, write(join(folder, 'lamp.md'), page));
    await engine.idle();
    const open = async () => (await views['findings.list'].read({ trackerId, accepted: false })).rows;
    const found = (await open()).find((row) => row.title.includes('M0'));
    if (found === undefined) throw new Error('M0 behind done milestones is no finding');
    take(await calls['findings.accept']({ findingId: found.id, reason: 'the council signs last' }, context));
    expect((await open()).map((row) => row.id)).not.toContain(found.id);
    take(await calls['findings.reopen']({ findingId: found.id }, context));
    take(await setField(engine, trackerId, 'M0', 'status', 'done'));
    await engine.idle();
    expect((await open()).map((row) => row.id)).not.toContain(found.id);
    take(await undo(engine));
    await engine.idle();
    expect((await open()).map((row) => row.id)).toContain(found.id);
  });
});

describe('small things', () => {
  it('settings, layout, search and folders answer', async () => {
    const { engine, views, calls, folder } = await opened();
    take(await calls['settings.set']({ density: 'compact' }, context));
    expect((await views['settings.get'].read({})).rows[0]).toMatchObject({
      density: 'compact',
      logEdits: false,
    });
    take(await calls['layout.set']({ key: 'table', value: { widths: [1, 2] } }, context));
    expect(take(await calls['layout.get']({ key: 'table' }, context)).value).toEqual({ widths: [1, 2] });
    expect(await calls['layout.set']({ key: 'table', value: 'x'.repeat(100_000) }, context)).toMatchObject({
      ok: false,
      error: { code: 'layout.too-large' },
    });
    await importOne(engine, write(join(folder, 'docs', 'lamp.md'), statusPage));
    const { hits } = take(await calls['search.find']({ text: 'survey', limit: 10 }, context));
    expect(hits[0]?.title).toContain('Survey');
    write(join(folder, 'docs', '.hidden.md'), statusPage);
    write(join(folder, 'docs', 'picture.png'), '');
    const listed = take(await calls['files.browse']({ folder: join(folder, 'docs') }, context));
    expect(listed.entries.map((entry) => entry.name)).toEqual(['lamp.md']);
    expect(await calls['files.browse']({ folder: join(folder, 'nowhere') }, context)).toMatchObject({
      ok: false,
      error: { code: 'file.missing' },
    });
  });
});
