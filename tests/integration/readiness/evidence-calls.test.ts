import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { contract, type InputOf, type RowOf } from '../../../core/contract/index.ts';
import type { EvidenceType } from '../../../core/domain/readiness/evidence.ts';
import { EvidenceFilter } from '../../../core/domain/readiness/evidence-row.ts';
import { parseLocator } from '../../../core/domain/readiness/locator-text.ts';
import type { Engine } from '../../../main/engine/engine.ts';
import type { EvidencePorts } from '../../../main/engine/files/evidence-ports.ts';
import { git } from '../../support/git-remote.ts';
import { temporaryFolder } from '../engine/support-folder.ts';
import { context, importOne, itemNamed, openEngine, take, testClock, write } from '../engine/test-engine.ts';

const PLAN = `# Plan

| ID | Name | Status |
|----|------|--------|
| M1 | Door | done |
| M2 | Roof | in progress |
`;

const JUNIT = '<testsuite name="house"><testcase classname="door" name="opens"/></testsuite>';

const nothingCopied: EvidencePorts['store'] = {
  put: () => Promise.reject(new Error('nothing is copied')),
  open: () => Promise.reject(new Error('nothing is opened')),
  receive: () => Promise.reject(new Error('nothing is sent')),
};

async function opened(evidence?: EvidencePorts) {
  const folder = temporaryFolder();
  const clock = testClock();
  const path = write(join(folder, 'house', 'plan.md'), PLAN);
  write(join(folder, 'house', 'docs', 'door.md'), '# Door\n\n## Hinges\n');
  const engine = await openEngine({ folder, clock, ...(evidence === undefined ? {} : { evidence }) });
  const trackerId = await importOne(engine, path);
  const door = (await itemNamed(engine, trackerId, 'Door')).id;
  const roof = (await itemNamed(engine, trackerId, 'Roof')).id;
  const { calls } = engine.handlers;
  const add = (type: EvidenceType, text: string, more: Partial<InputOf<'evidence.add'>> = {}) =>
    calls['evidence.add'](
      contract['evidence.add'].input.parse({
        itemId: door,
        locator: take(parseLocator(type, text)),
        folder: null,
        ...more,
      }),
      context,
    );
  return { folder, house: join(folder, 'house'), engine, clock, calls, trackerId, door, roof, add };
}

async function rowsOf(
  engine: Engine,
  filter: Partial<EvidenceFilter> = {},
): Promise<readonly RowOf<'evidence.list'>[]> {
  const whole = EvidenceFilter.parse({
    trackerId: null,
    itemId: null,
    state: null,
    type: null,
    withdrawn: false,
    ...filter,
  });
  return (await engine.handlers.views['evidence.list'].read(whole)).rows;
}

describe('adding evidence', () => {
  it('verifies it at once, by a path below the root of the tracker', async () => {
    const { engine, add, door } = await opened();
    expect(take(await add('doc', 'docs/door.md#Hinges'))).toMatchObject({
      result: 'verified',
      summary: 'Added docs/door.md#Hinges as evidence for "Door".',
    });
    expect(await rowsOf(engine)).toMatchObject([
      { itemId: door, itemTitle: 'Door', where: 'docs/door.md#Hinges', rootName: 'house', state: 'verified' },
    ]);
  });

  it('takes a thing that is not there, and says so', async () => {
    const { engine, add } = await opened();
    expect(take(await add('artifact', 'build/door.tgz'))).toMatchObject({ result: 'missing' });
    expect(await rowsOf(engine, { state: 'missing' })).toMatchObject([{ digest: null }]);
  });

  it('finds a whole path below the root, also through a link, and copies a file from elsewhere', async () => {
    const { engine, add, folder, house } = await opened();
    symlinkSync(house, join(folder, 'same'));
    take(await add('doc', join(house, 'docs/door.md')));
    take(await add('doc', `${join(folder, 'same/docs/door.md')}#Hinges`));
    const elsewhere = write(join(folder, 'mail', 'report.xml'), JUNIT);
    take(await add('test', `${elsewhere}::door.opens`));
    rmSync(elsewhere);
    const rows = await rowsOf(engine);
    const shown = rows.map(({ where, note, rootName }) => ({ where, note, rootName }));
    expect(shown).toHaveLength(3);
    expect(shown).toEqual(
      expect.arrayContaining([
        { where: 'docs/door.md', note: '', rootName: 'house' },
        { where: 'docs/door.md#Hinges', note: '', rootName: 'house' },
        {
          where: 'report.xml (copy)::door.opens',
          note: '',
          rootName: null,
        },
      ]),
    );
    const verified = take(
      await engine.handlers.calls['evidence.verify']({ what: { of: 'tracker', trackerId: null } }, context),
    );
    expect(verified).toMatchObject({ verified: 3, others: 0 });
  });

  it('holds a document to what it said, and a report only to the test it is named for', async () => {
    const { engine, add, house, trackerId } = await opened();
    const report = write(join(house, 'report.xml'), JUNIT);
    take(await add('test', 'report.xml::door.opens'));
    take(await add('doc', 'docs/door.md#Hinges'));
    write(report, JUNIT.replace('house', 'house of June'));
    write(join(house, 'docs', 'door.md'), '# Door\n\n## Hinges\n\nThree.\n');
    take(await engine.handlers.calls['evidence.verify']({ what: { of: 'tracker', trackerId } }, context));
    const states = (await rowsOf(engine)).map(({ type, state }) => [type, state]);
    expect(Object.fromEntries(states)).toEqual({ doc: 'failed', test: 'verified' });
  });

  it('means paths below another folder where one is named, and knows its repository', async () => {
    const { engine, add, folder } = await opened();
    const api = join(folder, 'api');
    write(join(api, 'src', 'order.ts'), 'export {}');
    git(api, 'init', '--quiet');
    git(api, 'add', '.');
    git(api, 'commit', '--quiet', '-m', 'First');
    const commit = git(api, 'rev-parse', 'HEAD');
    expect(take(await add('code', 'order.ts', { folder: join(api, 'src') }))).toMatchObject({
      result: 'verified',
    });
    take(await add('code', commit.slice(0, 10), { folder: api }));
    expect(await rowsOf(engine, { type: 'code' })).toMatchObject([
      expect.objectContaining({ rootName: 'api', state: 'verified' }),
      expect.objectContaining({ rootName: 'api', state: 'verified' }),
    ]);
    expect((await rowsOf(engine)).map(({ where }) => where).toSorted()).toEqual([
      commit.slice(0, 10),
      'src/order.ts',
    ]);
  });

  it.each([
    ['an item that is not there', { itemId: 'it_none' }, 'item.not-found'],
    ['a folder that is not there', { folder: '/nowhere/at/all' }, 'file.missing'],
  ])('is refused for %s', async (_what, more, code) => {
    const { add, engine } = await opened();
    expect(await add('doc', 'docs/door.md', more)).toMatchObject({ error: { code } });
    expect(await rowsOf(engine)).toEqual([]);
  });

  it('is refused for code outside of the repository and for the same a second time', async () => {
    const { add, folder } = await opened();
    expect(await add('code', join(folder, 'elsewhere.ts'))).toMatchObject({
      error: { code: 'evidence.bad-locator' },
    });
    take(await add('doc', 'docs/door.md'));
    expect(await add('doc', 'docs/door.md')).toMatchObject({ error: { code: 'evidence.exists' } });
  });
});

describe('verifying evidence', () => {
  it('says what holds now, of the items asked for', async () => {
    const { engine, calls, add, house, door, roof, clock } = await opened();
    take(await add('doc', 'docs/door.md'));
    take(await add('artifact', 'docs/roof.tgz', { itemId: roof }));
    write(join(house, 'docs/door.md'), '# Window\n');
    clock.forward(1000);
    const answer = take(await calls['evidence.verify']({ what: { of: 'items', ids: [door] } }, context));
    expect(answer).toMatchObject({ verified: 0, others: 1, rows: [{ itemTitle: 'Door', result: 'failed' }] });
    const [row] = await rowsOf(engine, { itemId: door });
    if (row === undefined) throw new Error('no row');
    const shown = take(await calls['evidence.show']({ evidenceId: row.id }, context));
    expect(shown.history.map(({ result }) => result)).toEqual(['failed', 'verified']);
    expect(shown.row.state).toBe('failed');
  });

  it('does not call missing what is in a root that is in no folder of this device', async () => {
    const { engine, add, folder } = await opened();
    take(await add('doc', 'docs/door.md'));
    await engine.close();
    const db = new Database(join(folder, 'workspace', 'quarterdeck.db'));
    db.exec('DELETE FROM root_binding');
    db.close();
    const again = await openEngine({ folder });
    const everything = { what: { of: 'tracker', trackerId: null } } as const;
    const { rows } = take(await again.handlers.calls['evidence.verify'](everything, context));
    expect(rows).toMatchObject([{ result: 'unreachable', says: 'house is in no folder of this device.' }]);
    expect(await rowsOf(again)).toMatchObject([{ state: 'verified' }]);
  });

  it('looks at a few at once, as a job that can be cancelled; what was found until then is kept', async () => {
    let running = 0;
    let most = 0;
    let blocks = false;
    const waiting: (() => void)[] = [];
    const { engine, calls, add, house } = await opened({
      verify: async (_subject, signal) => {
        running += 1;
        most = Math.max(most, running);
        if (blocks)
          await new Promise<void>((resolve, reject) => {
            waiting.push(resolve);
            signal.addEventListener('abort', () => reject(signal.reason));
          });
        running -= 1;
        return { result: 'verified', says: 'Yes.', digest: null, commit: null };
      },
      preview: () => Promise.reject(new Error('nothing is shown')),
      store: nothingCopied,
    });
    for (let n = 0; n < 10; n += 1) {
      write(join(house, `${n}.md`), String(n));
      take(await add('doc', `${n}.md`));
    }
    blocks = true;
    const answer = calls['evidence.verify']({ what: { of: 'tracker', trackerId: null } }, context);
    await expect.poll(() => waiting.length).toBe(8);
    waiting[0]?.();
    const jobs = async () => (await engine.handlers.views['jobs.list'].read({})).rows;
    await expect
      .poll(async () => (await jobs())[0])
      .toMatchObject({ title: 'Verify evidence', done: 1, total: 10 });
    const [job] = await jobs();
    if (job === undefined) throw new Error('no job');
    take(await calls['jobs.cancel']({ jobId: job.id }, context));
    expect(await answer).toMatchObject({ error: { code: 'job.cancelled' } });
    expect(most).toBe(8);
    const shown = await Promise.all(
      (await rowsOf(engine)).map(
        async ({ id }) => take(await calls['evidence.show']({ evidenceId: id }, context)).history.length,
      ),
    );
    expect(shown.reduce((sum, count) => sum + count, 0)).toBe(11);
  });
});

describe('deciding about evidence', () => {
  it('withdraws and restores it, and says anew what counts of it', async () => {
    const { engine, calls, add } = await opened();
    const { evidenceId } = take(await add('doc', 'docs/door.md'));
    expect(take(await calls['evidence.withdraw']({ evidenceId }, context)).summary).toBe(
      'Withdrawn: docs/door.md for "Door" no longer counts.',
    );
    expect(await rowsOf(engine)).toEqual([]);
    expect(await rowsOf(engine, { withdrawn: true })).toMatchObject([{ id: evidenceId }]);
    take(await calls['evidence.restore']({ evidenceId }, context));
    take(await calls['evidence.change']({ evidenceId, tier: 'staging', freshDays: 1 }, context));
    expect(await rowsOf(engine)).toMatchObject([{ tier: 'staging', freshDays: 1, withdrawn: null }]);
  });

  it('outlives its engine', async () => {
    const { engine, add, folder } = await opened();
    take(await add('doc', 'docs/door.md'));
    const before = await rowsOf(engine);
    await engine.close();
    const again = await openEngine({ folder });
    expect(await rowsOf(again)).toEqual(before);
  });
});
