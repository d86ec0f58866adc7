import { linkSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contract, type InputOf } from '../../../../core/contract/index.ts';
import { temporaryFolder } from '../support-folder.ts';
import { context, importOne, openEngine, setField, take, trackerRow, write } from '../test-engine.ts';

const plan = '# Plan\n\n| ID | Name | Status |\n|----|------|--------|\n| M1 | Door | done |\n';

async function opened() {
  const folder = temporaryFolder();
  const engine = await openEngine({ folder });
  const path = write(join(folder, 'docs', 'plan.md'), plan);
  const trackerId = await importOne(engine, path);
  const workspace = join(folder, 'workspace');
  const exportTo = (to: string, format: InputOf<'trackers.exportTo'>['format'] = 'csv') =>
    engine.handlers.calls['trackers.exportTo']({ trackerId, format, path: to, overwrite: true }, context);
  return { folder, engine, path, trackerId, workspace, exportTo };
}

const inUse = { ok: false, error: { code: 'file.in-use' } };

it.each(['docs/plan.md/plan.csv', '.', '/proc/plan.csv'])(
  'an export to where nothing can be (%s) is refused by a code of the contract',
  async (to) => {
    const { folder, exportTo } = await opened();
    const answer = await exportTo(resolve(folder, to));
    expect(contract['trackers.exportTo'].errors).toContain(answer.ok ? '' : answer.error.code);
  },
);

describe('an export over what a workspace lives from', () => {
  it('is refused, whether or not the file is there, and whatever the case of its name', async () => {
    const { workspace, engine, trackerId, exportTo } = await opened();
    const names = [
      'quarterdeck.db',
      'QUARTERDECK.DB',
      'quarterdeck.db-wal',
      'quarterdeck.db-shm',
      'host.lock',
      'secrets.json',
      'web.json',
      'logs/engine.log',
      'backups/quarterdeck.db.before-migration-1',
      'replaced/one',
      'attachments/a.png',
    ];
    for (const name of names)
      expect([name, await exportTo(join(workspace, name))]).toMatchObject([name, inUse]);
    take(await setField(engine, trackerId, 'Door', 'name', 'Gate'));
  });

  it('is refused by a link to its folder, a link to its file and a second name of its file', async () => {
    const { folder, workspace, exportTo } = await opened();
    const before = readFileSync(join(workspace, 'quarterdeck.db'));
    symlinkSync(workspace, join(folder, 'same'));
    symlinkSync(join(workspace, 'quarterdeck.db'), join(folder, 'linked.csv'));
    linkSync(join(workspace, 'quarterdeck.db'), join(folder, 'second.csv'));
    for (const to of [
      join(folder, 'same', 'quarterdeck.db'),
      join(folder, 'linked.csv'),
      join(folder, 'second.csv'),
    ])
      expect(await exportTo(to)).toMatchObject(inUse);
    expect(readFileSync(join(folder, 'second.csv'))).toEqual(before);
  });

  it('is refused for another workspace, and allowed beside what one lives from', async () => {
    const { folder, workspace, exportTo } = await opened();
    const other = write(join(folder, 'other', 'quarterdeck.db'), 'theirs');
    expect(await exportTo(other)).toMatchObject(inUse);
    expect(await exportTo(join(folder, 'other', 'secrets.json'))).toMatchObject(inUse);
    take(await exportTo(join(workspace, 'plan.csv')));
    take(await exportTo(join(folder, 'logs', 'plan.csv')));
  });

  it('is refused for a copy of the workspace and a new tracker too', async () => {
    const { workspace, engine } = await opened();
    const { calls } = engine.handlers;
    const folder = join(workspace, 'attachments', 'copy');
    expect(await calls['workspace.copy']({ folder }, context)).toMatchObject(inUse);
    const template = take(await calls['trackers.templates']({}, context))[0]?.id ?? '';
    const path = join(workspace, 'backups', 'new.md');
    expect(await calls['trackers.create']({ template, name: 'X', path }, context)).toMatchObject(inUse);
  });
});

describe('an export over the file of a tracker', () => {
  it('is refused over its own in any format but its own text', async () => {
    const { path, exportTo } = await opened();
    for (const format of ['csv', 'json', 'report-md', 'report-html'] as const)
      expect(await exportTo(path, format)).toMatchObject(inUse);
    expect(readFileSync(path, 'utf8')).toBe(plan);
  });

  it("is refused over another's, by whatever name", async () => {
    const { folder, engine, exportTo } = await opened();
    const text = plan.replace('# Plan', '# Precious');
    const other = write(join(folder, 'docs', 'other.md'), text);
    await importOne(engine, other);
    mkdirSync(join(folder, 'links'));
    symlinkSync(other, join(folder, 'links', 'a.md'));
    linkSync(other, join(folder, 'links', 'b.md'));
    symlinkSync(join(folder, 'docs'), join(folder, 'elsewhere'));
    const names = ['docs/other.md', 'links/a.md', 'links/b.md', 'elsewhere/other.md'];
    for (const name of names)
      for (const format of ['md', 'report-html'] as const)
        expect(await exportTo(join(folder, name), format)).toMatchObject(inUse);
    expect(readFileSync(other, 'utf8')).toBe(text);
  });

  it('takes an outside save in instead of replacing it with its own text', async () => {
    const { path, engine, trackerId, exportTo } = await opened();
    writeFileSync(path, plan.replace('Door', 'Outside'));
    take(await exportTo(path, 'md'));
    expect(readFileSync(path, 'utf8')).toContain('Outside');
    const source = take(
      await engine.handlers.calls['trackers.source']({ trackerId, revision: null }, context),
    );
    expect(source.text).toContain('Outside');
    expect(await trackerRow(engine, trackerId)).toMatchObject({ fileState: 'in-step' });
  });
});
