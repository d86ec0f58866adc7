import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { Engine } from '../../../main/engine/engine.ts';
import { createCallGateway } from '../../../main/engine/wire/call-gateway.ts';
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
  undo,
  write,
} from './test-engine.ts';

/** What a bad disk or another program does, while nobody looks. */
function damage(folder: string, sql: string): void {
  const db = new Database(join(folder, 'workspace', 'quarterdeck.db')).unsafeMode();
  db.pragma('foreign_keys = OFF');
  db.exec(sql);
  db.close();
}

const SHOWN = 'SELECT hash FROM tracker';
const HARM = {
  gone: `DELETE FROM content WHERE hash IN (${SHOWN})`,
  torn: `UPDATE content SET data = x'00ff' WHERE hash IN (${SHOWN})`,
} as const;

async function health(engine: Engine): Promise<Readonly<Record<string, string>>> {
  const { health: checks } = take(await engine.handlers.calls['workspace.diagnostics']({}, context));
  return Object.fromEntries(checks.map(({ check, state, detail }) => [check, `${state}: ${detail}`]));
}

function gatewayOf({ handlers, log }: Engine) {
  return createCallGateway({ handlers, log, entropy: { bytes: () => new Uint8Array(4) }, verify: true });
}

async function withTracker() {
  const folder = temporaryFolder();
  const path = write(join(folder, 'lamp.md'), statusPage);
  const engine = await openEngine({ folder });
  const trackerId = await importOne(engine, path);
  take(await setField(engine, trackerId, 'M1', 'status', 'done'));
  await engine.idle();
  return { folder, path, engine, trackerId };
}

describe.each(['gone', 'torn'] as const)('a text that is %s', (harm) => {
  it('is named by the health check, with the file that still says it, and taken back from there', async () => {
    const { folder, path, engine, trackerId } = await withTracker();
    damage(folder, HARM[harm]);
    const ill = await health(engine);
    expect(ill.Texts).toMatch(
      /^failed: the text of 1 version is missing or damaged: Lamp Programme, version 2/,
    );
    expect(ill.Texts).toContain(`which ${path} still says`);
    expect(ill.Texts).not.toContain('backups');
    expect(ill.Database).toMatch(/^ok/);
    const { summary } = take(await engine.handlers.calls['trackers.recheck']({ trackerId }, context));
    expect(summary).toContain('taken back from its file');
    expect((await health(engine)).Texts).toBe('ok: all 2 versions are whole');
    take(await setField(engine, trackerId, 'M2', 'name', 'Quay walls inspected'));
    expect(take(await engine.handlers.calls['workspace.rebuild']({ verify: true }, context)).same).toBe(true);
  });

  it('is no obstacle to an edit whose file still says it', async () => {
    const { folder, path, engine, trackerId } = await withTracker();
    damage(folder, HARM[harm]);
    take(await setField(engine, trackerId, 'M2', 'name', 'Quay walls inspected'));
    expect(readFileSync(path, 'utf8')).toContain('Quay walls inspected');
    expect((await health(engine)).Texts).toBe('ok: all 3 versions are whole');
    await engine.close();
    const again = await openEngine({ folder });
    await again.idle();
    expect((await itemNamed(again, trackerId, 'Quay')).trackerId).toBe(trackerId);
  });

  it('is no obstacle to an edit, nor to what was saved into its file outside', async () => {
    const { folder, path, engine, trackerId } = await withTracker();
    const { id } = await itemNamed(engine, trackerId, 'M2');
    await engine.close();
    damage(folder, HARM[harm]);
    writeFileSync(path, readFileSync(path, 'utf8').replace('First lamp lit', 'Second lamp lit'));
    const again = await openEngine({ folder });
    take(await setField(again, trackerId, 'M2', 'status', 'done'));
    expect(await itemNamed(again, trackerId, 'M2 Second')).toMatchObject({ id, status: 'done' });
    expect(readFileSync(path, 'utf8')).toMatch(/Second lamp lit .* done/);
  });
});

describe('an undo step whose text is lost leaves the list when it is asked for', () => {
  const refusal = {
    ok: false,
    error: { code: 'db.corrupt', message: expect.stringContaining('taken from the list') },
  };

  it('and the others can be undone and done again', async () => {
    const { folder, path, engine, trackerId } = await withTracker();
    await engine.close();
    // The second text is kept as what differs from the first, so that both are lost; the file gives the second one back.
    damage(folder, 'DELETE FROM content WHERE hash IN (SELECT hash FROM revision WHERE sequence = 1)');
    const again = await openEngine({ folder });
    const between = readFileSync(path, 'utf8');
    take(await setField(again, trackerId, 'M2', 'status', 'blocked'));
    const last = readFileSync(path, 'utf8');
    take(await undo(again));
    expect(readFileSync(path, 'utf8')).toBe(between);
    expect(await undo(again)).toMatchObject(refusal);
    expect(await undo(again)).toMatchObject({ ok: false, error: { code: 'undo.nothing' } });
    take(await redo(again));
    expect(readFileSync(path, 'utf8')).toBe(last);
  });

  it('also where it is the text shown, so that the steps of other trackers are reached', async () => {
    const { folder, path, engine } = await withTracker();
    const [template] = take(await engine.handlers.calls['trackers.templates']({}, context));
    const { trackerId } = take(
      await engine.handlers.calls['trackers.create'](
        { template: template?.id ?? '', name: 'Docks', path: null },
        context,
      ),
    );
    const [item] = await itemsOf(engine, trackerId);
    take(await setField(engine, trackerId, item?.title ?? '', 'name', 'Quay walls inspected'));
    await engine.close();
    damage(folder, `DELETE FROM content WHERE hash IN (SELECT hash FROM tracker WHERE id = '${trackerId}')`);
    const again = await openEngine({ folder });
    expect(await undo(again)).toMatchObject(refusal);
    take(await undo(again));
    expect(readFileSync(path, 'utf8')).toBe(statusPage);
  });
});

it('every call that needs a lost text says so, and what is kept works on', async () => {
  const folder = temporaryFolder();
  const first = await openEngine({ folder });
  const created = take(
    await first.handlers.calls['trackers.create'](
      {
        template: take(await first.handlers.calls['trackers.templates']({}, context))[0]?.id ?? '',
        name: 'Docks',
        path: null,
      },
      context,
    ),
  );
  await first.idle();
  await first.close();
  damage(folder, HARM.gone);
  const engine = await openEngine({ folder });
  await engine.idle();
  const gateway = gatewayOf(engine);
  const { trackerId } = created;
  const rows = await itemsOf(engine, trackerId);
  const itemId = rows[0]?.id ?? '';
  const target = join(folder, 'copy');
  const calls: readonly (readonly [string, unknown])[] = [
    [
      'trackers.edit',
      {
        trackerId,
        edits: [{ kind: 'set-field', itemId, field: 'name', value: 'x' }],
        log: null,
        actorId: null,
      },
    ],
    ['trackers.source', { trackerId, revision: null }],
    ['trackers.source', { trackerId, revision: 1 }],
    ['trackers.export', { trackerId, format: 'md' }],
    ['trackers.export', { trackerId, format: 'json' }],
    ['trackers.remap', { trackerId, profile: 'generic', mapping: null }],
    ['trackers.diff', { trackerId, from: 1, to: 'current' }],
    ['workspace.rebuild', { verify: true }],
    ['workspace.rebuild', { verify: false }],
    ['workspace.copy', { folder: target }],
  ];
  for (const [name, input] of calls) {
    const answer = await gateway.call(name, input, context);
    expect([name, answer.ok ? 'ok' : answer.error.code]).toEqual([name, 'db.corrupt']);
  }
  expect((await health(engine)).Texts).toMatch(
    /^failed: .* Docks, version 1 \(the one shown\)\. No copy lies/,
  );
  const beside = await importOne(engine, write(join(folder, 'lamp.md'), statusPage));
  take(await setField(engine, beside, 'M1', 'status', 'done'));
});

it('a log that lost rows is named by the health check, and a rebuild leaves everything as it is', async () => {
  const { folder, engine, trackerId } = await withTracker();
  damage(
    folder,
    "DELETE FROM event WHERE source = 'revision' AND seq = (SELECT min(seq) FROM event WHERE source = 'revision')",
  );
  const found = (await health(engine)).Logs;
  expect(found).toMatch(/^failed: .*rows are missing \(revision rv_\S+ is not in the log\)/);
  const gateway = gatewayOf(engine);
  expect(await gateway.call('workspace.rebuild', { verify: false }, context)).toMatchObject({
    ok: false,
    error: { code: 'db.log-incomplete' },
  });
  take(await setField(engine, trackerId, 'M2', 'name', 'Quay walls inspected'));
  await engine.idle();
});

it('a sound workspace is called sound after edits, searches and outside saves', async () => {
  const { path, engine, trackerId } = await withTracker();
  for (const [status, word] of [
    ['done', 'Lamp'],
    ['blocked', 'programme'],
    ['done', 'Lamp'],
  ] as const) {
    take(await setField(engine, trackerId, 'M2', 'status', status));
    take(await engine.handlers.calls['search.find']({ text: word, limit: 5 }, context));
    writeFileSync(path, `${readFileSync(path, 'utf8')}\nA note.\n`);
    take(await engine.handlers.calls['trackers.recheck']({ trackerId }, context));
    const checks = await health(engine);
    for (const check of ['Database', 'Texts', 'Logs', 'Rows and search'])
      expect(checks[check]).toMatch(/^ok/);
  }
});

it('a view of a damaged database fails with the code of the damage, and a bug with that of a bug', async () => {
  const { engine } = await withTracker();
  const failing = (error: Error) => {
    const view = {
      topics: () => [],
      read: () => {
        throw error;
      },
    };
    const handlers = { calls: {}, views: { 'settings.get': view }, failureOf: engine.handlers.failureOf };
    return createCallGateway({
      handlers,
      log: engine.log,
      entropy: { bytes: () => new Uint8Array(4) },
      verify: true,
    });
  };
  const codeOf = async (error: Error) => {
    const answer = await take(failing(error).view('settings.get', {})).read();
    return answer.ok ? 'ok' : answer.error.code;
  };
  expect(await codeOf(new Database.SqliteError('malformed', 'SQLITE_CORRUPT_VTAB'))).toBe('db.corrupt');
  expect(await codeOf(new Database.SqliteError('disk I/O error', 'SQLITE_IOERR_READ'))).toBe('db.io');
  expect(await codeOf(new TypeError('x is undefined'))).toBe('contract.bug');
});

it('what a rebuild put right is no difference any more', async () => {
  const { folder, engine } = await withTracker();
  damage(folder, "UPDATE item SET title = 'Other' WHERE key = 'M1'");
  const last = 'Last comparison with the logs';
  take(await engine.handlers.calls['workspace.rebuild']({ verify: true }, context));
  expect((await health(engine))[last]).toMatch(/^warning: .* quarterdeck rebuild puts them right$/);
  take(await engine.handlers.calls['workspace.rebuild']({ verify: false }, context));
  expect((await health(engine))[last]).toMatch(/^ok: .* everything agreed$/);
});
